-- Theses and commissions are the department's: its head and the dean's office above write by functions, or directly while nobody
-- has approved; the academic office, the registrar and the management read all, a teacher the own supervision and membership.

grant execute on function attestation.departments_of(text, text), attestation.commissions_of(text, text),
    attestation.faculty_of(bigint), attestation.is_own(bigint), attestation.require_department(bigint, text[])
    to hemis_definer;
grant execute on function attestation.my_departments(text), attestation.my_commissions(text) to hemis_teacher;

-- Free topics are read by their department and by the offices; a teacher reads and writes own ones, for
-- departments in which he works.
create policy offer_read_all on attestation.offer for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy offer_read_units on attestation.offer for select to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
create policy offer_read_own on attestation.offer for select to hemis_teacher
    using (supervisor_id = (select security.my_employee()));
create policy offer_insert_own on attestation.offer for insert to hemis_teacher
    with check (supervisor_id = (select security.my_employee())
                and department_id = any ((select attestation.my_departments())::bigint[]));
create policy offer_update_own on attestation.offer for update to hemis_teacher
    using (supervisor_id = (select security.my_employee()))
    with check (supervisor_id = (select security.my_employee())
                and department_id = any ((select attestation.my_departments())::bigint[]));
create policy offer_delete_own on attestation.offer for delete to hemis_teacher
    using (supervisor_id = (select security.my_employee()));
-- The head offers topics for the teachers of the department.
create policy offer_insert_units on attestation.offer for insert to hemis_department_head with check (:own_units(department_id));
create policy offer_update_units on attestation.offer for update to hemis_department_head
    using (:own_units(department_id)) with check (:own_units(department_id));
create policy offer_delete_units on attestation.offer for delete to hemis_department_head using (:own_units(department_id));
grant select on attestation.offer to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty, hemis_teacher;
grant insert (department_id, supervisor_id, year, education_type, title_uz, title_en, about),
      update (year, education_type, title_uz, title_en, about), delete
    on attestation.offer to hemis_department_head, hemis_teacher;
create policy definer_locks on attestation.offer for update to hemis_definer using (true) with check (true);
grant update on attestation.offer to hemis_definer;

-- Theses: offices all, a dean's office those of its students, a head those of the department, a teacher those that he supervises,
-- advises or reviews. They are written by functions.
create policy thesis_read_all on attestation.thesis for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy thesis_read_units on attestation.thesis for select to hemis_faculty using (:own_units(faculty_id));
create policy thesis_read_department on attestation.thesis for select to hemis_department_head
    using (:own_units(department_id));
create policy thesis_read_own on attestation.thesis for select to hemis_teacher
    using (supervisor_id = (select security.my_employee()) or adviser_id = (select security.my_employee())
           or reviewer_id = (select security.my_employee()));
grant select on attestation.thesis to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty,
    hemis_department_head, hemis_teacher;
create policy definer_inserts on attestation.thesis for insert to hemis_definer with check (true);
create policy definer_updates on attestation.thesis for update to hemis_definer using (true) with check (true);
grant insert, update on attestation.thesis to hemis_definer;

-- What orders approved is read with the theses of the department.
create policy ordered_topic_read_all on attestation.ordered_topic for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy ordered_topic_read_units on attestation.ordered_topic for select to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
create policy ordered_topic_read_own on attestation.ordered_topic for select to hemis_teacher
    using (supervisor_id = (select security.my_employee()));
grant select on attestation.ordered_topic to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty, hemis_teacher;
create policy definer_inserts on attestation.ordered_topic for insert to hemis_definer with check (true);
create policy definer_updates on attestation.ordered_topic for update to hemis_definer using (true) with check (true);
grant insert, update on attestation.ordered_topic to hemis_definer;

-- Commissions and members: written by the department and its dean's office until the academic office approves (a trigger keeps
-- that); a teacher reads the own commissions.
create policy commission_read_all on attestation.commission for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy commission_read_units on attestation.commission for select to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
create policy commission_read_own on attestation.commission for select to hemis_teacher
    using (id = any ((select attestation.my_commissions())::bigint[]));
create policy commission_insert on attestation.commission for insert to hemis_department_head, hemis_faculty
    with check (:own_units(department_id));
create policy commission_update on attestation.commission for update to hemis_department_head, hemis_faculty
    using (:own_units(department_id)) with check (:own_units(department_id));
create policy commission_delete on attestation.commission for delete to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
grant select on attestation.commission to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty, hemis_teacher;
grant insert (name, kind, department_id, year, order_number, ordered_on),
      update (name, kind, year, order_number, ordered_on), delete
    on attestation.commission to hemis_department_head, hemis_faculty;
create policy definer_updates on attestation.commission for update to hemis_definer using (true) with check (true);
grant update on attestation.commission to hemis_definer;

-- Its members: the same.
create policy member_read_all on attestation.member for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy member_read_units on attestation.member for select to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
create policy member_read_own on attestation.member for select to hemis_teacher
    using (commission_id = any ((select attestation.my_commissions())::bigint[]));
create policy member_insert on attestation.member for insert to hemis_department_head, hemis_faculty
    with check (:own_units(department_id));
create policy member_update on attestation.member for update to hemis_department_head, hemis_faculty
    using (:own_units(department_id)) with check (:own_units(department_id));
create policy member_delete on attestation.member for delete to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
grant select on attestation.member to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty, hemis_teacher;
grant insert (commission_id, department_id, role, employee_id, full_name, workplace, position),
      update (role, employee_id, full_name, workplace, position), delete
    on attestation.member to hemis_department_head, hemis_faculty;

-- Sessions are planned by the department and its dean's office (a trigger keeps those that were opened).
create policy sitting_read_all on attestation.sitting for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy sitting_read_units on attestation.sitting for select to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
create policy sitting_read_own on attestation.sitting for select to hemis_teacher
    using (commission_id = any ((select attestation.my_commissions())::bigint[]));
create policy sitting_insert on attestation.sitting for insert to hemis_department_head, hemis_faculty
    with check (:own_units(department_id));
create policy sitting_update on attestation.sitting for update to hemis_department_head, hemis_faculty
    using (:own_units(department_id)) with check (:own_units(department_id));
create policy sitting_delete on attestation.sitting for delete to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
grant select on attestation.sitting to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty, hemis_teacher;
grant insert (commission_id, department_id, number, day, starts, room_id, subject_id),
      update (number, day, starts, room_id, subject_id), delete
    on attestation.sitting to hemis_department_head, hemis_faculty;
create policy definer_updates on attestation.sitting for update to hemis_definer using (true) with check (true);
grant update on attestation.sitting to hemis_definer;

-- What is heard and decided is read by the department and the offices, by a supervisor of the own students; functions write it.
create policy presence_read_all on attestation.presence for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy presence_read_units on attestation.presence for select to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
grant select on attestation.presence to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty;
create policy definer_inserts on attestation.presence for insert to hemis_definer with check (true);
create policy definer_updates on attestation.presence for update to hemis_definer using (true) with check (true);
grant insert, update on attestation.presence to hemis_definer;
create policy candidate_read_all on attestation.candidate for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy candidate_read_units on attestation.candidate for select to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
create policy candidate_read_own on attestation.candidate for select to hemis_teacher
    using (supervisor_id = (select security.my_employee()));
grant select on attestation.candidate to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty, hemis_teacher;
create policy definer_inserts on attestation.candidate for insert to hemis_definer with check (true);
create policy definer_updates on attestation.candidate for update to hemis_definer using (true) with check (true);
create policy definer_deletes on attestation.candidate for delete to hemis_definer using (true);
grant insert, update, delete on attestation.candidate to hemis_definer;
create policy vote_read_all on attestation.vote for select
    to hemis_academic_office, hemis_registrar, hemis_management using (:acts);
create policy vote_read_units on attestation.vote for select to hemis_department_head, hemis_faculty
    using (:own_units(department_id));
grant select on attestation.vote to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty;
create policy definer_inserts on attestation.vote for insert to hemis_definer with check (true);
create policy definer_updates on attestation.vote for update to hemis_definer using (true) with check (true);
create policy definer_deletes on attestation.vote for delete to hemis_definer using (true);
grant insert, update, delete on attestation.vote to hemis_definer;

-- Acts.
grant execute on function attestation.theses_of(bigint, integer)
    to hemis_department_head, hemis_faculty, hemis_academic_office, hemis_registrar, hemis_management;
grant execute on function attestation.load_of(integer) to hemis_department_head, hemis_faculty, hemis_academic_office;
grant execute on function attestation.save_thesis(bigint, bigint, integer, integer, jsonb),
    attestation.take_offer(bigint, bigint, bigint, integer, integer), attestation.begin_change(bigint[]),
    attestation.drop_change(bigint[])
    to hemis_department_head, hemis_faculty;
grant execute on function attestation.move_theses(bigint[], bigint, bigint, integer) to hemis_faculty;
grant execute on function attestation.topic_verdicts(bigint) to hemis_academic_office, hemis_faculty, hemis_definer;
grant execute on function attestation.words_of(bigint, text) to hemis_academic_office, hemis_faculty, hemis_definer;
grant execute on function attestation.approve_commission(bigint), attestation.reopen_commission(bigint)
    to hemis_academic_office;
grant execute on function attestation.listable(bigint), attestation.list_students(bigint, bigint[]),
    attestation.unlist_students(bigint, bigint[]), attestation.arrange_students(bigint, bigint[])
    to hemis_department_head, hemis_faculty;
grant execute on function attestation.open_sitting(bigint, bigint[]), attestation.set_present(bigint, bigint, boolean),
    attestation.enter(bigint, jsonb), attestation.close_sitting(bigint)
    to hemis_department_head;
grant execute on function attestation.quorum_of(bigint), attestation.scales_of(bigint)
    to hemis_department_head, hemis_faculty, hemis_academic_office, hemis_registrar, hemis_management, hemis_definer;
grant select on attestation.v_result to hemis_academic_office, hemis_registrar, hemis_management, hemis_department_head,
    hemis_faculty;

-- What the acts call.
grant execute on function attestation.due(bigint, integer), attestation.take_theses(bigint[]),
    attestation.refuse_standing(attestation.thesis), attestation.supervised(bigint, integer, bigint),
    attestation.refuse_people(attestation.thesis, attestation.thesis),
    attestation.thesis_for(bigint, bigint, integer, integer), attestation.refuse_heard(bigint),
    attestation.restore_topic(bigint), attestation.standing_topic(bigint), attestation.approve_topics(movement.decree),
    attestation.withdraw_topics(bigint[]), attestation.refuse_title(text, text, text),
    attestation.take_commission(bigint), attestation.refuse_small(attestation.sitting),
    attestation.take_sitting(bigint, text[]), attestation.courses_for(attestation.sitting), attestation.listable(bigint),
    attestation.count_students(bigint), attestation.number_students(bigint, bigint[]),
    attestation.entered(attestation.candidate), attestation.result_of(attestation.candidate),
    attestation.enter_one(attestation.sitting, bigint, jsonb, jsonb),
    attestation.write_votes(attestation.sitting, attestation.candidate, jsonb),
    attestation.refuse_entry(attestation.candidate), attestation.refuse_unfinished(attestation.sitting),
    attestation.write_sheet(attestation.sitting, bigint, bigint, integer, bigint[]),
    attestation.save_thesis(bigint, bigint, integer, integer, jsonb)
    to hemis_definer;

-- Protocols are registered by the department and its dean's office, and read by the academic office and the registrar.
grant select on documents.paper, documents.printing to hemis_department_head;
grant execute on function documents.register(text, text, bigint[], jsonb[]),
    documents.printed(bigint, text, integer, text), documents.cancel(bigint, text)
    to hemis_department_head;
grant execute on function attestation.protocol_line(attestation.candidate), attestation.member_lines(bigint),
    attestation.vote_lines(bigint)
    to hemis_department_head, hemis_faculty, hemis_definer;
grant execute on function attestation.sitting_facts(bigint[]), attestation.candidate_facts(bigint[]) to hemis_definer;
