-- A department keeps the topics of its subjects, a teacher those of the own classes until the head has approved them.

grant execute on function topics.subjects_of(text, text), topics.teaches(bigint, bigint),
    topics.require_department(bigint)
    to hemis_definer;
grant execute on function topics.my_subjects(text) to hemis_faculty, hemis_teacher;
grant execute on function topics.approve(bigint, bigint, text), topics.reopen(bigint, bigint, text)
    to hemis_department_head;

-- Topics are read by the offices that read plans, by the dean's office whose plans have the subject, by its department
-- and by those who teach it.
create policy topic_read_all on topics.topic for select to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy topic_read_planned on topics.topic for select to hemis_faculty
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
create policy topic_read_department on topics.topic for select to hemis_department_head
    using (:own_units(department_id));
create policy topic_read_taught on topics.topic for select to hemis_teacher
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
grant select on topics.topic
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;

-- The head writes the topics of the department, a teacher those of the subjects taught: a trigger keeps the department
-- and the approval.
create policy topic_insert_department on topics.topic for insert to hemis_department_head
    with check (:own_units(department_id));
create policy topic_insert_taught on topics.topic for insert to hemis_teacher
    with check (subject_id = any ((select topics.my_subjects())::bigint[]));
create policy topic_update_department on topics.topic for update to hemis_department_head
    using (:own_units(department_id)) with check (:own_units(department_id));
create policy topic_update_taught on topics.topic for update to hemis_teacher
    using (subject_id = any ((select topics.my_subjects())::bigint[]))
    with check (subject_id = any ((select topics.my_subjects())::bigint[]));
create policy topic_delete_department on topics.topic for delete to hemis_department_head
    using (:own_units(department_id));
create policy topic_delete_taught on topics.topic for delete to hemis_teacher
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
grant insert (subject_id, department_id, training, number, name, hours),
      update (number, name, hours),
      delete
    on topics.topic to hemis_department_head, hemis_teacher;

-- Whoever reads topics reads whether they are approved; only the acts of the head write it.
create policy approval_read_all on topics.approval for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy approval_read_planned on topics.approval for select to hemis_faculty
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
create policy approval_read_department on topics.approval for select to hemis_department_head
    using (:own_units(department_id));
create policy approval_read_taught on topics.approval for select to hemis_teacher
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
grant select on topics.approval
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
create policy definer_inserts on topics.approval for insert to hemis_definer with check (true);
create policy definer_deletes on topics.approval for delete to hemis_definer using (true);
grant insert, delete on topics.approval to hemis_definer;

-- Calendar plans are read as the classes are, by the offices of the university besides; only functions write them.
grant execute on function topics.reads_class(bigint), topics.places(bigint[]), topics.require_writer(bigint),
    topics.take_plan(bigint, integer), topics.refuse_foreign_topics(bigint, bigint[]),
    topics.topics_of_lessons(bigint[])
    to hemis_definer;
create policy calendar_plan_read_all on topics.calendar_plan for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy calendar_plan_read_units on topics.calendar_plan for select to hemis_faculty
    using (:own_units(faculty_id));
create policy calendar_plan_read_own on topics.calendar_plan for select to hemis_department_head, hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]));
grant select on topics.calendar_plan
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
create policy definer_inserts on topics.calendar_plan for insert to hemis_definer with check (true);
create policy definer_updates on topics.calendar_plan for update to hemis_definer using (true) with check (true);
grant insert, update on topics.calendar_plan to hemis_definer;

-- The lines of a plan are read with it.
create policy calendar_line_read_all on topics.calendar_line for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy calendar_line_read_units on topics.calendar_line for select to hemis_faculty
    using (:own_units(faculty_id));
create policy calendar_line_read_own on topics.calendar_line for select to hemis_department_head, hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]));
grant select on topics.calendar_line
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
create policy definer_inserts on topics.calendar_line for insert to hemis_definer with check (true);
create policy definer_updates on topics.calendar_line for update to hemis_definer using (true) with check (true);
create policy definer_deletes on topics.calendar_line for delete to hemis_definer using (true);
grant insert, update, delete on topics.calendar_line to hemis_definer;

-- Who reads lessons learns their topics; who teaches writes plans, the head decides.
grant execute on function topics.lessons_of(bigint), topics.read_plans(bigint)
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
grant execute on function topics.topics_of_lessons(bigint[]), topics.topic_of_lesson(bigint)
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher,
       hemis_tutor;
grant execute on function topics.save_plan(bigint, integer, bigint[]), topics.submit_plan(bigint, integer)
    to hemis_department_head, hemis_teacher;
grant execute on function topics.decide_plan(bigint, integer, boolean, text) to hemis_department_head;

-- Resources are read with the subject; a teacher adds and removes the own ones, by functions alone.
grant execute on function topics.own_upload(bigint), topics.reads_resource(bigint) to hemis_definer;
create policy resource_read_all on topics.resource for select to hemis_academic_office using (:acts);
create policy resource_read_planned on topics.resource for select to hemis_faculty
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
create policy resource_read_department on topics.resource for select to hemis_department_head
    using (:own_units(department_id));
create policy resource_read_taught on topics.resource for select to hemis_teacher
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
grant select on topics.resource to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
create policy definer_inserts on topics.resource for insert to hemis_definer with check (true);
create policy definer_updates on topics.resource for update to hemis_definer using (true) with check (true);
create policy definer_deletes on topics.resource for delete to hemis_definer using (true);
grant insert, update, delete on topics.resource to hemis_definer;

-- Pieces of files are nobody's to read or write but through the functions.
create policy definer_inserts on topics.resource_piece for insert to hemis_definer with check (true);
create policy definer_deletes on topics.resource_piece for delete to hemis_definer using (true);
grant insert, delete on topics.resource_piece to hemis_definer;
grant execute on function topics.begin_file(bigint, text, text, bigint, text), topics.add_link(bigint, text, text),
    topics.pieces_there(bigint), topics.write_piece(bigint, integer, bytea), topics.finish_file(bigint, text),
    topics.remove_resource(bigint, integer)
    to hemis_teacher;
grant execute on function topics.read_piece(bigint, integer), topics.room_taken(bigint, bigint)
    to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
