"""An order that was signed before signatures were kept says after the upgrade who signed, with the post of that day."""

import psycopg

from server_db import install
from tests.server.former_revision import former_database

FILLED = """
    insert into classifiers.classifier (code, name_uz) values ('h_teacher_position_type', 'Lavozim');
    insert into classifiers.item (classifier_id, code, name_uz, name_ru)
    select id, v.code, v.uz, v.ru from classifiers.classifier,
           (values ('20', 'Rektor', 'Ректор'), ('15', 'Professor', 'Профессор')) v (code, uz, ru);
    insert into structure.unit (code, name_uz, kind) values ('403-200', 'Rektorat', '16');
    insert into employees.employee (number, surname, given_name) values ('4031000001', 'Usmonov', 'Baxtiyor');
    insert into employees.position (employee_id, unit_id, post, form, rate, starts_on, ends_on)
    select e.id, u.id, p.post, '11', '11', p.starts_on, p.ends_on
      from employees.employee e, structure.unit u,
           (values ('15', date '2015-09-01', date '2020-12-31'), ('20', date '2021-01-01', date '2024-12-31'),
                   ('15', date '2025-01-01', null)) p (post, starts_on, ends_on);
    insert into movement.decree (order_type, act, heading, effective_on, language, state, number, year, signed_on,
                                 signed_at, signatory_id)
    select '11', 'expel', 'Buyruq', d.day, 'uz', d.state, d.number, extract(year from d.day), d.day, now(), e.id
      from employees.employee e,
           (values (date '2022-03-01', 'applied', '1-T'),
                   (date '2025-03-01', 'cancelled', '2-T')) d (day, state, number);
    insert into movement.decree (order_type, act, heading, effective_on, language, state)
    values ('11', 'expel', 'Loyiha', '2026-03-01', 'uz', 'draft');
"""


def test_who_signed_former_orders_is_known_with_the_post_of_that_day(server):
    with former_database(server, "hemis_order_upgrade", "0024", FILLED) as dsn:
        install.upgrade(dsn)
        with psycopg.connect(dsn) as admin:
            under = admin.execute(
                "select d.number, g.capacity, g.name, g.post_uz, g.post_ru, g.day = d.signed_on"
                " from movement.signature g join movement.decree d on d.id = g.decree_id order by d.number"
            ).fetchall()
    assert under == [
        ("1-T", "signed", "Usmonov Baxtiyor", "Rektor", "Ректор", True),
        ("2-T", "signed", "Usmonov Baxtiyor", "Professor", "Профессор", True),
    ]
