-- Why a person sees a record or not: the live policy is asked in the place of that person.

-- The policy of a role in the words of x_of(login, role) instead of my_x(), whichever module has it: a contract holds
-- every policy to what is replaced here. A table that the policy looks into is narrowed to what that person reads there.
create function security.as_seen_by(condition text, login text, role text) returns text
    language plpgsql stable
as $$
declare
    tables constant text := '(?<=\m(FROM|JOIN) \(*|,\s+)\w+\.\w+\M(?!\()';
    translated constant text := regexp_replace(regexp_replace(replace(replace(replace(condition,
               'security.my_account()', format('security.account_of(%L)', login)),
               'security.me()', quote_literal(login)),
               'security.acts()', format('security.acts_as(%L, %L)', login, role)),
               '\m(\w+)\.my_(\w+)\(\)', format('\1.\2_of(%L, %L)', login, role), 'g'),
               '\msystem\.may_(read|write)\(', format('security.may_\1_as(%L, %L, ', login, role), 'g');
    pieces constant text[] := regexp_split_to_array(translated, tables);
    named constant text[] := array(select m[1] from regexp_matches(translated, '(' || tables || ')', 'g') m);
    narrowed text := pieces[1];
begin
    for i in 1 .. cardinality(named) loop
        if exists (select from pg_catalog.pg_class c where c.oid = to_regclass(named[i]) and c.relrowsecurity) then
            narrowed := narrowed || format('(select * from %s where %s)', named[i], coalesce(
                security.as_seen_by(security.rule_of(role, to_regclass(named[i])), login, role), 'false'));
            -- Without another name the table keeps its own.
            if pieces[i + 1] !~ '^ [a-z_]' then
                narrowed := narrowed || ' ' || split_part(named[i], '.', 2);
            end if;
        else
            narrowed := narrowed || named[i];
        end if;
        narrowed := narrowed || pieces[i + 1];
    end loop;
    return narrowed;
end $$;

-- The rule by which a role reads a table, as the policies have it; null when it does not read it.
create function security.rule_of(role text, target regclass) returns text
    language sql stable
as $$
    select string_agg(pg_get_expr(p.polqual, p.polrelid), ' or ')
      from pg_catalog.pg_policy p
     where p.polrelid = target
       and p.polcmd in ('r', '*')
       and to_regrole(quote_ident(role)) = any (p.polroles)
       and has_any_column_privilege(role, target, 'select')
$$;

-- Whether a person in a role reads a record; the login becomes part of a statement: only one that exists, which is
-- small letters, digits and _.
create function security.may_read_as(login text, role text, relation text, record_id bigint) returns boolean
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    target constant regclass := to_regclass(relation);
    rule text;
    sees boolean;
begin
    if target is null or to_regrole(quote_ident(role)) is null
       or not exists (select from security.account a where a.login = may_read_as.login) then
        return false;
    end if;
    rule := security.rule_of(role, target);
    if rule is null then
        return false;
    end if;
    execute format('select exists (select from %s where id = $1 and (%s))', target,
                   security.as_seen_by(rule, login, role)) into sees using record_id;
    return sees;
end $$;
comment on function security.may_read_as(text, text, text, bigint) is 'Definer: asks the policy of another person.';

create function security.may_write_as(login text, role text, relation text, record_id bigint) returns boolean
    language sql stable
as $$
    select has_any_column_privilege(role, relation, 'update')
       and security.may_read_as(login, role, relation, record_id)
$$;

create function security.unmet_conditions(login text, role text) returns setof text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with account as (
        select * from security.account a where a.login = unmet_conditions.login
    ), rights as (
        select m.* from security.membership m join account a on a.id = m.account_id where m.role = unmet_conditions.role
    )
    select 'There is no account with this login.' where not exists (select from account)
    union all
    select 'The account has ended.' from account where ended_at is not null
    union all
    select 'The first password has not been changed yet.' from account where must_change_password and ended_at is null
    union all
    select 'The person does not hold this role.' where exists (select from account) and not exists (select from rights)
    union all
    select 'The person held this role before or will hold it later, but not today.'
     where exists (select from rights)
       and not exists (
        select from rights where starts_on <= security.today() and (ends_on is null or ends_on >= security.today()))
$$;
comment on function security.unmet_conditions(text, text) is 'Definer: reads accounts and rights for security.explain.';

create function security.explain(login text, role text, relation text, record_id bigint) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- Names from the catalogue, never the text that was given.
    target regclass := (
        select c.oid from pg_catalog.pg_class c
         where c.oid = to_regclass(explain.relation) and c.relkind in ('r', 'p')
           and has_table_privilege('hemis_definer', c.oid, 'select'));
    rule text;
    present boolean;
    sees boolean := false;
    reasons text[];
begin
    perform security.require_role('hemis_admin');
    if target is null then
        perform security.refuse('There is no table {relation}.', jsonb_build_object('relation', relation));
    end if;
    reasons := array(select security.unmet_conditions(login, role));
    if to_regrole(quote_ident(role)) is not null then
        rule := security.rule_of(role, target);
    end if;
    execute format('select exists (select from %s where id = $1)', target) into present using record_id;
    if not present then
        reasons := array_append(reasons, 'There is no record with this number.');
    end if;
    if rule is null then
        reasons := array_append(reasons, 'The role does not read this table.');
    elsif present then
        sees := security.may_read_as(login, role, target::text, record_id);
        if not sees and reasons = '{}' then
            reasons := array_append(reasons, 'The record is outside the units or groups of the person in this role.');
        end if;
    end if;
    return jsonb_build_object(
        'sees', sees, 'reasons', to_jsonb(reasons), 'rule', rule,
        'units', (select coalesce(jsonb_agg(u.name_uz order by u.code), '[]') from structure.unit u
                   where not security.university_wide(role) and u.id = any (security.units_of(login, role))));
end $$;
comment on function security.explain(text, text, text, bigint)
    is 'Definer: asks the policy of another person; answers administrators only.';
