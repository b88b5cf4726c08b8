-- A dean's office keeps its own specialties, groups and students; other offices read what their work needs.

grant execute on function students.groups_of(text, text), students.moved_on(bigint) to hemis_definer;
grant execute on function students.my_groups(text) to :everyone;
grant execute on function structure.is_faculty(bigint) to hemis_faculty;

-- Specialties are known to all; a dean's office sees and keeps its own.
create policy specialty_read on students.specialty for select to :everyone_but(hemis_faculty) using (:acts);
create policy specialty_read_units on students.specialty for select to hemis_faculty using (:own_units(faculty_id));
grant select on students.specialty to :everyone;
create policy specialty_insert on students.specialty for insert to hemis_faculty with check (:own_units(faculty_id));
create policy specialty_update on students.specialty for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (faculty_id, code, education_type, bachelor_code, master_code, name_uz, name_oz, name_ru, name_en, active),
      update (code, education_type, bachelor_code, master_code, name_uz, name_oz, name_ru, name_en, active)
    on students.specialty to hemis_faculty;

-- Qualifications are known to all; a dean's office sees and keeps its own.
create policy qualification_read on students.qualification for select to :everyone_but(hemis_faculty) using (:acts);
create policy qualification_read_units on students.qualification for select to hemis_faculty
    using (:own_units(faculty_id));
grant select on students.qualification to :everyone;
create policy qualification_insert on students.qualification for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy qualification_update on students.qualification for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (faculty_id, specialty_id, name_uz, name_oz, name_ru, name_en, active),
      update (name_uz, name_oz, name_ru, name_en, active)
    on students.qualification to hemis_faculty;

-- Groups: offices of the whole university read all, a dean's office its own, a tutor the own ones.
create policy group_read_all on students."group" for select
    to hemis_hr, hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management
    using (:acts);
create policy group_read_units on students."group" for select to hemis_faculty using (:own_units(faculty_id));
create policy group_read_own on students."group" for select to hemis_tutor
    using (id = any ((select students.my_groups())::bigint[]));
grant select on students."group"
    to hemis_hr, hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management,
       hemis_faculty, hemis_tutor;
create policy group_insert on students."group" for insert to hemis_faculty with check (:own_units(faculty_id));
create policy group_update on students."group" for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (faculty_id, specialty_id, name, entry_year, education_form, language, active),
      update (specialty_id, name, entry_year, education_form, language, active)
    on students."group" to hemis_faculty;

-- Who is the tutor of a group: the dean's office appoints.
create policy tutor_group_read_all on students.tutor_group for select to hemis_academic_office, hemis_management
    using (:acts);
create policy tutor_group_read_units on students.tutor_group for select to hemis_faculty using (:own_units(faculty_id));
create policy tutor_group_read_own on students.tutor_group for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on students.tutor_group to hemis_academic_office, hemis_management, hemis_faculty, hemis_tutor;
create policy tutor_group_insert on students.tutor_group for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy tutor_group_update on students.tutor_group for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (faculty_id, specialty_id, group_id, employee_id, starts_on, ends_on), update (starts_on, ends_on)
    on students.tutor_group to hemis_faculty;
create policy definer_inserts on students.tutor_group for insert to hemis_definer with check (true);
create policy definer_updates on students.tutor_group for update to hemis_definer using (true) with check (true);
create policy definer_deletes on students.tutor_group for delete to hemis_definer using (true);
grant insert (faculty_id, specialty_id, group_id, employee_id, starts_on), update (ends_on), delete
    on students.tutor_group to hemis_definer;

-- Students: the personnel office reads only name, group and status. The state of study is set when a student is
-- entered; nobody may update it, orders will.
create policy student_read_all on students.student for select
    to hemis_hr, hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management
    using (:acts);
create policy student_read_units on students.student for select to hemis_faculty using (:own_units(faculty_id));
create policy student_read_groups on students.student for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on students.student
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management, hemis_faculty,
       hemis_tutor;
grant select (id, number, surname, given_name, patronymic, cyrillic_name, full_name, sort_key, sort_key_oz, sort_key_ru,
              group_id, status, merged_into_id, row_version)
    on students.student to hemis_hr;
create policy student_insert on students.student for insert to hemis_faculty with check (:own_units(faculty_id));
create policy student_update on students.student for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (number, surname, given_name, patronymic, cyrillic_name, birth_date, gender, citizenship, nationality,
              correspondence, faculty_id, specialty_id, group_id, education_type, education_form, payment_form, kind, language, course,
              semester, status, entry_year),
      update (number, surname, given_name, patronymic, cyrillic_name, birth_date, gender, citizenship, nationality,
              correspondence)
    on students.student to hemis_faculty;

-- The words of names are read as the names are.
create policy search_word_read_all on students.search_word for select
    to hemis_hr, hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management
    using (:acts);
create policy search_word_read_units on students.search_word for select to hemis_faculty using (:own_units(faculty_id));
create policy search_word_read_groups on students.search_word for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on students.search_word
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management, hemis_faculty,
       hemis_tutor;
grant select (student_id, word, group_id) on students.search_word to hemis_hr;
create policy definer_inserts on students.search_word for insert to hemis_definer with check (true);
create policy definer_updates on students.search_word for update to hemis_definer using (true) with check (true);
create policy definer_deletes on students.search_word for delete to hemis_definer using (true);
grant insert, update (faculty_id, group_id), delete on students.search_word to hemis_definer;

-- Photos belong to the study: all for offices of the university except the personnel office. A tutor sees those of the
-- own groups; a dean's office sees and writes its own.
create policy photo_read_all on students.photo for select
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management
    using (:acts);
create policy photo_read_units on students.photo for select to hemis_faculty using (:own_units(faculty_id));
create policy photo_read_groups on students.photo for select to hemis_tutor
    using (student_id = any (array(
        select s.id from students.student s where s.group_id = any ((select students.my_groups())::bigint[]))));
grant select on students.photo
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management, hemis_faculty,
       hemis_tutor;
create policy photo_insert on students.photo for insert to hemis_faculty with check (:own_units(faculty_id));
create policy photo_update on students.photo for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (student_id, faculty_id, image), update (image) on students.photo to hemis_faculty;

-- Awards are seen by those who see photos; a dean's office enters and corrects its own.
create policy award_read_all on students.award for select
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management
    using (:acts);
create policy award_read_units on students.award for select to hemis_faculty using (:own_units(faculty_id));
create policy award_read_groups on students.award for select to hemis_tutor
    using (student_id = any (array(
        select s.id from students.student s where s.group_id = any ((select students.my_groups())::bigint[]))));
grant select on students.award
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management, hemis_faculty,
       hemis_tutor;
create policy award_insert on students.award for insert to hemis_faculty with check (:own_units(faculty_id));
create policy award_update on students.award for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (student_id, faculty_id, kind, awarded_on, document_number, note),
      update (kind, awarded_on, document_number, note)
    on students.award to hemis_faculty;

-- The previous education is read where diplomas are made of it and by who sees the student; a dean's office keeps its own.
create policy prior_education_read_all on students.prior_education for select
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management
    using (:acts);
create policy prior_education_read_units on students.prior_education for select to hemis_faculty
    using (:own_units(faculty_id));
create policy prior_education_read_groups on students.prior_education for select to hemis_tutor
    using (student_id = any (array(
        select s.id from students.student s where s.group_id = any ((select students.my_groups())::bigint[]))));
grant select on students.prior_education
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management, hemis_faculty,
       hemis_tutor;
create policy prior_education_insert on students.prior_education for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy prior_education_update on students.prior_education for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (student_id, institution, document_kind, document_number, document_date, school_country, school_language, basis),
      update (institution, document_kind, document_number, document_date, school_country, school_language, basis)
    on students.prior_education to hemis_faculty;

-- Private data: nobody selects it. It is read by a ticket, and written by the dean's office through functions.
grant execute on function students.read_private(bigint)
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_accounting;
grant execute on function students.private_changes(bigint) to :everyone;
grant execute on function students.write_private(bigint, integer, jsonb),
    students.write_privates(jsonb, bigint) to hemis_faculty;
create policy definer_inserts on students.private for insert to hemis_definer with check (true);
create policy definer_updates on students.private for update to hemis_definer using (true) with check (true);
grant insert, update on students.private to hemis_definer;

-- A dean's office changes several of its students at once by a function, which knows what needs an order.
grant execute on function students.change_several(jsonb, jsonb, text) to hemis_faculty;
grant execute on function students.any_strange(jsonb), students.change_open(jsonb, jsonb, bigint),
    students.change_tutors(jsonb, bigint, date, bigint) to hemis_definer;
