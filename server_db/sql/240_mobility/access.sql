-- The academic office keeps exchanges and their agreements, a dean's office those of its students; registrar and management read.
-- What was entered is corrected, or taken off the agreement, and removed by nobody.
create policy exchange_read_all on mobility.exchange for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy exchange_read_units on mobility.exchange for select to hemis_faculty using (:own_units(faculty_id));
create policy exchange_insert_all on mobility.exchange for insert to hemis_academic_office with check (:acts);
create policy exchange_insert on mobility.exchange for insert to hemis_faculty with check (:own_units(faculty_id));
create policy exchange_update_all on mobility.exchange for update to hemis_academic_office using (:acts) with check (:acts);
create policy exchange_update on mobility.exchange for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant select on mobility.exchange to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty;
grant insert (student_id, faculty_id, direction, partner, country, programme, starts_on, ends_on, document),
      update (direction, partner, country, programme, starts_on, ends_on, document)
    on mobility.exchange to hemis_academic_office, hemis_faculty;
create policy agreed_subject_read_all on mobility.agreed_subject for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy agreed_subject_read_units on mobility.agreed_subject for select to hemis_faculty
    using (:own_units(faculty_id));
create policy agreed_subject_insert_all on mobility.agreed_subject for insert to hemis_academic_office with check (:acts);
create policy agreed_subject_insert on mobility.agreed_subject for insert to hemis_faculty with check (:own_units(faculty_id));
create policy agreed_subject_update_all on mobility.agreed_subject for update to hemis_academic_office using (:acts) with check (:acts);
create policy agreed_subject_update on mobility.agreed_subject for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant select on mobility.agreed_subject to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty;
grant insert (exchange_id, student_id, faculty_id, name, hours, credits, subject_id, state, mark, result_id),
      update (name, hours, credits, subject_id, state, mark, result_id)
    on mobility.agreed_subject to hemis_academic_office, hemis_faculty;
