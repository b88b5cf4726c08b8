"""Orders as a list, and what the academic office keeps for them: templates, series of numbers, transitions."""

from client.core.i18n import N_
from client.data.movement.orders import with_students
from client.data.records.listing import Sort
from client.views.movement.list_acts import NEW_ORDER, OPEN_ASKED, PREVIEW
from client.views.movement.word_forms import SAVE_FORM, STOP_FORM, UPLOAD_FORM, USE_FORM
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import list_of
from shared.models.movement import Agreement, Decree, Series, Template, Transition
from shared.models.movement_papers import WordForm

ORDER_CARD = "order"
ORDERS = list_of(
    Decree,
    "number",
    "signed_on",
    "act",
    "heading",
    "state",
    "lines",
    "faculty",
    "effective_on",
    more=(
        "order_type",
        "made_by",
        "made_at",
        "sent_at",
        "signatory",
        "applied_at",
        "applied_by",
        "cancelled_at",
        "returned",
    ),
    search=("number", "heading", "signatory"),
    filters=("state", "act", "order_type", "year", "faculty", "signed_on", "effective_on", "number"),
    sort=(Sort("signed_on", descending=True), Sort("made_at", descending=True)),
    icon="movement",
    title=N_("Orders"),
    card=ORDER_CARD,
    actions=(NEW_ORDER,),
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
    finder=with_students,
    noted="heading",
)
AGREEMENTS = list_of(
    Agreement,
    "decree.act",
    "decree.faculty",
    "decree.lines",
    "office",
    "unit",
    "answer",
    "decree.state",
    "decree.effective_on",
    "answered_at",
    more=("decree.heading", "decree.number", "decree.sent_at", "decree.made_by", "reason", "answered_by"),
    search=("decree.heading", "decree.number"),
    filters=("answer", "decree.state", "office", "unit", "decree.act", "decree.faculty"),
    sort=(Sort("answer", descending=True), Sort("decree.effective_on", descending=True)),
    icon="check",
    title=N_("Agreements to orders"),
    actions=(OPEN_ASKED,),
    panels=(HistoryPanel,),
)
TEMPLATE = form_of(
    Template, ("", ("order_type", "language", "name", "heading", "preamble", "body", "closing", "active"))
)
TEMPLATES = list_of(
    Template,
    "order_type",
    "language",
    "name",
    "heading",
    "active",
    search=("name", "heading"),
    filters=("order_type", "language", "active"),
    sort=(Sort("order_type"), Sort("language")),
    icon="documents",
    title=N_("Templates of orders"),
    form=TEMPLATE,
    actions=(PREVIEW,),
    panels=(HistoryPanel, NotesPanel),
)
SERIES = list_of(
    Series,
    "order_type",
    "prefix",
    "suffix",
    "year",
    "last",
    filters=("order_type",),
    sort=(Sort("order_type"),),
    icon="classifiers",
    title=N_("Series of order numbers"),
    form=form_of(Series, ("", ("order_type", "prefix", "suffix"))),
)
TRANSITIONS = list_of(
    Transition,
    "act",
    "order_type",
    "from_status",
    "to_status",
    "dated",
    "asks_accounting",
    "asks_hr",
    "allowed",
    filters=("act", "order_type", "from_status", "to_status", "allowed"),
    sort=(Sort("order_type"), Sort("act"), Sort("from_status")),
    icon="check",
    title=N_("Transitions"),
    form=form_of(
        Transition,
        ("", ("act", "order_type", "from_status", "to_status", "asks_accounting", "asks_hr", "allowed")),
    ),
)
WORD_FORMS = list_of(
    WordForm,
    "act",
    "language",
    "version",
    "name",
    "active",
    "made_by",
    "made_at",
    search=("name",),
    filters=("act", "language", "active"),
    sort=(Sort("act"), Sort("language"), Sort("version", descending=True)),
    icon="documents",
    title=N_("Own Word forms of orders"),
    actions=(UPLOAD_FORM, USE_FORM, STOP_FORM, SAVE_FORM),
)
