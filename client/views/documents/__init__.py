"""Official papers: making references, the register, checking a paper."""

from client.core.i18n import N_
from client.core.roles import ROLES
from client.views.documents.check import Check
from client.views.documents.paper import Papers
from client.views.documents.references import References
from client.views.documents.register import PRINT_LOG, REGISTER
from client.widgets.list_window import listed
from client.widgets.windows import PREFIX, Window

MAKERS = ("faculty", "registrar")
READERS = (*MAKERS, "academic_office")
EVERYBODY = tuple(role.removeprefix(PREFIX) for role in ROLES)

WINDOWS = (
    Window("reference", N_("Student references"), MAKERS, References, "print"),
    Window("paper-register", N_("Register of papers"), READERS, listed(REGISTER), "documents"),
    Window("print-log", N_("Print log"), READERS, listed(PRINT_LOG), "log"),
    Window("paper-check", N_("Check a paper"), EVERYBODY, Check, "qr"),
    Window("paper", N_("Paper"), READERS, Papers, "documents", listed=False),
)
