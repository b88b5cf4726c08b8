-- A department keeps the topics of its subjects, a teacher those of the own classes until the head has approved them.

grant execute on function topics.subjects_of(text, text), topics.banks_of(text, text),
    topics.teaches(bigint, bigint), topics.require_department(bigint)
    to hemis_definer;
grant execute on function topics.my_subjects(text) to hemis_faculty, hemis_teacher;
grant execute on function topics.my_banks(text) to hemis_teacher;
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
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant select on topics.topic
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;

-- The head writes the topics of the department, a teacher those of the subjects taught for it; a trigger keeps the
-- approval.
create policy topic_insert_department on topics.topic for insert to hemis_department_head
    with check (:own_units(department_id));
create policy topic_insert_taught on topics.topic for insert to hemis_teacher
    with check (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
create policy topic_update_department on topics.topic for update to hemis_department_head
    using (:own_units(department_id)) with check (:own_units(department_id));
create policy topic_update_taught on topics.topic for update to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]))
    with check (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
create policy topic_delete_department on topics.topic for delete to hemis_department_head
    using (:own_units(department_id));
create policy topic_delete_taught on topics.topic for delete to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
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
    topics.topics_of_classes(bigint[]), topics.topics_of_lessons(bigint[])
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
create policy definer_deletes on topics.calendar_plan for delete to hemis_definer using (true);
grant insert, update, delete on topics.calendar_plan to hemis_definer;

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

-- Control questions are read by the offices with the subject; who teaches it for the department writes them.
create policy control_question_read_all on topics.control_question for select to hemis_academic_office using (:acts);
create policy control_question_read_planned on topics.control_question for select to hemis_faculty
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
create policy control_question_read_department on topics.control_question for select to hemis_department_head
    using (:own_units(department_id));
create policy control_question_read_taught on topics.control_question for select to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant select on topics.control_question to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
create policy control_question_insert on topics.control_question for insert to hemis_teacher
    with check (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
create policy control_question_update on topics.control_question for update to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]))
    with check (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
create policy control_question_delete on topics.control_question for delete to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant insert (subject_id, department_id, topic_id, number, question), update (number, question), delete
    on topics.control_question to hemis_teacher;

-- Tasks and works: a teacher keeps those of the own classes; the dean's office, the department and the academic office
-- read them.
create policy task_read_all on topics.task for select to hemis_academic_office using (:acts);
create policy task_read_units on topics.task for select to hemis_faculty using (:own_units(faculty_id));
create policy task_read_own on topics.task for select to hemis_department_head, hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]));
grant select on topics.task to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
create policy task_insert_own on topics.task for insert to hemis_teacher
    with check (class_id = any ((select teaching.my_classes())::bigint[]));
create policy task_update_own on topics.task for update to hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]))
    with check (class_id = any ((select teaching.my_classes())::bigint[]));
create policy task_delete_own on topics.task for delete to hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]));
grant insert (faculty_id, class_id, name, topic_id, given_on, due_on, points, description),
      update (name, topic_id, given_on, due_on, points, description),
      delete
    on topics.task to hemis_teacher;

-- The works of students are read and written with their tasks.
create policy task_work_read_all on topics.task_work for select to hemis_academic_office using (:acts);
create policy task_work_read_units on topics.task_work for select to hemis_faculty using (:own_units(faculty_id));
create policy task_work_read_own on topics.task_work for select to hemis_department_head, hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]));
grant select on topics.task_work to hemis_academic_office, hemis_faculty, hemis_department_head, hemis_teacher;
create policy task_work_insert_own on topics.task_work for insert to hemis_teacher
    with check (class_id = any ((select teaching.my_classes())::bigint[]));
create policy task_work_update_own on topics.task_work for update to hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]))
    with check (class_id = any ((select teaching.my_classes())::bigint[]));
create policy task_work_delete_own on topics.task_work for delete to hemis_teacher
    using (class_id = any ((select teaching.my_classes())::bigint[]));
grant insert (faculty_id, class_id, task_id, student_id, handed_in_on, points, note),
      update (handed_in_on, points, note),
      delete
    on topics.task_work to hemis_teacher;

-- The bank is a secret of those who teach the subject for the department, and of its head.
create policy question_read_department on topics.question for select to hemis_department_head
    using (:own_units(department_id));
create policy question_read_taught on topics.question for select to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant select on topics.question to hemis_department_head, hemis_teacher;
create policy question_insert_taught on topics.question for insert to hemis_teacher
    with check (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
create policy question_update_taught on topics.question for update to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]))
    with check (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
create policy question_delete_taught on topics.question for delete to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant insert (subject_id, department_id, topic_id, kind, body, weight, difficulty, answer_a, answer_b, answer_c, answer_d,
              right_answer, key, picture, active),
      update (topic_id, kind, body, weight, difficulty, answer_a, answer_b, answer_c, answer_d, right_answer, key,
              picture, active),
      delete
    on topics.question to hemis_teacher;

-- Sets of tickets: known by name and state to the dean's office that prints them, read by those who read the bank.
grant execute on function topics.require_teaching(bigint, bigint), topics.take_set(bigint, integer),
    topics.refuse_uneven(bigint) to hemis_definer;
create policy ticket_set_read_planned on topics.ticket_set for select to hemis_faculty
    using (subject_id = any ((select topics.my_subjects())::bigint[]));
create policy ticket_set_read_department on topics.ticket_set for select to hemis_department_head
    using (:own_units(department_id));
create policy ticket_set_read_taught on topics.ticket_set for select to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant select on topics.ticket_set to hemis_faculty, hemis_department_head, hemis_teacher;
create policy definer_inserts on topics.ticket_set for insert to hemis_definer with check (true);
create policy definer_updates on topics.ticket_set for update to hemis_definer using (true) with check (true);
create policy definer_deletes on topics.ticket_set for delete to hemis_definer using (true);
grant insert, update, delete on topics.ticket_set to hemis_definer;

-- The questions of tickets, with the key, are read by those who read the bank.
create policy ticket_question_read_department on topics.ticket_question for select to hemis_department_head
    using (:own_units(department_id));
create policy ticket_question_read_taught on topics.ticket_question for select to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant select on topics.ticket_question to hemis_department_head, hemis_teacher;
create policy definer_inserts on topics.ticket_question for insert to hemis_definer with check (true);
create policy definer_deletes on topics.ticket_question for delete to hemis_definer using (true);
grant insert, delete on topics.ticket_question to hemis_definer;

-- Who printed tickets is read by those who read them, and written by the printing alone.
create policy ticket_printing_read_department on topics.ticket_printing for select to hemis_department_head
    using (:own_units(department_id));
create policy ticket_printing_read_taught on topics.ticket_printing for select to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant select on topics.ticket_printing to hemis_department_head, hemis_teacher;
create policy definer_inserts on topics.ticket_printing for insert to hemis_definer with check (true);
grant insert on topics.ticket_printing to hemis_definer;

-- Answers to printed tests: entered by who teaches the subject, read by the head; what they bring is counted.
create policy test_answers_read_department on topics.test_answers for select to hemis_department_head
    using (:own_units(department_id));
create policy test_answers_read_taught on topics.test_answers for select to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant select on topics.test_answers to hemis_department_head, hemis_teacher;
create policy test_answers_insert_taught on topics.test_answers for insert to hemis_teacher
    with check (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
create policy test_answers_update_taught on topics.test_answers for update to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]))
    with check (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
create policy test_answers_delete_taught on topics.test_answers for delete to hemis_teacher
    using (subject_id * 1000000 + department_id = any ((select topics.my_banks())::bigint[]));
grant insert (subject_id, department_id, ticket_set_id, student_id, ticket, answers), update (ticket, answers), delete
    on topics.test_answers to hemis_teacher;

grant execute on function
    topics.make_tickets(bigint, bigint, text, text, integer, integer, integer, bigint[]),
    topics.submit_tickets(bigint, integer), topics.remove_tickets(bigint, integer)
    to hemis_teacher;
grant execute on function topics.decide_tickets(bigint, integer, boolean, text) to hemis_department_head;
grant execute on function topics.print_tickets(bigint, boolean) to hemis_faculty, hemis_department_head, hemis_teacher;
