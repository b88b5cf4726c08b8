-- Why a person sees a record or not: the live policy is asked in the place of that person.

-- The policy of a role in the words of security.x_of(login, role) instead of security.my_x().
create function security.as_seen_by(condition text, login text, role text) returns text
    language sql immutable
as $$
    select replace(replace(replace(
               regexp_replace(condition, '\m(security|students)\.my_(units|employees|employee|groups)\(\)',
                              format('\1.\2_of(%L, %L)', login, role), 'g'),
               'security.my_account()', format('security.account_of(%L)', login)),
               'security.me()', quote_literal(login)),
               'security.acts()', format('security.acts_as(%L, %L)', login, role))
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
    policies text;
    present boolean;
    sees boolean := false;
    reasons text[];
begin
    perform security.require_role('hemis_admin');
    if target is null then
        perform security.refuse('There is no table {relation}.', jsonb_build_object('relation', relation));
    end if;
    reasons := array(select security.unmet_conditions(login, role));
    select string_agg(pg_get_expr(p.polqual, p.polrelid), ' or ') into policies
      from pg_catalog.pg_policy p
     where p.polrelid = target and p.polcmd in ('r', '*') and to_regrole(quote_ident(role)) = any (p.polroles);
    execute format('select exists (select from %s where id = $1)', target) into present using record_id;
    if not present then
        reasons := array_append(reasons, 'There is no record with this number.');
    end if;
    if policies is null or to_regrole(quote_ident(role)) is null
       or not has_any_column_privilege(role, target, 'select') then
        reasons := array_append(reasons, 'The role does not read this table.');
    -- The login becomes part of a statement: only one that exists, which is small letters, digits and _.
    elsif present and exists (select from security.account a where a.login = explain.login) then
        execute format('select exists (select from %s where id = $1 and (%s))', target,
                       security.as_seen_by(policies, login, role)) into sees using record_id;
        if not sees and reasons = '{}' then
            reasons := array_append(reasons, 'The record is outside the units or groups of the person in this role.');
        end if;
    end if;
    return jsonb_build_object(
        'sees', sees, 'reasons', to_jsonb(reasons), 'rule', policies,
        'units', (select coalesce(jsonb_agg(u.name_uz order by u.code), '[]') from structure.unit u
                   where not security.university_wide(role) and u.id = any (security.units_of(login, role))));
end $$;
comment on function security.explain(text, text, text, bigint)
    is 'Definer: asks the policy of another person; answers administrators only.';
