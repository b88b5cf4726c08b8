"""The group roles in which people act, and what they are called."""

from shared.text import N_

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
    "hemis_service": N_("Library, dormitory, archive"),
    "hemis_admin": N_("Administrator"),
}
