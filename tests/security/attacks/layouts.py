"""Where the texts of diplomas stand, moved by others; what was printed with, rewritten; a forged calibration."""

from __future__ import annotations

from typing import Any

from tests.security.attacks.attack import Attack, Attacker, acting, no_rows_hidden, not_acting, without

REGISTRAR, DEANS = acting("registrar"), acting("faculty")
OVERSEERS = acting("faculty", "academic_office", "admin")
FORGED = """
insert into layouts.calibration (workstation_id, printer, form, width, height, offset_x, offset_y, scale_x, scale_y,
                                 rotation, residual, measured, day, measured_by)
select c.workstation_id, c.printer, c.form, c.width, c.height, 19, 19, 1, 1, 0, 0, '[]', c.day, 'registrar'
  from layouts.calibration c limit 1
returning id
"""


def fields_moved(me: Attacker) -> Any:
    return len(me.rows("update layouts.version set fields = '[]' where printed_at is null"))


def other_version_in_use(me: Attacker) -> Any:
    return len(me.rows("update layouts.version set in_use = false where in_use"))


def what_was_printed_with(me: Attacker) -> Any:
    return len(me.rows("update layouts.version set fields = '[]' where printed_at is not null"))


def layout_that_is_none(me: Attacker) -> Any:
    return me.scalar('select layouts.begin(\'{"name": "A", "form": "diploma"}\', 297, 210, \'[{}]\', null)')


def forged_calibration(me: Attacker) -> Any:
    return len(me.rows(FORGED))


def corrected_calibration(me: Attacker) -> Any:
    return len(me.rows("update layouts.calibration set offset_x = 19"))


def scan_of_a_blank(me: Attacker) -> Any:
    return me.column("select background from layouts.version limit 1")


def _open(relation: str, role: str, *privileges: str) -> tuple[str, ...]:
    return no_rows_hidden(relation), f"grant {', '.join(privileges)} on {relation} to {role}"


ATTACKS = (
    Attack(
        "fields of a layout moved by who only reads them",
        fields_moved,
        OVERSEERS,
        (
            *_open("layouts.version", "hemis_faculty, hemis_academic_office, hemis_admin", "update"),
            "drop trigger a_keeps on layouts.version",
        ),
    ),
    Attack(
        "another version put into use by who only reads them",
        other_version_in_use,
        OVERSEERS,
        _open("layouts.version", "hemis_faculty, hemis_academic_office, hemis_admin", "update"),
    ),
    Attack(
        "a version that was printed with rewritten by its registrar",
        what_was_printed_with,
        REGISTRAR,
        (without("layouts.keep_version", "old.printed_at is not null and", "false and"),),
    ),
    Attack(
        "a layout that cannot be printed",
        layout_that_is_none,
        REGISTRAR,
        (
            without(
                "layouts.keep_version",
                "perform layouts.require_fields(new.fields, new.width, new.height);",
                "",
            ),
        ),
    ),
    Attack(
        "a calibration in the name of the registrar",
        forged_calibration,
        (*DEANS, *REGISTRAR),
        _open("layouts.calibration", "hemis_faculty", "insert"),
    ),
    Attack(
        "a calibration changed afterwards",
        corrected_calibration,
        REGISTRAR,
        _open("layouts.calibration", "hemis_registrar", "update"),
    ),
    Attack(
        "the scan of a blank read by who has nothing to do with it",
        scan_of_a_blank,
        not_acting("registrar", "academic_office", "faculty", "admin"),
        _open("layouts.version", "hemis_hr, hemis_management, hemis_teacher", "select"),
    ),
)
