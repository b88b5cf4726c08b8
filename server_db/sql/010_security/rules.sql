-- Who is at the keyboard, in which role, for which units. `my_x()` is `x_of(…)` for the person who asks, so that
-- security.explain can ask the same question for somebody else.

-- A person's mistake (HM001), a lack of rights (HM002), a conflict (HM003), a matter of time (HM004).
create function security.refuse(message text, details jsonb default '{}', code text default 'HM001') returns void
    language plpgsql
as $$
begin
    raise exception using errcode = code, message = message, detail = details::text;
end $$;

-- The version counts every change; it and the identity are never the client's.
create function security.touch() returns trigger
    language plpgsql
as $$
begin
    if new.id <> old.id then
        perform security.refuse('The identity of a record never changes.');
    end if;
    new.row_version := old.row_version + 1;
    return new;
end $$;

-- PostgreSQL lets every member of a group run DROP OWNED for it, which takes the group out of all policies. Whoever is
-- signed in as a person defines and drops nothing here.
create function security.refuse_definitions() returns event_trigger
    language plpgsql
as $$
begin
    if pg_has_role(session_user, 'hemis_person', 'member') and not (
        select r.rolsuper from pg_catalog.pg_roles r where r.rolname = session_user) then
        perform security.refuse('Nobody defines or drops anything here.', '{}', 'HM002');
    end if;
end $$;

create function security.me() returns text
    language sql stable parallel safe
as 'select session_user::text';

create function security.my_role() returns text
    language sql stable parallel safe
as $$ select nullif(current_setting('role'), 'none') $$;

-- The role whose policies a statement was planned with: called immutable so that the planner puts its value into the
-- plan. A cursor opened in one role and fetched in another would meet the rows of the first with the units of the
-- second; the functions `my_x` therefore answer nothing when the two differ. Functions, whose plans outlive a change of
-- role, ask `x_of(security.me(), security.my_role())` instead.
create function security.planned_role() returns text
    language sql immutable parallel safe
as $$ select nullif(current_setting('role'), 'none') $$;

-- The day in Tashkent by the clock of the server: a person may set the time zone of the session.
-- In PL/pgSQL, for the clock keeps SQL from being written into the question, and alone it takes four times as long.
create function security.today() returns date
    language plpgsql stable parallel safe
as $$
begin
    return (clock_timestamp() at time zone 'Asia/Tashkent')::date;
end $$;

create function security.university_wide(role text) returns boolean
    language sql immutable parallel safe
as $$
    select role = any ('{hemis_hr,hemis_academic_office,hemis_registrar,hemis_marketing,hemis_research_office,
        hemis_doctoral_office,hemis_accounting,hemis_finance_control,hemis_management,hemis_admin}'::text[])
$$;

-- What people call whoever has a login: the name of the employee, in Cyrillic as the personnel office wrote it, else the
-- name of the account. Who does not read the names of colleagues gets the login back, but for the own.
create function security.name_of(login text, cyrillic boolean default false) returns text
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (select coalesce(case when cyrillic then e.cyrillic_name end, e.full_name, a.display_name)
           from security.account a
           left join employees.employee e on e.id = a.employee_id
          where a.login = name_of.login
            and (a.login = security.me()
                 or (security.acts_as(security.me(), security.my_role())
                     and has_table_privilege(security.my_role(), 'employees.employee', 'select')))),
        login)
$$;
comment on function security.name_of(text, boolean) is 'Definer: the link from a login to a name stands in the account.';

create function security.account_of(login text) returns bigint
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select id
      from security.account a
     where a.login = account_of.login
       and a.ended_at is null
       and not a.must_change_password
$$;
comment on function security.account_of(text) is 'Definer: nobody but the personnel office reads accounts.';

create function security.acts_as(login text, role text) returns boolean
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
          from security.membership m
          join security.account a on a.id = m.account_id
         where a.login = acts_as.login
           and a.ended_at is null
           and not a.must_change_password
           and m.role = acts_as.role
           and (select security.today()) between m.starts_on and coalesce(m.ends_on, 'infinity'))
$$;
comment on function security.acts_as(text, text) is 'Definer: nobody but the personnel office reads rights.';

create function security.units_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    with recursive live as (
        select m.unit_id
          from security.membership m
          join security.account a on a.id = m.account_id
         where a.login = units_of.login
           and a.ended_at is null
           and not a.must_change_password
           and m.role = units_of.role
           and (select security.today()) between m.starts_on and coalesce(m.ends_on, 'infinity')
    ), below as (
        select unit_id as id from live where unit_id is not null
        union
        select u.id from structure.unit u join below on u.parent_id = below.id
    )
    select coalesce(array_agg(id), '{}')
      from (
        select id from below where not security.university_wide(role)
        union all
        select id from structure.unit where security.university_wide(role) and exists (select from live)
      ) unit
$$;
comment on function security.units_of(text, text) is 'Definer: the scope of a person stands in tables that others do not read.';

create function security.employee_of(login text, role text) returns bigint
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    -- Who acts in the role, as acts_as asks it, in one question instead of two.
    select a.employee_id
      from security.account a
     where a.login = employee_of.login
       and a.ended_at is null
       and not a.must_change_password
       and exists (
        select
          from security.membership m
         where m.account_id = a.id
           and m.role = employee_of.role
           and (select security.today()) between m.starts_on and coalesce(m.ends_on, 'infinity'))
$$;
comment on function security.employee_of(text, text) is 'Definer: the link from a login to an employee stands in the account.';

create function security.employees_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct p.employee_id), '{}')
      from employees.position p
     where p.unit_id = any ((select security.units_of(login, role))::bigint[])
       and (p.ends_on is null or p.ends_on >= (select security.today()))
$$;
comment on function security.employees_of(text, text) is 'Definer: a position is the scope of a card and cannot be read under it.';

create function security.my_account() returns bigint
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select security.account_of(security.me())';
comment on function security.my_account() is 'Definer: answers for the session user only.';

create function security.acts(planned text default security.planned_role()) returns boolean
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select planned is not distinct from security.my_role() and security.acts_as(security.me(), planned)';
comment on function security.acts(text) is 'Definer: answers for the session user only.';

create function security.my_units(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select security.units_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function security.my_units(text) is 'Definer: answers for the session user only.';

create function security.my_employee(planned text default security.planned_role()) returns bigint
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select security.employee_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function security.my_employee(text) is 'Definer: answers for the session user only.';

create function security.my_employees(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select security.employees_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function security.my_employees(text) is 'Definer: answers for the session user only.';

-- Before a role is chosen: what the person may choose from.
create function security.my_roles()
    returns table (role text, unit_id bigint, unit_names text[], starts_on date, ends_on date)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select m.role, m.unit_id, case when u.id is not null then array[u.name_uz, u.name_oz, u.name_ru, u.name_en] end,
           m.starts_on, m.ends_on
      from security.membership m
      join security.account a on a.id = m.account_id
      left join structure.unit u on u.id = m.unit_id
     where a.login = security.me()
       and a.ended_at is null
       and m.starts_on <= security.today()
       and (m.ends_on is null or m.ends_on >= security.today())
     order by m.role, u.name_uz
$$;
comment on function security.my_roles() is 'Definer: own rights, asked before a role gives any right.';

-- Who acts in one of these roles now, or the act is refused.
create function security.require_role(variadic roles text[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not (security.my_role() = any (roles) and security.acts_as(security.me(), security.my_role())) is true then
        perform security.refuse('Your role does not allow this.', '{}', 'HM002');
    end if;
end $$;
comment on function security.require_role(text[]) is 'Definer: wraps the question who acts.';

-- Whoever waits for a lock and then counts must see what the other has stored; an older snapshot would not show it.
create function security.require_latest() returns void
    language plpgsql stable
as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        perform security.refuse('This is done only by a transaction that sees what others have just stored.', '{}',
                                'HM003');
    end if;
end $$;
