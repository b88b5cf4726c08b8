-- Sheets are opened and closed by dean's offices, written by those who grade, confirmed by heads of departments: all of it by
-- functions. People only read here, but results from elsewhere, which a dean's office writes until they are accepted.

grant execute on function grades.sheets_of(text, text), grades.appeals_of(text, text) to hemis_definer;
grant execute on function grades.comings(bigint) to :everyone;
grant execute on function grades.my_sheets(text), grades.my_appeals(text) to :everyone;

-- A sheet: the academic office all, a dean's office its own for ever, a head those of the department, a teacher those the
-- teacher grades in; registrar, management and the tutor of the group once they are closed.
create policy sheet_read_all on grades.sheet for select to hemis_academic_office using (:acts);
create policy sheet_read_units on grades.sheet for select to hemis_faculty using (:own_units(faculty_id));
create policy sheet_read_department on grades.sheet for select to hemis_department_head using (:own_units(department_id));
create policy sheet_read_own on grades.sheet for select to hemis_teacher
    using (id = any ((select grades.my_sheets())::bigint[]));
create policy sheet_read_closed on grades.sheet for select to hemis_registrar, hemis_management
    using (:acts and state = 'closed');
create policy sheet_read_groups on grades.sheet for select to hemis_tutor
    using (state = 'closed' and group_id = any ((select students.my_groups())::bigint[]));
grant select on grades.sheet
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor;

-- What is in a sheet is read by whoever reads the sheet.
create policy component_read on grades.component for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor
    using (exists (select from grades.sheet s where s.id = sheet_id));
create policy grader_read on grades.grader for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor
    using (exists (select from grades.sheet s where s.id = sheet_id));
create policy line_read on grades.line for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor
    using (exists (select from grades.sheet s where s.id = sheet_id));
create policy cell_read on grades.cell for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor
    using (exists (select from grades.sheet s where s.id = sheet_id));
create policy stamp_read on grades.stamp for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor
    using (exists (select from grades.sheet s where s.id = sheet_id));
grant select on grades.component, grades.grader, grades.line, grades.cell, grades.stamp
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor;

-- A tutor knows the names of those who graded the sheets that a tutor reads, and nothing else of colleagues.
create policy employee_read_graders on employees.employee for select to hemis_tutor
    using (id = any ((select array(select g.employee_id from grades.grader g))::bigint[]));
grant select (id, full_name, cyrillic_name) on employees.employee to hemis_tutor;

-- A rectification is read with its sheet, appeals also by the members of their commission.
create policy rectification_read on grades.rectification for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_registrar
    using (exists (select from grades.sheet s where s.id = sheet_id));
grant select on grades.rectification to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_registrar;
create policy appeal_read on grades.appeal for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_registrar
    using (exists (select from grades.sheet s where s.id = sheet_id));
create policy appeal_read_own on grades.appeal for select to hemis_teacher
    using (id = any ((select grades.my_appeals())::bigint[]));
grant select on grades.appeal
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_registrar, hemis_teacher;
create policy appeal_member_read on grades.appeal_member for select
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_registrar, hemis_teacher
    using (exists (select from grades.appeal a where a.id = appeal_id));
grant select on grades.appeal_member
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_registrar, hemis_teacher;

-- Reminders of late sheets: the offices and the head those of their sheets, a teacher the own ones.
create policy reminder_read_all on grades.reminder for select to hemis_academic_office using (:acts);
create policy reminder_read_units on grades.reminder for select to hemis_faculty using (:own_units(faculty_id));
create policy reminder_read_department on grades.reminder for select to hemis_department_head
    using (exists (select from grades.sheet s where s.id = sheet_id));
create policy reminder_read_own on grades.reminder for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
grant select on grades.reminder to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;

-- Results from elsewhere: written by the dean's office until somebody else has accepted them.
create policy result_read_all on grades.result for select to hemis_academic_office, hemis_registrar using (:acts);
create policy result_read_units on grades.result for select to hemis_faculty using (:own_units(faculty_id));
grant select on grades.result to hemis_academic_office, hemis_registrar, hemis_faculty;
create policy result_insert on grades.result for insert to hemis_faculty
    with check (:own_units(faculty_id) and accepted_at is null);
create policy result_update on grades.result for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id) and accepted_at is null);
create policy result_delete on grades.result for delete to hemis_faculty
    using (:own_units(faculty_id) and accepted_at is null);
grant insert (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits, ending, points, five,
              source_document),
      update (subject_id, line, source, year, semester, hours, credits, ending, points, five, source_document),
      delete
    on grades.result to hemis_faculty;

-- The record: a dean's office reads that of its students and what was made at the faculty, a head the department's
-- subjects, a teacher the own sheets, a tutor the own groups, the accounting department what is owed.
create policy record_read_all on grades.record for select to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy record_read_units on grades.record for select to hemis_faculty
    using (:own_units(faculty_id) or :own_units(origin_id));
create policy record_read_department on grades.record for select to hemis_department_head
    using (:own_units(department_id));
create policy record_read_own on grades.record for select to hemis_teacher
    using (exists (select from grades.line l where l.id = line_id));
create policy record_read_groups on grades.record for select to hemis_tutor
    using (exists (select from students.student s where s.id = student_id));
create policy record_read_debts on grades.record for select to hemis_accounting
    using (:acts and counts and not passed);
grant select on grades.record
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher,
       hemis_tutor, hemis_accounting;

-- Personal schedules are made by functions of the dean's office.
create policy schedule_read_all on grades.schedule for select
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_accounting using (:acts);
create policy schedule_read_units on grades.schedule for select to hemis_faculty using (:own_units(faculty_id));
create policy schedule_read_groups on grades.schedule for select to hemis_tutor
    using (exists (select from students.student s where s.id = student_id));
grant select on grades.schedule
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_accounting, hemis_faculty, hemis_tutor;
create policy schedule_line_read_all on grades.schedule_line for select
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_accounting using (:acts);
create policy schedule_line_read_units on grades.schedule_line for select to hemis_faculty using (:own_units(faculty_id));
create policy schedule_line_read_groups on grades.schedule_line for select to hemis_tutor
    using (exists (select from students.student s where s.id = student_id));
grant select on grades.schedule_line
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_accounting, hemis_faculty, hemis_tutor;

-- Everything else is written by functions only.
create policy definer_inserts on grades.sheet for insert to hemis_definer with check (true);
create policy definer_updates on grades.sheet for update to hemis_definer using (true) with check (true);
create policy definer_inserts on grades.component for insert to hemis_definer with check (true);
create policy definer_updates on grades.component for update to hemis_definer using (true) with check (true);
create policy definer_inserts on grades.grader for insert to hemis_definer with check (true);
create policy definer_updates on grades.grader for update to hemis_definer using (true) with check (true);
create policy definer_inserts on grades.line for insert to hemis_definer with check (true);
create policy definer_updates on grades.line for update to hemis_definer using (true) with check (true);
create policy definer_deletes on grades.line for delete to hemis_definer using (true);
create policy definer_inserts on grades.cell for insert to hemis_definer with check (true);
create policy definer_updates on grades.cell for update to hemis_definer using (true) with check (true);
create policy definer_deletes on grades.cell for delete to hemis_definer using (true);
create policy definer_inserts on grades.stamp for insert to hemis_definer with check (true);
create policy definer_inserts on grades.rectification for insert to hemis_definer with check (true);
create policy definer_updates on grades.rectification for update to hemis_definer using (true) with check (true);
create policy definer_inserts on grades.appeal for insert to hemis_definer with check (true);
create policy definer_updates on grades.appeal for update to hemis_definer using (true) with check (true);
create policy definer_inserts on grades.appeal_member for insert to hemis_definer with check (true);
create policy definer_updates on grades.appeal_member for update to hemis_definer using (true) with check (true);
create policy definer_deletes on grades.result for delete to hemis_definer using (true);
create policy definer_updates on grades.result for update to hemis_definer using (true) with check (true);
create policy definer_inserts on grades.reminder for insert to hemis_definer with check (true);
create policy definer_updates on grades.reminder for update to hemis_definer using (true) with check (true);
create policy definer_inserts on grades.record for insert to hemis_definer with check (true);
create policy definer_updates on grades.record for update to hemis_definer using (true) with check (true);
create policy definer_deletes on grades.record for delete to hemis_definer using (true);
create policy definer_inserts on grades.schedule for insert to hemis_definer with check (true);
create policy definer_updates on grades.schedule for update to hemis_definer using (true) with check (true);
create policy definer_deletes on grades.schedule for delete to hemis_definer using (true);
create policy definer_inserts on grades.schedule_line for insert to hemis_definer with check (true);
create policy definer_deletes on grades.schedule_line for delete to hemis_definer using (true);
grant insert, update on grades.sheet, grades.component, grades.grader, grades.line, grades.rectification, grades.appeal
    to hemis_definer;
grant insert, update, delete on grades.cell, grades.record, grades.schedule to hemis_definer;
grant delete on grades.line to hemis_definer;
grant insert on grades.stamp to hemis_definer;
grant insert (faculty_id, sheet_id, employee_id, role, day, login), update (done_at) on grades.reminder to hemis_definer;
grant insert, delete on grades.schedule_line to hemis_definer;
grant insert, update (employee_id) on grades.appeal_member to hemis_definer;
grant update, delete on grades.result to hemis_definer;
create policy definer_locks on structure.unit for update to hemis_definer using (true) with check (true);
grant update (short_name) on structure.unit to hemis_definer;
-- Students are locked as imports lock them (150_imports has the policy).
grant update (cyrillic_name) on students.student to hemis_definer;

grant execute on function grades.mark_in(jsonb, numeric, boolean), grades.hundred_of_five(numeric),
    grades.scale_of(bigint), grades.reckoned(bigint[]), grades.content_of(bigint), grades.digest_of(bigint)
    to hemis_definer, hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar,
       hemis_management, hemis_tutor;
-- What the university chose enters results that people reckon under their own rights.
grant execute on function system.chosen(text, integer, integer, integer)
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar, hemis_management,
       hemis_tutor, hemis_accounting;
grant execute on function grades.gpa(bigint[], integer), grades.gpa_in_all(bigint[]), grades.working(bigint)
    to hemis_definer, hemis_academic_office, hemis_faculty, hemis_registrar, hemis_management, hemis_tutor;
grant execute on function grades.oddities(bigint) to hemis_academic_office, hemis_faculty, hemis_department_head;
grant execute on function grades.debtors(), grades.debt_cost(numeric)
    to hemis_definer, hemis_academic_office, hemis_faculty, hemis_registrar, hemis_management, hemis_tutor,
       hemis_accounting;
grant execute on function grades.missing_sheets(bigint, bigint), grades.absences(bigint, bigint[])
    to hemis_definer, hemis_academic_office, hemis_faculty;
-- What keeps from a final asks also for payment holds, which the academic office does not read.
grant execute on function grades.hindrances(bigint) to hemis_definer, hemis_faculty;
grant execute on function grades.keeps(jsonb) to hemis_definer;
grant execute on function grades.stamp(bigint, text, bigint, text, bigint, bigint), grades.reckon(bigint[]),
    grades.require_state(grades.sheet, text[]), grades.require_reason(text), grades.components_for(bigint, text),
    grades.teachers_for(bigint, text, bigint[], bigint[]), grades.make_sheet(bigint, bigint, bigint, integer, bigint[]),
    grades.take_examiners(bigint), grades.carry_over(bigint), grades.sits_in(bigint, bigint),
    grades.own_lines(bigint, bigint), grades.typed_cells(jsonb), grades.refuse_changed(bigint, jsonb),
    grades.refuse_wrong(jsonb), grades.refuse_foreign_cells(jsonb, bigint),
    grades.write_cells(grades.sheet, jsonb, boolean, boolean), grades.complete_component(bigint, bigint),
    grades.freeze_admission(grades.sheet), grades.refuse_teacher_of(bigint, bigint), grades.refuse_not_employed(bigint),
    grades.write_records(bigint[]), grades.chosen(bigint[]), grades.choose(bigint[]), grades.next_number(text, text),
    grades.require_within(text, numeric, grades.component),
    grades.change_cell(grades.sheet, bigint, bigint, text, numeric), grades.refuse_partial(grades.appeal, bigint[]),
    grades.enter_appeal(grades.appeal, grades.sheet, numeric), grades.marking_for(bigint),
    grades.planned_commission(bigint, integer, bigint[]), grades.waiting_retakes(bigint, bigint),
    grades.require_commission(grades.sheet), grades.copy_line(grades.line, grades.sheet), grades.take_recognised(bigint[]),
    grades.recognise_open(bigint[]), grades.held_on(bigint, bigint, integer, bigint[]),
    grades.due_day(bigint, bigint, integer, bigint[]), grades.refuse_early(grades.sheet, jsonb)
    to hemis_definer;
grant execute on function grades.is_recognised(bigint) to hemis_definer, hemis_faculty;
grant execute on function grades.my_cells(bigint) to hemis_teacher;
grant execute on function grades.open_sheets(bigint, bigint), grades.open_retakes(bigint, bigint),
    grades.sheets_to_go_to(bigint), grades.move_line(bigint, bigint, text),
    grades.admit(bigint),
    grades.close(bigint), grades.ask_rectification(bigint, bigint, text, numeric, text),
    grades.file_appeal(bigint, timestamptz, text), grades.appoint_commission(bigint, bigint, bigint[]),
    grades.replace_judge(bigint, bigint, bigint, text),
    grades.close_appeal(bigint), grades.draft_schedules(bigint[], date), grades.register_schedules(bigint[], text, date),
    grades.discard_schedules(bigint[])
    to hemis_faculty;
grant execute on function grades.save_cells(bigint, jsonb), grades.sign(bigint, bigint),
    grades.decide_appeal(bigint, text, numeric, text)
    to hemis_teacher;
grant execute on function grades.appoint_grader(bigint, bigint, bigint, text), grades.return_sheet(bigint, text),
    grades.confirm(bigint)
    to hemis_department_head;
grant execute on function grades.decide_rectification(bigint, boolean, text), grades.accept_results(bigint[])
    to hemis_academic_office;
grant execute on function grades.turns_of(bigint[]), grades.lines_by_teacher(bigint, text, bigint) to hemis_definer;
grant execute on function grades.by_teacher(bigint, text), grades.results_of_teacher(bigint, text, bigint)
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_management;
grant execute on function grades.late_sheets() to hemis_faculty, hemis_department_head, hemis_academic_office;
grant execute on function grades.remind(bigint[]) to hemis_faculty, hemis_department_head;
