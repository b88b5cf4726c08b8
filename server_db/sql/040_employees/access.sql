-- The personnel office keeps the cards. Names are known to those who work with colleagues of other units; cards and
-- positions to the units they belong to; everybody who teaches knows the own card.

-- Names of all: what a list of positions, tutors or teachers shows.
create policy employee_read on employees.employee for select
    to hemis_hr, hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar,
       hemis_accounting, hemis_management, hemis_admin
    using (:acts);
grant select on employees.employee
    to hemis_hr, hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar,
       hemis_accounting, hemis_management, hemis_admin;
create policy employee_insert on employees.employee for insert to hemis_hr with check (:acts);
create policy employee_update on employees.employee for update to hemis_hr using (:acts) with check (:acts);
create policy employee_delete on employees.employee for delete to hemis_hr using (:acts);
grant insert (number, surname, given_name, patronymic, cyrillic_name, active),
      update (number, surname, given_name, patronymic, cyrillic_name, active), delete
    on employees.employee to hemis_hr;

-- The words of names are read by those who read the names; only functions write them.
create policy search_word_read on employees.search_word for select
    to hemis_hr, hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar,
       hemis_accounting, hemis_management, hemis_admin
    using (:acts);
grant select on employees.search_word
    to hemis_hr, hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar,
       hemis_accounting, hemis_management, hemis_admin;
create policy definer_inserts on employees.search_word for insert to hemis_definer with check (true);
create policy definer_deletes on employees.search_word for delete to hemis_definer using (true);
grant insert, delete on employees.search_word to hemis_definer;

-- Cards: all for the personnel office, the academic office and the management.
create policy card_read_all on employees.card for select to hemis_hr, hemis_academic_office, hemis_management
    using (:acts);
-- Those of the own units for deans and heads of departments.
create policy card_read_units on employees.card for select to hemis_faculty, hemis_department_head
    using (employee_id = any ((select security.my_employees())::bigint[]));
-- The own one for a teacher.
create policy card_read_own on employees.card for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
grant select on employees.card
    to hemis_hr, hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
create policy card_insert on employees.card for insert to hemis_hr with check (:acts);
create policy card_update on employees.card for update to hemis_hr using (:acts) with check (:acts);
create policy card_delete on employees.card for delete to hemis_hr using (:acts);
grant insert (employee_id, birth_date, gender, citizenship, nationality, status, kind, degree, rank, speciality,
              hired_on, left_on),
      update (birth_date, gender, citizenship, nationality, status, kind, degree, rank, speciality, hired_on, left_on),
      delete
    on employees.card to hemis_hr;

-- Positions: the same, and all for accounting, which pays by them.
create policy position_read_all on employees.position for select
    to hemis_hr, hemis_academic_office, hemis_management, hemis_accounting
    using (:acts);
create policy position_read_units on employees.position for select to hemis_faculty, hemis_department_head
    using (:own_units(unit_id));
create policy position_read_own on employees.position for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
grant select on employees.position
    to hemis_hr, hemis_academic_office, hemis_management, hemis_accounting, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy position_insert on employees.position for insert to hemis_hr with check (:acts);
create policy position_update on employees.position for update to hemis_hr using (:acts) with check (:acts);
create policy position_delete on employees.position for delete to hemis_hr using (:acts);
grant insert (employee_id, unit_id, post, form, rate, contract_number, contract_date, order_number, order_date,
              starts_on, ends_on),
      update (unit_id, post, form, rate, contract_number, contract_date, order_number, order_date, starts_on, ends_on),
      delete
    on employees.position to hemis_hr;

-- Degrees and ranks belong to the card.
create policy qualification_read_all on employees.qualification for select
    to hemis_hr, hemis_academic_office, hemis_management
    using (:acts);
create policy qualification_read_units on employees.qualification for select to hemis_faculty, hemis_department_head
    using (employee_id = any ((select security.my_employees())::bigint[]));
create policy qualification_read_own on employees.qualification for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
grant select on employees.qualification
    to hemis_hr, hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
create policy qualification_insert on employees.qualification for insert to hemis_hr with check (:acts);
create policy qualification_update on employees.qualification for update to hemis_hr using (:acts) with check (:acts);
create policy qualification_delete on employees.qualification for delete to hemis_hr using (:acts);
grant insert (employee_id, degree, rank, branch, document_number, awarded_on, council),
      update (degree, rank, branch, document_number, awarded_on, council), delete
    on employees.qualification to hemis_hr;

-- So does the photo.
create policy photo_read_all on employees.photo for select to hemis_hr, hemis_academic_office, hemis_management
    using (:acts);
create policy photo_read_units on employees.photo for select to hemis_faculty, hemis_department_head
    using (employee_id = any ((select security.my_employees())::bigint[]));
create policy photo_read_own on employees.photo for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
grant select on employees.photo
    to hemis_hr, hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
create policy photo_insert on employees.photo for insert to hemis_hr with check (:acts);
create policy photo_update on employees.photo for update to hemis_hr using (:acts) with check (:acts);
create policy photo_delete on employees.photo for delete to hemis_hr using (:acts);
grant insert (employee_id, image), update (image), delete on employees.photo to hemis_hr;

-- Private data: nobody selects it. It is read by a ticket, and written by the personnel office through a function.
grant execute on function employees.chiefs(bigint[], text) to :everyone;
grant execute on function employees.read_private(bigint) to hemis_hr, hemis_accounting, hemis_teacher;
grant execute on function employees.write_private(bigint, integer, jsonb), employees.write_privates(jsonb, bigint)
    to hemis_hr;
create policy definer_inserts on employees.private for insert to hemis_definer with check (true);
create policy definer_updates on employees.private for update to hemis_definer using (true) with check (true);
grant insert (employee_id, pinfl, passport, address, phone, email, health, salary),
      update (pinfl, passport, address, phone, email, health, salary)
    on employees.private to hemis_definer;
