"""What the server says about two rows (`weighing.sql`) and how fields and reasons are called."""

from client.core.i18n import N_

SENTENCES = (
    N_("Choose two rows, not one."),
    N_("{student} was merged into another row already."),
    N_("Another row was merged into that of {student}: let that row stay."),
    N_("These are two studies of one person: link them instead of merging them."),
    N_("These are two rows of one study: merge them instead of linking them."),
    N_("{student} has graduated by an order: let that row stay."),
    N_("{student} studies and the other row does not: let the row that studies stay."),
    N_("The two rows have different PINFLs. Say which one is right."),
    N_("The name of {student} changes by an order only: draft one for the change of surname or name."),
    N_("Both rows have an exchange with {record} of the same beginning. Correct one of them."),
    N_("Both rows have a clearance sheet under way. Withdraw one of them."),
    N_("Both rows have a difference with the same plan and semester. Decide that of {record} first."),
    N_("Both rows stand in the grade sheet {record}, which is not closed. Close that sheet first."),
    N_(
        "{student} stands in the order {record}, which is not applied yet. Apply it, or take the student out first."
    ),
    N_("Both rows stand in the draft order {record}. Take one of them out."),
    N_("Both rows have a result of {record} for the same attempt. Say which row's results count."),
)
WHY = {
    "name": N_("same name and birth date"),
    "passport": N_("same passport"),
    "pinfl": N_("same PINFL"),
}
SAME, DIFFER, STAYS, OTHER = "same", "differ", "stays", "other"
#: Private values are compared and never shown.
MARKS = {
    SAME: (N_("the same"), N_("the same")),
    DIFFER: (N_("another value"), N_("another value")),
    STAYS: (N_("entered"), "—"),
    OTHER: ("—", N_("entered")),
}
