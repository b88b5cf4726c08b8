-- The dean's office of the receiving faculty compares and decides, the academic office and the registrar's office read.
create policy difference_read_all on differences.difference for select to hemis_academic_office, hemis_registrar using (:acts);
create policy difference_read_units on differences.difference for select to hemis_faculty using (:own_units(faculty_id));
create policy studied_read_all on differences.studied for select to hemis_academic_office, hemis_registrar using (:acts);
create policy studied_read_units on differences.studied for select to hemis_faculty using (:own_units(faculty_id));
create policy item_read_all on differences.item for select to hemis_academic_office, hemis_registrar using (:acts);
create policy item_read_units on differences.item for select to hemis_faculty using (:own_units(faculty_id));
grant select on differences.difference, differences.studied, differences.item
    to hemis_academic_office, hemis_registrar, hemis_faculty;

-- What was studied elsewhere is typed in; subjects of the plan get their pair and their decision.
create policy difference_update on differences.difference for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant update (elsewhere) on differences.difference to hemis_faculty;
create policy studied_insert on differences.studied for insert to hemis_faculty with check (:own_units(faculty_id));
create policy studied_update on differences.studied for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy studied_delete on differences.studied for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, difference_id, name, semester, year, hours, credits, points, five, source_document),
      update (name, semester, year, hours, credits, points, five, source_document), delete
    on differences.studied to hemis_faculty;
create policy item_update on differences.item for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant update (studied_id, decision, until, note) on differences.item to hemis_faculty;

-- What functions write.
create policy definer_inserts on differences.difference for insert to hemis_definer with check (true);
create policy definer_updates on differences.difference for update to hemis_definer using (true) with check (true);
create policy definer_inserts on differences.studied for insert to hemis_definer with check (true);
create policy definer_inserts on differences.item for insert to hemis_definer with check (true);
create policy definer_updates on differences.item for update to hemis_definer using (true) with check (true);
grant insert, update on differences.difference, differences.item to hemis_definer;
grant insert on differences.studied to hemis_definer;
create policy definer_inserts on grades.result for insert to hemis_definer with check (true);
grant insert on grades.result to hemis_definer;

grant execute on function differences.require_state(differences.difference, text[]) to hemis_faculty, hemis_definer;
grant execute on function differences.suggested(bigint), differences.begin(bigint, bigint, integer, text),
    differences.propose(bigint), differences.confirm(bigint, bigint[]), differences.recognise_pairs(bigint),
    differences.make_up_rest(bigint, date), differences.decide(bigint), differences.enter(bigint),
    differences.reopen(bigint)
    to hemis_faculty;
grant execute on function differences.verdicts(bigint) to hemis_academic_office, hemis_faculty, hemis_definer;
grant execute on function differences.take_subjects(bigint), differences.take_record(bigint),
    differences.by_name(bigint, boolean), differences.match(bigint),
    differences.enter_results(differences.difference), differences.enter_schedule(differences.difference),
    differences.sum_schedule(bigint), differences.leave_schedule(differences.difference)
    to hemis_definer;
grant execute on function differences.paper_lines(bigint) to hemis_faculty, hemis_academic_office, hemis_registrar, hemis_definer;
grant execute on function differences.paper_facts(bigint[]) to hemis_definer;
