-- Points are read as marks of attendance are and written by acts alone; rules are no secret; what a sheet took over is read
-- with the sheet.

-- What the functions ask one another.
grant execute on function rating_journal.course_of(bigint, bigint), rating_journal.rule_of(bigint),
    rating_journal.given(bigint),
    rating_journal.refuse_impossible(numeric[], integer, jsonb), rating_journal.refuse_lowered(bigint, jsonb, jsonb),
    rating_journal.require_window(bigint[], date), rating_journal.kinds_of(bigint[]), rating_journal.plain(text[]),
    rating_journal.typed(bigint[], integer[], integer[], bigint[], text[], text[]),
    rating_journal.refuse_wrong(bigint[], jsonb[], bigint[], integer[], integer[], bigint[], text[]),
    rating_journal.begin_column(bigint, integer, integer, bigint[], text[]),
    rating_journal.missing_places(bigint[], integer[], integer[], bigint[], text[], text[], boolean),
    rating_journal.lay_out(bigint[], bigint[], integer[], integer[], bigint[], text[], text[]),
    rating_journal.compared(bigint[], bigint[], integer[], bigint[], text[], text[]),
    rating_journal.entries(bigint, bigint[], rating_journal.rule),
    rating_journal.tasks(bigint, bigint[]), rating_journal.sums(bigint, bigint[], rating_journal.rule),
    rating_journal.total(rating_journal.rule, numeric, numeric, numeric, numeric, integer, integer, numeric, integer),
    rating_journal.maximum_of(bigint, rating_journal.rule), rating_journal.work_out(bigint, bigint[], numeric),
    rating_journal.fill_lines(bigint, bigint[]), rating_journal.component_of(bigint), rating_journal.may_set(bigint),
    attendance.read_journal(bigint, text)
    to hemis_definer;

-- The acts: a teacher gives points and takes current control over; teachers and heads set the rule.
grant execute on function rating_journal.save(bigint[], integer[], integer[], bigint[], text[], text[]),
    rating_journal.take_over(bigint) to hemis_teacher;
grant execute on function rating_journal.set_rule(bigint, integer, jsonb, text) to hemis_teacher, hemis_department_head;

-- The readers of lessons ask for journals, rules and workings; they get what their role reads.
grant execute on function rating_journal.read_journal(bigint, text), rating_journal.working(bigint, bigint),
    rating_journal.rules_of(bigint)
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;

-- Points: offices of the university read all, a dean's office its own, a department those of its subjects, a teacher the
-- own lessons, a tutor the own groups. Only functions write them.
create policy points_read_all on rating_journal.points for select to hemis_academic_office, hemis_management using (:acts);
create policy points_read_units on rating_journal.points for select to hemis_faculty using (:own_units(faculty_id));
create policy points_read_department on rating_journal.points for select to hemis_department_head
    using (:own_units(department_id));
create policy points_read_own on rating_journal.points for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
create policy points_read_groups on rating_journal.points for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on rating_journal.points
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;
create policy definer_inserts on rating_journal.points for insert to hemis_definer with check (true);
create policy definer_updates on rating_journal.points for update to hemis_definer using (true) with check (true);
grant insert, update on rating_journal.points to hemis_definer;

-- The rules of subjects: all who work with points know them, those that were changed too.
create policy rule_read on rating_journal.rule for select
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor
    using (:acts);
grant select on rating_journal.rule
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;
create policy definer_inserts on rating_journal.rule for insert to hemis_definer with check (true);
create policy definer_updates on rating_journal.rule for update to hemis_definer using (true) with check (true);  -- locks
grant insert, update on rating_journal.rule to hemis_definer;

-- What a sheet took over, with its working: whoever reads the sheet.
create policy frozen_read on rating_journal.frozen for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor
    using (exists (select from grades.sheet s where s.id = sheet_id));
grant select on rating_journal.frozen
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor;
create policy definer_inserts on rating_journal.frozen for insert to hemis_definer with check (true);
create policy definer_updates on rating_journal.frozen for update to hemis_definer using (true) with check (true);
create policy definer_deletes on rating_journal.frozen for delete to hemis_definer using (true);
grant insert, update, delete on rating_journal.frozen to hemis_definer;
