-- Marks are read as lessons are and written by acts alone; the offices' rulings stand beside them; what an excuse
-- document says is nobody's to select.

-- What the functions ask one another.
grant execute on function attendance.lesson_words(bigint), attendance.require_window(bigint[], date),
    attendance.each_once(bigint[]), attendance.missing_places(bigint[], bigint[], text[], boolean),
    attendance.refuse_strangers(bigint[], bigint[]), attendance.begin_sheets(bigint, bigint[], text[]),
    attendance.lay_out(bigint[], bigint[], text[]),
    attendance.last_writer(bigint, text), attendance.compared(bigint[], bigint[], bigint[], text[], text[]),
    attendance.require_reason(text), attendance.require_marked(bigint[], bigint[], text),
    attendance.write_rulings(bigint[], bigint[], text, text, text, bigint),
    attendance.excuse_marks(bigint[], bigint[]), attendance.lessons_of(bigint), attendance.hours_of(bigint, bigint[]),
    attendance.unexcused_hours(bigint, bigint)
    to hemis_definer;

grant execute on function attendance.topics_for(bigint) to hemis_definer;

-- The acts: a teacher marks, a dean's office rules and records documents.
grant execute on function attendance.save(bigint[], bigint[], text[], text[]), attendance.topics_for(bigint),
    attendance.choose_topic(bigint, bigint) to hemis_teacher;
grant execute on function attendance.rule(bigint[], bigint[], text, text, text), attendance.take_back(bigint[], text),
    attendance.add_excuse(bigint, date, date, jsonb, bytea), attendance.take_back_excuse(bigint, integer, text)
    to hemis_faculty;

-- The readers of lessons ask for journals and sums; they get what their role reads.
grant execute on function attendance.read_journal(bigint, text), attendance.journals(bigint),
    attendance.absences(date, date, bigint, bigint, bigint), attendance.lessons_of(bigint),
    attendance.read_lessons(date, date), attendance.unexcused_hours(bigint, bigint)
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;
grant execute on function attendance.hours_of(bigint, bigint[])
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
grant execute on function attendance.read_excuses(bigint) to hemis_academic_office, hemis_faculty, hemis_tutor;

-- Marks: offices of the university read all, a dean's office its own, a department those of its subjects, a teacher the
-- own lessons, a tutor the own groups. Only functions write them.
create policy sheet_read_all on attendance.sheet for select to hemis_academic_office, hemis_management using (:acts);
create policy sheet_read_units on attendance.sheet for select to hemis_faculty using (:own_units(faculty_id));
create policy sheet_read_department on attendance.sheet for select to hemis_department_head
    using (:own_units(department_id));
create policy sheet_read_own on attendance.sheet for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
create policy sheet_read_groups on attendance.sheet for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on attendance.sheet
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;
create policy definer_inserts on attendance.sheet for insert to hemis_definer with check (true);
create policy definer_updates on attendance.sheet for update to hemis_definer using (true) with check (true);
grant insert, update on attendance.sheet to hemis_definer;

-- What was taught in a lesson is read as its marks are, but for tutors, who have groups and no lessons.
create policy lesson_topic_read_all on attendance.lesson_topic for select to hemis_academic_office, hemis_management
    using (:acts);
create policy lesson_topic_read_units on attendance.lesson_topic for select to hemis_faculty
    using (:own_units(faculty_id));
create policy lesson_topic_read_department on attendance.lesson_topic for select to hemis_department_head
    using (:own_units(department_id));
create policy lesson_topic_read_own on attendance.lesson_topic for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
grant select on attendance.lesson_topic
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
create policy definer_inserts on attendance.lesson_topic for insert to hemis_definer with check (true);
create policy definer_updates on attendance.lesson_topic for update to hemis_definer using (true) with check (true);
grant insert, update on attendance.lesson_topic to hemis_definer;

-- Rulings are read as the marks they are about.
create policy ruling_read_all on attendance.ruling for select to hemis_academic_office, hemis_management using (:acts);
create policy ruling_read_units on attendance.ruling for select to hemis_faculty using (:own_units(faculty_id));
create policy ruling_read_department on attendance.ruling for select to hemis_department_head
    using (:own_units(department_id));
create policy ruling_read_own on attendance.ruling for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
create policy ruling_read_groups on attendance.ruling for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on attendance.ruling
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;
create policy definer_inserts on attendance.ruling for insert to hemis_definer with check (true);
create policy definer_updates on attendance.ruling for update to hemis_definer using (true) with check (true);
grant insert, update on attendance.ruling to hemis_definer;

-- That there is a document, and for which days, is known to the dean's office, the academic office and the tutor.
create policy excuse_read_all on attendance.excuse for select to hemis_academic_office using (:acts);
create policy excuse_read_units on attendance.excuse for select to hemis_faculty using (:own_units(faculty_id));
create policy excuse_read_groups on attendance.excuse for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on attendance.excuse to hemis_academic_office, hemis_faculty, hemis_tutor;
create policy definer_inserts on attendance.excuse for insert to hemis_definer with check (true);
create policy definer_updates on attendance.excuse for update to hemis_definer using (true) with check (true);
grant insert, update on attendance.excuse to hemis_definer;

-- What a document says: nobody selects it; it is read by a ticket and written once.
create policy definer_inserts on attendance.excuse_private for insert to hemis_definer with check (true);
grant insert on attendance.excuse_private to hemis_definer;

-- Levels: the academic office keeps them, whoever works with attendance knows them.
create policy level_read on attendance.level for select
    to hemis_hr, hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar,
       hemis_tutor, hemis_management, hemis_admin
    using (:acts);
grant select on attendance.level
    to hemis_hr, hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher, hemis_registrar,
       hemis_tutor, hemis_management, hemis_admin;
create policy level_insert on attendance.level for insert to hemis_academic_office with check (:acts);
create policy level_update on attendance.level for update to hemis_academic_office using (:acts) with check (:acts);
create policy level_delete on attendance.level for delete to hemis_academic_office using (:acts);
grant insert (name_uz, name_oz, name_ru, name_en, measure, threshold, above, action, active),
      update (name_uz, name_oz, name_ru, name_en, measure, threshold, above, action, active), delete
    on attendance.level to hemis_academic_office;

-- Marks one by one: whoever reads their sheet. The hours of coming late are a setting, which is no secret.
grant execute on function system.chosen(text, integer, integer, integer)
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor;
grant select on attendance.v_mark
    to hemis_academic_office, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher, hemis_tutor,
       hemis_definer;
