"""Who acts in most tests of the server, and the day by its clock."""

import pytest

from tests.server.acting import scalar


@pytest.fixture
def dean(as_person):
    return as_person("dean_geology")


@pytest.fixture
def office(as_person):
    return as_person("academic_office")


@pytest.fixture
def today(admin):
    return scalar(admin, "select security.today()")
