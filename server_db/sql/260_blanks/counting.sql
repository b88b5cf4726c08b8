-- What is in stock, and the balance between two days: at the start, received, came and went between holdings, issued, spoiled,
-- lost, destroyed in stock, returned, at the end. It closes for any two days, in every cut.

-- Half a line of the ledger each: what left the stock of somebody, and what came into it.
create function blanks.halves(cut text, unit_id bigint)
    returns table (key text, day date, side text, step integer, blank_id bigint)
    language sql stable
as $$
    with scope as materialized (
        select security.my_role() <> 'hemis_faculty' as wide,
               security.units_of(security.me(), security.my_role()) as units),
    half as (
        select e.blank_id, e.kind_id, e.series, e.day, e.deed, -1 as step, e.unit_before_id as unit,
               e.workstation_before_id as workstation
          from blanks.entry e
         where blanks.in_stock(e.before)
        union all
        select e.blank_id, e.kind_id, e.series, e.day, e.deed, 1, e.unit_id, e.workstation_id
          from blanks.entry e
         where blanks.in_stock(e.after))
    select case halves.cut when 'kind' then h.kind_id::text when 'series' then h.series
                           when 'category' then coalesce((select k.category from blanks.kind k where k.id = h.kind_id), '')
                           when 'form' then (select k.form from blanks.kind k where k.id = h.kind_id)
                           when 'holding' then coalesce(h.unit, 0)::text
                           when 'workstation' then coalesce(h.workstation, 0)::text else '' end,
           h.day,
           case when h.deed = 'receive' then 'received'
                when h.deed in ('issue', 'spoil', 'lose', 'destroy', 'return') then h.deed
                when h.step = 1 then 'came' else 'went' end,
           h.step, h.blank_id
      from half h
     cross join scope s
     where (s.wide or h.unit = any (s.units))
       and (halves.unit_id is null or coalesce(h.unit, 0) = halves.unit_id)
$$;

-- Between two days, both included. Whoever counts sees numbers, and of a faculty its own.
create function blanks.balance(first_day date, last_day date, cut text default 'kind', unit_id bigint default null)
    returns table (key text, side text, blanks bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_registrar', 'hemis_faculty', 'hemis_academic_office', 'hemis_accounting',
                                  'hemis_management', 'hemis_admin');
    return query
    with half as materialized (
        select h.key, h.day, h.side, h.step, h.blank_id
          from blanks.halves(balance.cut, balance.unit_id) h
         where h.day <= balance.last_day),
    moved as (  -- what stays with the same key has neither come nor gone
        select h.key, h.side, h.blank_id, h.day, h.step
          from half h
         where h.day >= balance.first_day),
    net as (
        select m.key, m.blank_id, m.day, sum(m.step) as step
          from moved m
         where m.side in ('came', 'went')
         group by m.key, m.blank_id, m.day
        having sum(m.step) <> 0)
    select h.key, 'start'::text, sum(h.step)::bigint from half h where h.day < balance.first_day group by h.key
    union all
    select h.key, 'end', sum(h.step)::bigint from half h group by h.key
    union all
    select m.key, m.side, count(*) from moved m where m.side not in ('came', 'went') group by m.key, m.side
    union all
    select n.key, case when n.step > 0 then 'came' else 'went' end, sum(abs(n.step))::bigint
      from net n
     group by n.key, n.step > 0;
end $$;
comment on function blanks.balance(date, date, text, bigint) is 'Definer: accounting counts what it does not read.';

-- The blanks behind a number of the balance, as many as it says.
create function blanks.balance_blanks(first_day date, last_day date, cut text, unit_id bigint, key text, side text)
    returns table (blank_id bigint, number text, kind_id bigint, state text, day date)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_registrar', 'hemis_faculty', 'hemis_academic_office', 'hemis_management',
                                  'hemis_admin');
    return query
    with half as materialized (
        select h.key, h.side, h.step, h.blank_id, h.day
          from blanks.halves(balance_blanks.cut, balance_blanks.unit_id) h
         where h.day <= balance_blanks.last_day
           and (balance_blanks.key is null or h.key = balance_blanks.key)),
    wanted as (
        select h.blank_id, max(h.day) as day, 1 as times
          from half h
         where balance_blanks.side in ('start', 'end')
           and (balance_blanks.side = 'end' or h.day < balance_blanks.first_day)
         group by h.key, h.blank_id
        having sum(h.step) > 0
        union all
        select h.blank_id, h.day, abs(sum(h.step))::integer
          from half h
         where h.day >= balance_blanks.first_day and h.side in ('came', 'went') and balance_blanks.side in ('came', 'went')
         group by h.key, h.blank_id, h.day
        having sign(sum(h.step)) = case balance_blanks.side when 'came' then 1 else -1 end
        union all
        select h.blank_id, h.day, 1
          from half h
         where h.day >= balance_blanks.first_day and h.side = balance_blanks.side and h.side not in ('came', 'went'))
    select b.id, b.number, b.kind_id, b.state, w.day
      from wanted w
      join blanks.blank b on b.id = w.blank_id
     order by b.number, w.day;
end $$;
comment on function blanks.balance_blanks(date, date, text, bigint, text, text) is 'Definer: what a faculty has given back is still in its balance.';

-- How many blanks of each kind are in each state now, by those who hold them.
create function blanks.stock()
    returns table (kind_id bigint, unit_id bigint, state text, chosen boolean, blanks bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wide constant boolean := security.my_role() <> 'hemis_faculty';
    units constant bigint[] := security.units_of(security.me(), security.my_role());
begin
    perform security.require_role('hemis_registrar', 'hemis_faculty', 'hemis_academic_office', 'hemis_accounting',
                                  'hemis_management', 'hemis_admin');
    return query
    select b.kind_id, b.unit_id, b.state, b.chosen_id is not null, count(*)
      from blanks.blank b
     where wide or b.unit_id = any (units)
     group by b.kind_id, b.unit_id, b.state, b.chosen_id is not null;
end $$;
comment on function blanks.stock() is 'Definer: accounting counts what it does not read.';
