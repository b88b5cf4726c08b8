"""Lists of the program's own, as the classifiers are the state's: how roles, acts and tables are called."""

from client.core.i18n import LANGUAGES, N_
from client.core.roles import ROLES
from shared.models.everything import BY_RELATION, MODELS

ACTS = {
    "grant_role": N_("Grant a role"),
    "revoke_role": N_("Take a role away"),
    "reset_password": N_("Give a new first password"),
    "end_account": N_("End the account"),
}
CHANGES = {"insert": N_("added"), "update": N_("changed"), "delete": N_("deleted")}
PAPERS = {kind.code: kind.label for model in MODELS for kind in model.papers}
TIMETABLE_STATES = {
    "private": N_("Private draft"),
    "shared": N_("Shared draft"),
    "published": N_("Published"),
    "superseded": N_("Superseded"),
}
LESSON_STATES = {"planned": N_("Planned"), "cancelled": N_("Cancelled")}
TIMETABLE_PEOPLE = {"teacher": N_("Teachers"), "group": N_("Groups")}
WAYS = {"print": N_("printed"), "save": N_("saved as a file")}

#: By the name that a column declares; names begin with @, those of classifiers do not.
WORDS = {
    "@roles": ROLES,
    "@acts": ACTS,
    "@changes": CHANGES,
    "@papers": PAPERS,
    "@languages": {str(code): name for code, name in LANGUAGES.items()},
    "@ways": WAYS,
    "@timetable_states": TIMETABLE_STATES,
    "@lesson_states": LESSON_STATES,
    "@timetable_people": TIMETABLE_PEOPLE,
    "@relations": {relation: model.label for relation, model in BY_RELATION.items() if model.label},
}
