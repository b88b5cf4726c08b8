-- Accounts and rights: the personnel office manages those of teachers; what touches an office, and everything an
-- administrator does, waits until a second person accepts it. Nobody acts on the own account.

-- Roles that the personnel office gives and takes alone.
create function security.needs_one_person(role text) returns boolean
    language sql immutable parallel safe
as $$ select role = any ('{hemis_teacher,hemis_department_head,hemis_tutor}'::text[]) $$;

-- The account of somebody else that has not ended.
create function security.other_account(login text) returns security.account
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    found security.account;
begin
    select * into found from security.account a where a.login = other_account.login and a.ended_at is null;
    if found.id is null then
        perform security.refuse('There is no login {login}.', jsonb_build_object('login', login));
    end if;
    if login = security.me() then
        perform security.refuse('Nobody changes the own rights; ask a colleague.', '{}', 'HM002');
    end if;
    return found;
end $$;
comment on function security.other_account(text) is 'Definer: reads accounts for the functions below.';

-- Whether what the acting person does to this account waits for a second one.
create function security.waits(account_id bigint, role text) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select security.my_role() = 'hemis_admin'
        or (role is not null and not security.needs_one_person(role))
        or (role is null and exists (
            select
              from security.membership m
             where m.account_id = waits.account_id
               and not security.needs_one_person(m.role)
               and (m.ends_on is null or m.ends_on >= security.today())))
$$;
comment on function security.waits(bigint, text) is 'Definer: reads rights for the functions below.';

create function security.ask_second(act text, subject text, details jsonb) returns bigint
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    insert into security.request (act, subject, details, asked_by)
    values (act, subject, details || jsonb_build_object('asked_as', security.my_role()), security.me())
    returning id
$$;
comment on function security.ask_second(text, text, jsonb) is 'Definer: requests are written only by functions.';

-- The groups of the login are those of its present and coming rights.
create function security.align(account_id bigint) returns void
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    select provisioning.align(a.login, array(
               select distinct m.role
                 from security.membership m
                where m.account_id = a.id
                  and (m.ends_on is null or m.ends_on >= security.today())))
      from security.account a
     where a.id = align.account_id
$$;
comment on function security.align(bigint) is 'Definer: reads rights and calls provisioning.';

-- For which kinds of units a role is given.
create function security.kinds_for(role text) returns text[]
    language sql immutable parallel safe
as $$
    select case role when 'hemis_faculty' then array[:structure_type.faculty]
                     when 'hemis_department_head' then array[:structure_type.department]
                     when 'hemis_service' then array[:structure_type.other, :structure_type.section,
                                                     :structure_type.directorate, :structure_type.centre]
                     else array[:structure_type.faculty, :structure_type.department] end
$$;

create function security.require_grantable(role text, unit_id bigint) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if role is null or not (security.university_wide(role) or role = any (
        '{hemis_faculty,hemis_department_head,hemis_teacher,hemis_tutor,hemis_service}'::text[])) then
        perform security.refuse('There is no role {role}.', jsonb_build_object('role', role));
    end if;
    if security.university_wide(role) and unit_id is not null then
        perform security.refuse('This role is for the whole university: leave the unit empty.');
    end if;
    -- A right for a unit is one for all below it: a head of department over a faculty would have all its departments.
    if unit_id is not null and not exists (
        select from structure.unit u where u.id = unit_id and u.kind = any (security.kinds_for(role))) then
        perform security.refuse('This role is not for a unit of this kind.');
    end if;
    if role = any ('{hemis_faculty,hemis_department_head,hemis_service}'::text[]) and unit_id is null then
        perform security.refuse('This role needs a unit.');
    end if;
    if unit_id is not null and not exists (select from structure.unit u where u.id = unit_id) then
        perform security.refuse('There is no such unit.');
    end if;
end $$;
comment on function security.require_grantable(text, bigint) is 'Definer: looks at all units.';

-- The acts themselves, done at once or when the second person accepts.
create function security.carry_out(act text, subject text, details jsonb, verifier text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    account security.account;
begin
    select * into strict account from security.account a where a.login = subject and a.ended_at is null for update;
    case act
        when 'grant_role' then
            insert into security.membership (account_id, role, unit_id, starts_on, ends_on, granted_by, approved_by)
            values (account.id, details ->> 'role', (details ->> 'unit_id')::bigint, (details ->> 'starts_on')::date,
                    (details ->> 'ends_on')::date, details ->> 'asked_by', details ->> 'approved_by');
            perform security.align(account.id);
        when 'revoke_role' then
            update security.membership m
               set ends_on = security.today() - 1
             where m.id = (details ->> 'membership_id')::bigint and m.starts_on < security.today();
            delete from security.membership m
             where m.id = (details ->> 'membership_id')::bigint and m.starts_on >= security.today();
            perform security.align(account.id);
            perform provisioning.end_sessions(subject);
        when 'reset_password' then
            perform provisioning.set_password(subject, verifier);
            update security.account a set must_change_password = true, password_changed_at = now() where a.id = account.id;
            perform provisioning.end_sessions(subject);
        when 'end_account' then
            update security.membership m
               set ends_on = greatest(m.starts_on, security.today())
             where m.account_id = account.id and (m.ends_on is null or m.ends_on > security.today());
            update security.account a set ended_at = now(), ended_by = security.me() where a.id = account.id;
            perform provisioning.end_login(subject);
    end case;
end $$;
comment on function security.carry_out(text, text, jsonb, text) is 'Definer: accounts and rights are written only here.';

-- Does it now (null) or returns the number of the request that waits for a second person.
create function security.do_or_ask(
    waits boolean, act text, subject text, details jsonb, verifier text default null
) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    request bigint;
begin
    details := details || jsonb_build_object('asked_by', security.me());
    if not waits then
        perform security.carry_out(act, subject, details, verifier);
        return null;
    end if;
    request := security.ask_second(act, subject, details);
    if verifier is not null then
        insert into security.verifier (request_id, verifier) values (request, do_or_ask.verifier);
    end if;
    return request;
end $$;
comment on function security.do_or_ask(boolean, text, text, jsonb, text) is 'Definer: calls what only definers may.';

create function security.create_account(login text, display_name text, employee_id bigint, verifier text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    made bigint;
begin
    perform security.require_role('hemis_hr', 'hemis_admin');
    insert into security.account (login, display_name, employee_id, created_by)
    values (login, display_name, employee_id, security.me())
    returning id into made;
    perform provisioning.create_login(login, verifier);
    return made;
end $$;
comment on function security.create_account(text, text, bigint, text)
    is 'Definer: an account without a role gives no right, so one person suffices.';

create function security.grant_role(login text, role text, unit_id bigint, starts_on date, ends_on date) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    account security.account;
begin
    perform security.require_role('hemis_hr', 'hemis_admin');
    account := security.other_account(login);
    perform security.require_grantable(role, unit_id);
    return security.do_or_ask(
        security.waits(account.id, role), 'grant_role', login,
        jsonb_build_object('role', role, 'unit_id', unit_id, 'ends_on', ends_on,
                           'starts_on', coalesce(starts_on, security.today())));
end $$;
comment on function security.grant_role(text, text, bigint, date, date) is 'Definer: rights are written only by functions.';

create function security.revoke_role(membership_id bigint) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    granted record;
begin
    perform security.require_role('hemis_hr', 'hemis_admin');
    select m.account_id, m.role, a.login into granted
      from security.membership m
      join security.account a on a.id = m.account_id
     where m.id = membership_id;
    if granted.login is null then
        perform security.refuse('There is no such right.');
    end if;
    perform security.other_account(granted.login);
    return security.do_or_ask(security.waits(granted.account_id, granted.role), 'revoke_role', granted.login,
                              jsonb_build_object('membership_id', membership_id, 'role', granted.role));
end $$;
comment on function security.revoke_role(bigint) is 'Definer: rights are written only by functions.';

create function security.reset_password(login text, verifier text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    account security.account;
begin
    perform security.require_role('hemis_hr', 'hemis_admin');
    account := security.other_account(login);
    perform provisioning.require_verifier(verifier);
    return security.do_or_ask(security.waits(account.id, null), 'reset_password', login, '{}', verifier);
end $$;
comment on function security.reset_password(text, text) is 'Definer: passwords are set only by functions.';

create function security.end_account(login text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    account security.account;
begin
    perform security.require_role('hemis_hr', 'hemis_admin');
    account := security.other_account(login);
    return security.do_or_ask(security.waits(account.id, null), 'end_account', login, '{}');
end $$;
comment on function security.end_account(text) is 'Definer: accounts are written only by functions.';

-- The second person: another one, not the one it is about, with the right to ask for the same.
create function security.decide(request_id bigint, accept boolean) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    request security.request;
    verifier text;
begin
    perform security.require_role('hemis_hr', 'hemis_admin');
    select * into request from security.request r where r.id = request_id for update;
    if request.id is null or request.decided_at is not null then
        perform security.refuse('This request has already been decided.', '{}', 'HM003');
    end if;
    if security.me() in (request.asked_by, request.subject) then
        perform security.refuse('Another person must decide this.', '{}', 'HM002');
    end if;
    -- Neither to make an administrator nor, by a new password, to become one.
    if accept and 'hemis_admin' not in (security.my_role(), request.details ->> 'asked_as')
       and (request.details ->> 'role' = 'hemis_admin'
            or request.act = 'reset_password' and exists (
                select
                  from security.membership m
                  join security.account a on a.id = m.account_id
                 where a.login = request.subject
                   and m.role = 'hemis_admin'
                   and (m.ends_on is null or m.ends_on >= security.today()))) then
        perform security.refuse('An administrator must take part in this.', '{}', 'HM002');
    end if;
    delete from security.verifier v where v.request_id = decide.request_id returning v.verifier into verifier;
    update security.request r
       set decided_by = security.me(), decided_at = now(), accepted = accept
     where r.id = request_id;
    if accept then
        if security.account_of(request.asked_by) is null then
            perform security.refuse('The person who asked for this has left; ask anew.');
        end if;
        perform security.carry_out(request.act, request.subject,
                                   request.details || jsonb_build_object('approved_by', security.me()), verifier);
    end if;
end $$;
comment on function security.decide(bigint, boolean) is 'Definer: carries out what was asked by another person.';

create function security.change_own_password(verifier text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform provisioning.set_password(security.me(), verifier);
    update security.account
       set must_change_password = false, password_changed_at = now()
     where login = security.me() and ended_at is null;
end $$;
comment on function security.change_own_password(text) is 'Definer: everybody may change the own password, nothing else.';

-- After an employment has ended and that is committed: no session of it goes on.
create function security.end_sessions(login text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_hr', 'hemis_admin');
    if exists (select from security.account a where a.login = end_sessions.login and a.ended_at is null) then
        perform security.refuse('This account has not ended.');
    end if;
    perform provisioning.end_sessions(login);
end $$;
comment on function security.end_sessions(text) is 'Definer: signals sessions of ended accounts only.';
