"""The group roles in which people act, and what they are called."""

from client.core.i18n import N_, _, language
from shared.scripts import to_cyrillic

ROLES = {
    "hemis_hr": N_("Personnel office"),
    "hemis_academic_office": N_("Academic office"),
    "hemis_faculty": N_("Dean's office"),
    "hemis_department_head": N_("Head of department"),
    "hemis_teacher": N_("Teacher"),
    "hemis_registrar": N_("Registrar's office"),
    "hemis_marketing": N_("Marketing"),
    "hemis_research_office": N_("Research office"),
    "hemis_doctoral_office": N_("Doctoral office"),
    "hemis_accounting": N_("Accounting"),
    "hemis_finance_control": N_("Financial control"),
    "hemis_tutor": N_("Tutor"),
    "hemis_management": N_("Management"),
    "hemis_admin": N_("Administrator"),
}


PREFIX = "hemis_"
#: All roles, named as windows name them: without their common prefix.
EVERYBODY = tuple(role.removeprefix(PREFIX) for role in ROLES)


def role_title(role: str, unit: str = "") -> str:
    """Return what a role is called, with the unit it is held for in the script of the interface."""
    name = _(ROLES.get(role, role))
    unit = to_cyrillic(unit) if language() == "oz" else unit
    return f"{name} ({unit})" if unit else name
