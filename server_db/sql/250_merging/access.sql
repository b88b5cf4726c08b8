-- Proposals: the academic office and the registrar read all, a dean's office those in which its students stand; functions write.
create policy proposal_read_all on merging.proposal for select to hemis_academic_office, hemis_registrar using (:acts);
create policy proposal_read_units on merging.proposal for select to hemis_faculty
    using (:own_units(faculty_id) or :own_units(other_faculty_id));
grant select on merging.proposal to hemis_academic_office, hemis_registrar, hemis_faculty;
create policy moved_read_all on merging.moved for select to hemis_academic_office, hemis_registrar using (:acts);
create policy moved_read_units on merging.moved for select to hemis_faculty
    using (exists (select from merging.proposal p where p.id = proposal_id));
grant select on merging.moved to hemis_academic_office, hemis_registrar, hemis_faculty;

grant execute on function merging.doubles(), merging.private_marks(bigint, bigint), merging.weighed(bigint, bigint, jsonb),
    merging.objections(text, bigint, bigint, jsonb), merging.propose(text, bigint, bigint, jsonb, text), merging.withdraw(bigint)
    to hemis_academic_office, hemis_faculty;
grant execute on function merging.decide(bigint, boolean, text), merging.undo(bigint, text) to hemis_academic_office;
grant execute on function merging.rows_of(bigint) to :everyone;

-- What functions write.
create policy definer_inserts on merging.proposal for insert to hemis_definer with check (true);
create policy definer_updates on merging.proposal for update to hemis_definer using (true) with check (true);
create policy definer_inserts on merging.moved for insert to hemis_definer with check (true);
create policy definer_updates on merging.moved for update to hemis_definer using (true) with check (true);
grant insert, update on merging.proposal, merging.moved to hemis_definer;
create policy definer_updates on system.note for update to hemis_definer using (true) with check (true);
create policy definer_updates on system.attachment for update to hemis_definer using (true) with check (true);
create policy definer_updates on students.award for update to hemis_definer using (true) with check (true);
create policy definer_updates on students.photo for update to hemis_definer using (true) with check (true);
create policy definer_updates on students.prior_education for update to hemis_definer using (true) with check (true);
create policy definer_updates on mobility.exchange for update to hemis_definer using (true) with check (true);
create policy definer_updates on curriculum.registration for update to hemis_definer using (true) with check (true);
create policy definer_updates on timetable.examinee for update to hemis_definer using (true) with check (true);
grant update (record_id) on system.note, system.attachment to hemis_definer;
grant update (student_id, faculty_id) on students.award, finance.payment_hold, mobility.exchange to hemis_definer;
grant update (student_id, faculty_id, image) on students.photo to hemis_definer;
grant update on students.prior_education to hemis_definer;
grant update (student_id) on curriculum.registration, timetable.examinee to hemis_definer;
grant execute on function merging.one_study(bigint, bigint), merging.require_rows(bigint, bigint), merging.private_fields(),
    merging.hanging(bigint, bigint, jsonb), merging.results(bigint, bigint, text), merging.verdicts(text, bigint, bigint, jsonb),
    merging.require_choices(jsonb), merging.require_good(text, bigint, bigint, jsonb), merging.take(bigint, text, text[]),
    merging.perform(merging.proposal), merging.take_values(merging.proposal), merging.some_of(jsonb, text[]),
    merging.take_private(merging.proposal), merging.exchange_private(bigint, bigint, text[]),
    merging.swap(merging.proposal, text, text[]), merging.exchange(text, bigint[], text[]), merging.naming_columns(text),
    merging.move_to(bigint, text, bigint[], bigint[]), merging.move_records(merging.proposal),
    merging.end_seats(merging.proposal), merging.leave_contingent(merging.proposal), merging.note_versions(bigint),
    merging.require_untouched(merging.proposal), merging.changed_since(bigint), merging.put_back(merging.proposal),
    merging.write_back(bigint, text), merging.swap_back(bigint), merging.come_back(merging.proposal)
    to hemis_definer;
