-- A faculty makes classes of its groups; heads of departments say who teaches them.

grant execute on function teaching.classes_of(text, text), teaching.taught_groups_of(text, text),
    teaching.guests_of(text, text) to hemis_definer;
grant execute on function teaching.my_classes(text), teaching.my_taught_groups(text), teaching.my_guests(text) to :everyone;

-- A teacher sees the groups in the own classes and their students by name and place of study, a head of department those
-- of the department's classes, and guests in them: nothing of birth, origin and payment, no photo, no award.
create policy group_read_taught on students."group" for select to hemis_department_head, hemis_teacher
    using (id = any ((select teaching.my_taught_groups())::bigint[]));
grant select on students."group" to hemis_department_head, hemis_teacher;
create policy student_read_taught on students.student for select to hemis_department_head, hemis_teacher
    using (group_id = any ((select teaching.my_taught_groups())::bigint[])
           or id = any ((select teaching.my_guests())::bigint[]));
grant select (id, number, surname, given_name, patronymic, cyrillic_name, full_name, sort_key, sort_key_oz, sort_key_ru,
              faculty_id, specialty_id, group_id, education_type, education_form, language, course, semester, status,
              row_version)
    on students.student to hemis_department_head, hemis_teacher;
create policy search_word_read_taught on students.search_word for select to hemis_department_head, hemis_teacher
    using (group_id = any ((select teaching.my_taught_groups())::bigint[]));
grant select (student_id, word, group_id) on students.search_word to hemis_department_head, hemis_teacher;

-- Everybody reads the norms of the load; the academic office keeps them.
create policy norm_read on teaching.norm for select to :everyone using (:acts);
grant select on teaching.norm to :everyone;
create policy norm_insert on teaching.norm for insert to hemis_academic_office with check (:acts);
create policy norm_update on teaching.norm for update to hemis_academic_office using (:acts) with check (:acts);
create policy norm_delete on teaching.norm for delete to hemis_academic_office using (:acts);
grant insert (academic_year_id, post, hours_at_least, hours_at_most),
      update (academic_year_id, post, hours_at_least, hours_at_most),
      delete
    on teaching.norm to hemis_academic_office;

-- Classes: a head of department reads those of the department, a teacher the own ones.
create policy class_read_all on teaching.class for select to hemis_academic_office using (:acts);
create policy class_read_units on teaching.class for select to hemis_faculty using (:own_units(faculty_id));
create policy class_read_department on teaching.class for select to hemis_department_head
    using (:own_units(department_id));
create policy class_read_own on teaching.class for select to hemis_teacher
    using (id = any ((select teaching.my_classes())::bigint[]));
grant select on teaching.class to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
create policy class_insert_units on teaching.class for insert to hemis_faculty with check (:own_units(faculty_id));
create policy class_update_units on teaching.class for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy class_delete_units on teaching.class for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, term_id, course_id, department_id, training, name, size, hours, pairs, room_kind, device),
      update (department_id, training, name, size, hours, pairs, room_kind, device),
      delete
    on teaching.class to hemis_faculty;

-- The groups and subgroups in a class are read with it.
create policy part_read_all on teaching.part for select to hemis_academic_office using (:acts);
create policy part_read_units on teaching.part for select to hemis_faculty using (:own_units(faculty_id));
create policy part_read_own on teaching.part for select to hemis_department_head, hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]));
grant select on teaching.part to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
create policy part_insert_units on teaching.part for insert to hemis_faculty with check (:own_units(faculty_id));
create policy part_update_units on teaching.part for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy part_delete_units on teaching.part for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, class_id, group_id, course_id, slice_from, slice_to),
      update (slice_from, slice_to),
      delete
    on teaching.part to hemis_faculty;

-- Who sits in a class is read by whoever reads the class, and by the tutor of the student's group; functions write it.
create policy member_read_all on teaching.member for select to hemis_academic_office using (:acts);
create policy member_read_units on teaching.member for select to hemis_faculty using (:own_units(faculty_id));
create policy member_read_own on teaching.member for select to hemis_department_head, hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]));
create policy member_read_groups on teaching.member for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on teaching.member
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;
create policy definer_inserts on teaching.member for insert to hemis_definer with check (true);
create policy definer_updates on teaching.member for update to hemis_definer using (true) with check (true);
create policy definer_deletes on teaching.member for delete to hemis_definer using (true);
grant insert, update, delete on teaching.member to hemis_definer;
grant execute on function teaching.expected_members(bigint[], bigint[]), teaching.seat(bigint[], bigint[], date),
    teaching.open_classes(bigint[]), teaching.take_members(bigint[]), teaching.take_class(bigint),
    teaching.require_days(bigint, date, date), teaching.follow(bigint[], bigint[], date, boolean)
    to hemis_definer;
grant execute on function teaching.fill_members(bigint, bigint),
    teaching.join_class(bigint, bigint[], text, date, date, text), teaching.leave_class(bigint[], date, text),
    teaching.move_members(bigint[], bigint, date, text),
    teaching.correct_member(bigint, integer, date, date, text)
    to hemis_faculty;
grant execute on function teaching.unseated(bigint) to hemis_academic_office, hemis_faculty;
grant execute on function teaching.classes_of_course(bigint, bigint[])
    to hemis_definer, hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
grant execute on function teaching.members_on(bigint, date)
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;

-- Who teaches: the dean's office and the head of the class's department write it, a teacher reads the own load. The
-- department is that of the class and nobody's to write.
create policy assignment_read_all on teaching.assignment for select to hemis_academic_office using (:acts);
create policy assignment_read_units on teaching.assignment for select to hemis_faculty using (:own_units(faculty_id));
create policy assignment_read_department on teaching.assignment for select to hemis_department_head
    using (:own_units(department_id));
create policy assignment_read_own on teaching.assignment for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
grant select on teaching.assignment to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
create policy assignment_insert_units on teaching.assignment for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy assignment_insert_department on teaching.assignment for insert to hemis_department_head
    with check (:own_units(department_id));
create policy assignment_update_units on teaching.assignment for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy assignment_update_department on teaching.assignment for update to hemis_department_head
    using (:own_units(department_id)) with check (:own_units(department_id));
create policy assignment_delete_units on teaching.assignment for delete to hemis_faculty using (:own_units(faculty_id));
create policy assignment_delete_department on teaching.assignment for delete to hemis_department_head
    using (:own_units(department_id));
grant insert (faculty_id, class_id, employee_id, hours),
      update (employee_id, hours),
      delete
    on teaching.assignment to hemis_faculty, hemis_department_head;

-- The department of an assignment follows its class; a lock on a class needs the right to write it.
create policy definer_updates on teaching.assignment for update to hemis_definer using (true) with check (true);
grant update (department_id) on teaching.assignment to hemis_definer;
create policy definer_updates on teaching.class for update to hemis_definer using (true) with check (true);
grant update (name) on teaching.class to hemis_definer;

grant execute on function teaching.refuse_excess(bigint[]) to hemis_definer;
grant execute on function teaching.usual_measures(), teaching.subgroups(integer, integer), teaching.needed(bigint, bigint),
    teaching.streams(jsonb, integer), teaching.propose_classes(bigint, bigint, jsonb)
    to hemis_academic_office, hemis_faculty;
grant execute on function teaching.make_classes(bigint, bigint, jsonb), teaching.remove_classes(bigint[]),
    teaching.begin_making(bigint) to hemis_faculty;
grant execute on function teaching.load(bigint)
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
-- Not for a teacher, who does not read the hours of others and would see them missing.
grant execute on function teaching.unassigned(bigint) to hemis_academic_office, hemis_faculty, hemis_department_head;
