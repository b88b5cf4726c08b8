"""Employees counted for start pages."""

from client.core.i18n import N_
from client.data.records.crossing import Crossing
from client.data.records.list_filters import Filter
from shared.models.employees import Employee

LIST, PEOPLE = "employee", N_("employees")
HERE = (Filter("active", "equals", (True,)),)

BY_DEGREE_AND_SEX = Crossing(
    N_("Staff by degree and sex"), PEOPLE, Employee, HERE, LIST, "card.degree", "card.gender"
)
BY_KIND_AND_STATUS = Crossing(
    N_("Staff by category and status"), PEOPLE, Employee, HERE, LIST, "card.kind", "card.status"
)
