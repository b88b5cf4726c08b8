"""Commands of grade sheets, in the window of one and in lists of many."""

from client.core.actions import Command
from client.core.i18n import N_

SIGN = N_("Sign")
TAKE_OVER = Command(N_("JN from the rating journal"), (), "import")
WORKING = Command(N_("Working of current control"), ("Ctrl+Shift+J",), "info")
ADMIT = Command(N_("Decide admission"), (), "students")
CONFIRM = Command(N_("Confirm"), (), "check")
RETURN = Command(N_("Return"), (), "undo")
GRADER = Command(N_("Grader"), (), "employees")
MOVE = Command(N_("Another sheet …"), (), "movement")
CLOSE = Command(N_("Close the sheet"), (), "lock")
APPEAL = Command(N_("Appeal"), (), "messages")
RECTIFY = Command(N_("Rectify"), (), "edit")
OPEN_SHEETS = Command(N_("Open sheets"), ("Ins",), "add")
OPEN_RETAKES = Command(N_("Open retakes"), (), "redo")
