-- Accounts and rights are read by those who manage them and written only by functions; logs are read by their owner.

grant usage on schema security, naming to hemis_person, :everyone, hemis_definer, hemis_provisioner;
grant usage on schema provisioning to hemis_definer, hemis_provisioner;
grant execute on all functions in schema naming to :everyone, hemis_definer;
grant execute on function security.me(), security.my_role(), security.today(), security.my_roles(),
    security.refuse(text, jsonb, text), security.planned_role(), security.acts(text), security.my_account()
    to hemis_person, :everyone, hemis_definer, hemis_provisioner;
grant execute on function security.my_units(text), security.my_employee(text), security.my_employees(text),
    security.touch(), security.require_role(text[]), security.require_latest()
    to :everyone, hemis_definer;
grant execute on function security.university_wide(text), security.account_of(text), security.acts_as(text, text),
    security.units_of(text, text), security.employee_of(text, text), security.employees_of(text, text)
    to hemis_definer;
grant usage on schema migration to hemis_definer;
grant select on migration.alembic_version to hemis_definer;
grant execute on all functions in schema provisioning to hemis_definer, hemis_provisioner;
grant execute on function security.needs_one_person(text), security.other_account(text), security.waits(bigint, text),
    security.ask_second(text, text, jsonb), security.align(bigint), security.require_grantable(text, bigint),
    security.kinds_for(text),
    security.carry_out(text, text, jsonb, text), security.do_or_ask(boolean, text, text, jsonb, text),
    security.note_sign_in(text, text), security.readable_private(text, bigint[]), security.opened_by(bigint, text),
    security.as_seen_by(text, text, text), security.unmet_conditions(text, text), security.rule_of(text, regclass),
    security.may_read_as(text, text, text, bigint), security.may_write_as(text, text, text, bigint)
    to hemis_definer;
grant execute on function security.sign_in(text, text), security.change_own_password(text)
    to hemis_person, :everyone;
grant execute on function security.acted(text, text) to :everyone;

-- Who did something is called by the name, where the role reads the names of colleagues.
grant execute on function security.name_of(text, boolean) to :everyone;

-- Whoever writes leaves a receipt, also before a role is chosen; it is asked for by its token and the own login.
-- At the same time it is asked which changes are still to be told to others.
grant execute on function security.leave_receipt(), security.was_committed(text), security.untold()
    to hemis_person, :everyone;

-- The personnel office and the administrator manage accounts; each function asks again who acts.
grant execute on function security.create_account(text, text, bigint, text), security.reset_password(text, text),
    security.end_account(text), security.grant_role(text, text, bigint, date, date), security.revoke_role(bigint),
    security.decide(bigint, boolean), security.end_sessions(text)
    to hemis_hr, hemis_admin;
grant execute on function security.explain(text, text, text, bigint) to hemis_admin;

-- Those who enter private data or need it for their papers ask for it; the function says whose.
grant execute on function security.ask_reading(text, bigint[], text)
    to hemis_hr, hemis_academic_office, hemis_faculty, hemis_teacher, hemis_registrar, hemis_accounting;

-- The personnel office and the administrator see all accounts.
create policy account_of_managers on security.account for select to hemis_hr, hemis_admin using (:acts);
grant select on security.account to hemis_hr, hemis_admin;

-- They also see who holds which role, for which unit and in which days.
create policy membership_of_managers on security.membership for select to hemis_hr, hemis_admin using (:acts);
grant select on security.membership to hemis_hr, hemis_admin;

-- Requests for a second person are seen by those who may decide them.
create policy request_of_managers on security.request for select to hemis_hr, hemis_admin using (:acts);
grant select on security.request to hemis_hr, hemis_admin;

-- Everybody sees the own sign-ins, the administrator all.
create policy sign_in_own on security.sign_in for select to :everyone_but(hemis_admin)
    using (login = (select security.me()) and :acts);
create policy sign_in_all on security.sign_in for select to hemis_admin using (:acts);
grant select on security.sign_in to :everyone;

-- Everybody sees which private data the own login has read, the administrator all.
create policy reading_own on security.reading for select to :everyone_but(hemis_admin)
    using (login = (select security.me()) and :acts);
create policy reading_all on security.reading for select to hemis_admin using (:acts);
grant select on security.reading to :everyone;

-- The functions above write; a verifier is read by nobody, not even for a moment longer than its request lives.
create policy definer_inserts on security.account for insert to hemis_definer with check (true);
create policy definer_updates on security.account for update to hemis_definer using (true) with check (true);
grant insert (login, display_name, employee_id, created_by),
      update (must_change_password, password_changed_at, ended_at, ended_by) on security.account to hemis_definer;
create policy definer_inserts on security.membership for insert to hemis_definer with check (true);
create policy definer_updates on security.membership for update to hemis_definer using (true) with check (true);
create policy definer_deletes on security.membership for delete to hemis_definer using (true);
grant insert (account_id, role, unit_id, starts_on, ends_on, granted_by, approved_by), update (ends_on), delete
    on security.membership to hemis_definer;
create policy definer_inserts on security.request for insert to hemis_definer with check (true);
create policy definer_updates on security.request for update to hemis_definer using (true) with check (true);
grant insert (act, subject, details, asked_by), update (decided_by, decided_at, accepted)
    on security.request to hemis_definer;
create policy definer_inserts on security.verifier for insert to hemis_definer with check (true);
create policy definer_deletes on security.verifier for delete to hemis_definer using (true);
grant insert (request_id, verifier), delete on security.verifier to hemis_definer;
create policy definer_inserts on security.sign_in for insert to hemis_definer with check (true);
grant insert (login, role, address, workstation, version) on security.sign_in to hemis_definer;
grant usage on sequence security.sign_in_id_seq, security.reading_id_seq to hemis_definer;
create policy definer_inserts on security.reading for insert to hemis_definer with check (true);
grant insert (login, role, relation, record_ids, reason, transaction) on security.reading to hemis_definer;
create policy definer_inserts on security.receipt for insert to hemis_definer with check (true);
grant insert (login) on security.receipt to hemis_definer;
create policy definer_touches on security.receipt for update to hemis_definer using (true) with check (true);
grant update (at) on security.receipt to hemis_definer;
