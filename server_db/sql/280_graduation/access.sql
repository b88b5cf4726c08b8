-- Acceptances: the academic office and the registrar all, a dean's office its own, the personnel office and management those who
-- have graduated by order.
create policy acceptance_read_all on graduation.acceptance for select to hemis_academic_office, hemis_registrar using (:acts);
create policy acceptance_read_units on graduation.acceptance for select to hemis_faculty using (:own_units(faculty_id));
create policy acceptance_read_graduated on graduation.acceptance for select to hemis_hr, hemis_management
    using (:acts and decree_id is not null and state = 'accepted');
grant select on graduation.acceptance
    to hemis_academic_office, hemis_registrar, hemis_faculty, hemis_hr, hemis_management;

-- What functions write.
create policy definer_inserts on graduation.acceptance for insert to hemis_definer with check (true);
create policy definer_updates on graduation.acceptance for update to hemis_definer using (true) with check (true);
grant insert, update on graduation.acceptance to hemis_definer;
grant execute on function graduation.asked(bigint[]), graduation.met(bigint[]), graduation.found(bigint[]), graduation.papers_found(bigint[]),
    graduation.honours(bigint[]), graduation.content_of(bigint), graduation.digest(text), graduation.require_ready(bigint[]),
    graduation.write_acceptances(bigint[], text), graduation.take(bigint[], text)
    to hemis_definer;
grant execute on function graduation.refuse_frozen(bigint[]) to :everyone, hemis_definer;
grant execute on function graduation.candidates(bigint), graduation.findings(bigint), graduation.honours_of(bigint)
    to hemis_faculty, hemis_academic_office, hemis_registrar;
grant execute on function graduation.accept(bigint[]), graduation.ask_back(bigint[], text) to hemis_faculty;
grant execute on function graduation.decide_back(bigint[], boolean) to hemis_academic_office;
grant execute on function graduation.verdicts(bigint) to hemis_academic_office, hemis_faculty, hemis_definer;
