"""The sign-in accounts and rights of the demonstration's people."""

from collections.abc import Iterable

from server_db.demo.sheets import Sheets
from server_db.demo.staff import Employee

GRANTED_BY = "demo"


def add_accounts(sheets: Sheets, employees: Iterable[Employee], units: dict[str, int]) -> None:
    """Write an account for each known person and a right for each of their roles."""
    for employee in sorted(employees, key=lambda employee: employee.id):
        person = employee.post.person
        if person is None:
            continue
        account_id = sheets["security.account"].add(
            login=person.login,
            employee_id=employee.id,
            display_name=person.full_name,
            created_by=GRANTED_BY,
            must_change_password=False,
        )
        for role, code in person.roles:
            sheets["security.membership"].add(
                account_id=account_id,
                role=role,
                unit_id=units[code] if code else None,
                starts_on=employee.hired,
                granted_by=GRANTED_BY,
                approved_by=GRANTED_BY,
            )
