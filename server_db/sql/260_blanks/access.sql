-- The registrar keeps the kinds; whoever meets blanks or counts them reads what they are called.
create policy kind_read on blanks.kind for select
    to hemis_registrar, hemis_faculty, hemis_academic_office, hemis_accounting, hemis_management, hemis_admin using (:acts);
create policy kind_insert on blanks.kind for insert to hemis_registrar with check (:acts);
create policy kind_update on blanks.kind for update to hemis_registrar using (:acts) with check (:acts);
create policy kind_delete on blanks.kind for delete to hemis_registrar using (:acts);
grant select on blanks.kind
    to hemis_registrar, hemis_faculty, hemis_academic_office, hemis_accounting, hemis_management, hemis_admin;
grant insert (name_uz, name_oz, name_ru, name_en, form, education_type, category, series, digits, by_hand, active),
      update (name_uz, name_oz, name_ru, name_en, form, education_type, category, series, digits, by_hand, active), delete
    on blanks.kind to hemis_registrar;

-- The registrar keeps the workstations for which blanks are reserved.
create policy workstation_read on blanks.workstation for select
    to hemis_registrar, hemis_faculty, hemis_academic_office, hemis_accounting, hemis_management, hemis_admin using (:acts);
create policy workstation_insert on blanks.workstation for insert to hemis_registrar with check (:acts);
create policy workstation_update on blanks.workstation for update to hemis_registrar using (:acts) with check (:acts);
create policy workstation_delete on blanks.workstation for delete to hemis_registrar using (:acts);
grant select on blanks.workstation
    to hemis_registrar, hemis_faculty, hemis_academic_office, hemis_accounting, hemis_management, hemis_admin;
grant insert (name, unit_id, place, active), update (name, unit_id, place, active), delete
    on blanks.workstation to hemis_registrar;

-- Blanks and their ledger: the registrar and who oversees all; a dean's office what it holds, and the lines that brought it or
-- took it away.
create policy blank_read_all on blanks.blank for select
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin using (:acts);
create policy blank_read_units on blanks.blank for select to hemis_faculty using (:own_units(unit_id));
grant select on blanks.blank
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin, hemis_faculty;
create policy entry_read_all on blanks.entry for select
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin using (:acts);
create policy entry_read_units on blanks.entry for select to hemis_faculty
    using (:own_units(unit_id) or :own_units(unit_before_id));
grant select on blanks.entry
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin, hemis_faculty;

-- Receipts with their invoices are the registrar's and of who oversees all.
create policy batch_read on blanks.batch for select
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin using (:acts);
grant select on blanks.batch to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin;

-- Acts: as the blanks; a dean's office those of and to the own holding, and everybody those whose commission one sits in.
create policy act_read_all on blanks.act for select
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin using (:acts);
create policy act_read_units on blanks.act for select to hemis_faculty
    using (:own_units(unit_id) or :own_units(to_unit_id) or id = any ((select blanks.my_acts())::bigint[]));
create policy act_read_members on blanks.act for select
    to :everyone_but(hemis_registrar, hemis_academic_office, hemis_management, hemis_admin, hemis_faculty)
    using (id = any ((select blanks.my_acts())::bigint[]));
grant select on blanks.act to :everyone;
create policy member_read_all on blanks.member for select
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin using (:acts);
create policy member_read_members on blanks.member for select
    to :everyone_but(hemis_registrar, hemis_academic_office, hemis_management, hemis_admin)
    using (act_id = any ((select blanks.my_acts())::bigint[]));
grant select on blanks.member to :everyone;

-- Yearly reports: all, or those of the own holding.
create policy report_read_all on blanks.report for select
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin using (:acts);
create policy report_read_units on blanks.report for select to hemis_faculty using (:own_units(unit_id));
grant select on blanks.report
    to hemis_registrar, hemis_academic_office, hemis_management, hemis_admin, hemis_faculty;

-- What functions write. The ledger is only added to; nobody holds the right to change or remove a line, or a blank.
create policy definer_inserts on blanks.blank for insert to hemis_definer with check (true);
create policy definer_updates on blanks.blank for update to hemis_definer using (true) with check (true);
create policy definer_inserts on blanks.batch for insert to hemis_definer with check (true);
create policy definer_inserts on blanks.entry for insert to hemis_definer with check (true);
create policy definer_inserts on blanks.act for insert to hemis_definer with check (true);
create policy definer_updates on blanks.act for update to hemis_definer using (true) with check (true);
create policy definer_inserts on blanks.member for insert to hemis_definer with check (true);
create policy definer_updates on blanks.member for update to hemis_definer using (true) with check (true);
create policy definer_inserts on blanks.report for insert to hemis_definer with check (true);
grant insert on blanks.blank, blanks.batch, blanks.entry, blanks.act, blanks.member, blanks.report to hemis_definer;
grant update (state, unit_id, workstation_id, chosen_id, person, moved_on) on blanks.blank to hemis_definer;
grant update (state, day, place, digest, chained, withdrawn_at, withdrawn_by, withdraw_reason) on blanks.act
    to hemis_definer;
grant update (signed_at, signed_by) on blanks.member to hemis_definer;
grant execute on function blanks.in_stock(text), blanks.leads(text, text), blanks.spread(text[]), blanks.told(text[], integer),
    blanks.take_turn(text[]), blanks.office(), blanks.judge(text, text[], date), blanks.digest_of(bigint),
    blanks.seal(bigint), blanks.write(blanks.act, text[], jsonb), blanks.require_day(date), blanks.next_act(),
    blanks.keeps(bigint), blanks.refuse_double(text[]), blanks.require_told(text, jsonb), blanks.require_station(bigint, bigint),
    blanks.halves(text, bigint), blanks.act_kinds(bigint)
    to hemis_definer;

grant execute on function blanks.receive(bigint, text[], jsonb), blanks.propose(text[], jsonb, bigint[], bigint),
    blanks.withdraw(bigint, text)
    to hemis_registrar;
grant execute on function blanks.enter(text, text[], jsonb), blanks.preview(text, text[], date),
    blanks.report(integer, bigint), blanks.report_lines(bigint)
    to hemis_registrar, hemis_faculty;
grant execute on function blanks.act_kinds(bigint), blanks.told(text[], integer)
    to hemis_registrar, hemis_faculty, hemis_academic_office;
grant execute on function blanks.stock(), blanks.balance(date, date, text, bigint)
    to hemis_registrar, hemis_faculty, hemis_academic_office, hemis_accounting, hemis_management, hemis_admin;
grant execute on function blanks.balance_blanks(date, date, text, bigint, text, text)
    to hemis_registrar, hemis_faculty, hemis_academic_office, hemis_management, hemis_admin;
grant execute on function blanks.broken() to hemis_admin, hemis_registrar;
grant execute on function blanks.my_acts(text), blanks.sign(bigint) to :everyone;
