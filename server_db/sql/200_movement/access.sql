-- The academic office keeps orders, a dean's office drafts its own; everything but the head of a draft is written by
-- functions. Who has to agree, and who only reads, sees an order once it is no draft any more.

grant execute on function movement.decrees_of(text, text) to hemis_definer;
grant execute on function movement.my_decrees(text) to :everyone;

-- Transitions, series and templates belong to the academic office; whoever works with orders reads them.
create policy transition_read on movement.transition for select
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_hr, hemis_management, hemis_accounting, hemis_tutor,
       hemis_admin
    using (:acts);
create policy transition_update on movement.transition for update to hemis_academic_office using (:acts) with check (:acts);
grant select on movement.transition
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_hr, hemis_management, hemis_accounting, hemis_tutor,
       hemis_admin;
grant update (asks_accounting, asks_hr, allowed) on movement.transition to hemis_academic_office;
create policy series_read on movement.series for select
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_admin using (:acts);
create policy series_update on movement.series for update to hemis_academic_office using (:acts) with check (:acts);
grant select on movement.series to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_admin;
grant update (prefix, suffix) on movement.series to hemis_academic_office;
create policy template_read on movement.template for select
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_admin using (:acts);
create policy template_insert on movement.template for insert to hemis_academic_office with check (:acts);
create policy template_update on movement.template for update to hemis_academic_office using (:acts) with check (:acts);
create policy template_delete on movement.template for delete to hemis_academic_office using (:acts);
grant select on movement.template to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_admin;
grant insert (order_type, language, name, heading, preamble, body, closing, active),
      update (name, heading, preamble, body, closing, active), delete
    on movement.template to hemis_academic_office;

-- Orders: the academic office all; a dean's office the own ones and those in which its students stand, also those that come to
-- it; accounting what it is asked about and stipends; the others all that are no drafts; a tutor those of the own groups.
create policy decree_read_all on movement.decree for select to hemis_academic_office using (:acts);
create policy decree_read_sent on movement.decree for select to hemis_hr, hemis_registrar, hemis_management
    using (:acts and state <> 'draft');
create policy decree_read_asked on movement.decree for select to hemis_accounting
    using (:acts and state <> 'draft'
           and (order_type in (:decree_type.stipend, :decree_type.payment)
                or exists (select from movement.agreement a where a.decree_id = decree.id)));
create policy decree_read_units on movement.decree for select to hemis_faculty
    using (:own_units(faculty_id) or id = any ((select movement.my_decrees())::bigint[]));
create policy decree_read_groups on movement.decree for select to hemis_tutor
    using (id = any ((select movement.my_decrees())::bigint[]));
grant select on movement.decree
    to hemis_academic_office, hemis_hr, hemis_registrar, hemis_management, hemis_accounting, hemis_faculty, hemis_tutor;

-- The head of a draft is corrected like any record; its state, number and signature are not.
create policy decree_update_all on movement.decree for update to hemis_academic_office using (:acts) with check (:acts);
create policy decree_update on movement.decree for update to hemis_faculty
    using (:own_units(faculty_id) or id = any ((select movement.my_decrees())::bigint[]))
    with check (:own_units(faculty_id));
grant update (heading, effective_on, basis, language, preamble, body, closing)
    on movement.decree to hemis_academic_office, hemis_faculty;

-- Lines: with their order; a dean's office those of its students and of those who come to it; a tutor the own groups'.
create policy line_read_all on movement.line for select to hemis_academic_office using (:acts);
create policy line_read_sent on movement.line for select to hemis_hr, hemis_registrar, hemis_management, hemis_accounting
    using (exists (select from movement.decree d where d.id = decree_id));
create policy line_read_units on movement.line for select to hemis_faculty
    using (:own_units(faculty_id) or :own_units(new_faculty_id));
create policy line_read_groups on movement.line for select to hemis_tutor
    using (decree_id = any ((select movement.my_decrees())::bigint[])
           and exists (select from students.student s where s.id = student_id));
grant select on movement.line
    to hemis_academic_office, hemis_hr, hemis_registrar, hemis_management, hemis_accounting, hemis_faculty, hemis_tutor;

-- Agreements are read with their order; a faculty that is asked reads its own.
create policy agreement_read_all on movement.agreement for select to hemis_academic_office using (:acts);
create policy agreement_read_hr on movement.agreement for select to hemis_hr using (:acts and office = 'hr');
create policy agreement_read_accounting on movement.agreement for select to hemis_accounting
    using (:acts and office = 'accounting');
create policy agreement_read_units on movement.agreement for select to hemis_faculty
    using (:own_units(unit_id) or exists (select from movement.decree d where d.id = decree_id));
grant select on movement.agreement to hemis_academic_office, hemis_hr, hemis_accounting, hemis_faculty;

-- Who reads a student reads the time line; a dean's office also what was at the faculty.
create policy period_read_all on students.period for select
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management using (:acts);
create policy period_read_units on students.period for select to hemis_faculty
    using (:own_units(faculty_id) or exists (select from students.student s where s.id = student_id));
create policy period_read_groups on students.period for select to hemis_tutor
    using (exists (select from students.student s where s.id = student_id));
grant select on students.period
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management, hemis_faculty,
       hemis_tutor;

-- Former names are read with the student; functions write them.
create policy former_name_read_all on students.former_name for select
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management using (:acts);
create policy former_name_read_units on students.former_name for select to hemis_faculty using (:own_units(faculty_id));
create policy former_name_read_groups on students.former_name for select to hemis_tutor
    using (student_id = any (array(
        select s.id from students.student s where s.group_id = any ((select students.my_groups())::bigint[]))));
grant select on students.former_name
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management, hemis_faculty,
       hemis_tutor;
create policy definer_inserts on students.former_name for insert to hemis_definer with check (true);
create policy definer_deletes on students.former_name for delete to hemis_definer using (true);
grant insert, delete on students.former_name to hemis_definer;
grant execute on function movement.place_verdicts(bigint), movement.name_verdicts(bigint) to hemis_academic_office, hemis_faculty, hemis_definer;
grant execute on function movement.rename_lines(movement.decree), movement.name_drafts(bigint[]),
    movement.restore_names(bigint[]) to hemis_definer;

-- That the take-over is closed is known to all; the academic office closes it by a function.
create policy take_over_read on students.take_over for select to :everyone using (:acts);
grant select on students.take_over to :everyone;
create policy definer_inserts on students.take_over for insert to hemis_definer with check (true);
grant insert on students.take_over to hemis_definer;
grant execute on function students.take_over_closed() to :everyone, hemis_definer;
grant execute on function movement.take_over_report() to hemis_academic_office, hemis_definer;
grant execute on function movement.close_take_over(bigint) to hemis_academic_office;

-- What functions write.
create policy definer_inserts on movement.line for insert to hemis_definer with check (true);
create policy definer_updates on movement.line for update to hemis_definer using (true) with check (true);
create policy definer_deletes on movement.line for delete to hemis_definer using (true);
create policy definer_inserts on movement.agreement for insert to hemis_definer with check (true);
create policy definer_updates on movement.agreement for update to hemis_definer using (true) with check (true);
create policy definer_deletes on movement.agreement for delete to hemis_definer using (true);
create policy definer_inserts on movement.decree for insert to hemis_definer with check (true);
create policy definer_updates on movement.decree for update to hemis_definer using (true) with check (true);
create policy definer_deletes on movement.decree for delete to hemis_definer using (true);
create policy definer_updates on movement.series for update to hemis_definer using (true) with check (true);
create policy definer_inserts on students.period for insert to hemis_definer with check (true);
create policy definer_updates on students.period for update to hemis_definer using (true) with check (true);
create policy definer_deletes on students.period for delete to hemis_definer using (true);
grant insert, update, delete on movement.line, movement.agreement, students.period to hemis_definer;
grant insert, update, delete on movement.decree to hemis_definer;
grant update on movement.series to hemis_definer;
grant update (faculty_id, specialty_id, group_id, education_form, payment_form, language, course, semester, status)
    on students.student to hemis_definer;

grant execute on function movement.require_state(movement.decree, text[]) to hemis_academic_office, hemis_faculty;
grant execute on function movement.draft(text, date, text, bigint, text, bigint[], jsonb),
    movement.put_students(bigint, bigint[], jsonb), movement.change_lines(bigint[], jsonb),
    movement.remove_lines(bigint[]), movement.discard(bigint), movement.send(bigint), movement.give_back(bigint, text),
    movement.apply(bigint), movement.verdicts(bigint), movement.wanted(bigint), movement.study_verdicts(bigint),
    movement.return_verdicts(bigint), movement.last_semester(bigint),
    movement.absent_hours(bigint), movement.academic_year(date), movement.following(text, integer),
    movement.concerned(text, bigint),
    movement.year_results(bigint[])
    to hemis_academic_office, hemis_faculty;
grant execute on function movement.ask_cancel(bigint, text), movement.decide_cancel(bigint, boolean)
    to hemis_academic_office;
grant execute on function movement.sign(bigint, bigint, date, text, jsonb) to hemis_academic_office, hemis_management;
grant execute on function movement.answer(bigint, boolean, text) to hemis_accounting, hemis_hr, hemis_faculty;
grant execute on function movement.row_of(text, bigint[], text, bigint, text, text, text),
    movement.began(date, date, text), movement.moved(date, date, text, bigint[]),
    movement.balance_rows(date, date, text, bigint[]), movement.balanced_units(bigint),
    movement.write_balance(date, date, text, bigint, bigint[], text)
    to hemis_definer;
grant execute on function movement.balance(date, date), movement.balance_by(date, date, text, bigint),
    movement.balance_students(date, date, text, bigint, text, text, text)
    to hemis_academic_office, hemis_faculty, hemis_management;
grant execute on function movement.as_of(date), movement.headcount(date), movement.time_line(bigint)
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_marketing, hemis_management, hemis_faculty,
       hemis_tutor;
grant execute on function movement.require_state(movement.decree, text[]), movement.count_lines(bigint),
    movement.following(text, integer), movement.first_semester(text), movement.write_lines(movement.decree, bigint[], jsonb),
    movement.require_good(movement.decree), movement.lock_students(bigint), movement.perform_lines(movement.decree),
    movement.write_students(bigint[]), movement.standing_on(bigint[]), movement.restore(bigint[]),
    movement.verdicts(bigint), movement.wanted(bigint),
    movement.study_verdicts(bigint), movement.absent_hours(bigint),
    movement.academic_year(date), movement.year_results(bigint[])
    to hemis_definer;
grant execute on function movement.states(bigint), movement.orders_with(text)
    to hemis_academic_office, hemis_faculty, hemis_hr, hemis_registrar, hemis_management, hemis_accounting, hemis_tutor;

-- Personal schedules by order, and papers about orders.
grant execute on function movement.schedule_verdicts(bigint) to hemis_academic_office, hemis_faculty, hemis_definer;
grant execute on function movement.schedule_waiting(bigint), movement.order_schedules(movement.decree),
    movement.withdraw_schedules(bigint[])
    to hemis_definer;
grant execute on function movement.order_behind(bigint), movement.passed_lines(bigint)
    to hemis_faculty, hemis_registrar, hemis_academic_office, hemis_definer;
grant execute on function movement.extract_facts(bigint[]), movement.certificate_facts(bigint[]), movement.letter_facts(bigint[])
    to hemis_definer;

-- A file is read by those who may change the record; of an order that is not its own a dean's office reads what it added.
grant execute on function movement.foreign_decrees_of(text, text) to hemis_definer;
grant execute on function movement.my_foreign_decrees(text) to :everyone;
create policy attachment_read on system.attachment for select to :everyone
    using (:acts and system.may_write(relation, record_id)
           and (relation <> 'movement.decree' or author = (select security.me())
                or record_id <> all ((select movement.my_foreign_decrees())::bigint[])));
grant execute on function movement.looks(text) to hemis_definer;

-- Who stands under an order is read with the order.
create policy signature_read on movement.signature for select
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_hr, hemis_management, hemis_accounting, hemis_tutor
    using (exists (select from movement.decree d where d.id = decree_id));
grant select on movement.signature
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_hr, hemis_management, hemis_accounting, hemis_tutor;
create policy definer_inserts on movement.signature for insert to hemis_definer with check (true);
grant insert on movement.signature to hemis_definer;
grant execute on function movement.signer(bigint, date, text),
    movement.freeze_signatures(movement.decree, bigint, date, jsonb), movement.void_papers(movement.decree),
    movement.order_facts(bigint[])
    to hemis_definer;
grant execute on function movement.order_said(bigint), movement.order_unit(movement.decree)
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_definer;
grant execute on function movement.order_paper(bigint) to hemis_academic_office, hemis_faculty, hemis_registrar;

-- The academic office registers orders and balances as papers, as dean's offices do.
grant execute on function documents.register(text, text, bigint[], jsonb[]),
    documents.printed(bigint, text, integer, text), documents.cancel(bigint, text)
    to hemis_academic_office;

-- An issued balance is read by the offices of the university, one of a faculty by its dean's office; nobody rewrites it, and
-- the students behind its numbers are compared by functions alone. Its number stands in the register of papers.
create policy issued_balance_read on movement.issued_balance for select
    to hemis_academic_office, hemis_management using (:acts);
create policy issued_balance_read_units on movement.issued_balance for select to hemis_faculty
    using (:own_units(faculty_id));
grant select on movement.issued_balance to hemis_academic_office, hemis_management, hemis_faculty;
create policy definer_inserts on movement.issued_balance for insert to hemis_definer with check (true);
create policy definer_inserts on movement.balance_number for insert to hemis_definer with check (true);
grant insert on movement.issued_balance, movement.balance_number to hemis_definer;
grant select on documents.paper to hemis_management;
grant execute on function movement.balance_of(bigint), movement.balance_facts(bigint[]) to hemis_definer;
grant execute on function movement.issue_balance(date, date, text, bigint) to hemis_academic_office, hemis_faculty;
grant execute on function movement.balance_today(bigint), movement.balance_changes(bigint)
    to hemis_academic_office, hemis_management, hemis_faculty;

-- Own Word forms belong to the academic office; whoever prints orders with them reads them.
create policy word_form_read on movement.word_form for select
    to hemis_academic_office, hemis_faculty, hemis_registrar using (:acts);
grant select on movement.word_form to hemis_academic_office, hemis_faculty, hemis_registrar;
create policy definer_inserts on movement.word_form for insert to hemis_definer with check (true);
create policy definer_updates on movement.word_form for update to hemis_definer using (true) with check (true);
grant insert, update (active) on movement.word_form to hemis_definer;
grant execute on function movement.store_word_form(text, text, text, bytea), movement.use_word_form(bigint, boolean)
    to hemis_academic_office;
