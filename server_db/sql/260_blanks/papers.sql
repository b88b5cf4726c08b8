-- Papers on blanks: what the register knows of an act that is carried out, and of the balance of a year.

create function blanks.act_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select a.id, a.office_id, array[a.number],
           jsonb_build_object('number', a.number, 'day', a.day, 'blanks', a.blanks, 'numbers', left(a.numbers, 200)),
           jsonb_build_object('act_day', a.day, 'deed', a.deed, 'blanks', a.blanks, 'numbers', a.numbers,
                              'document', coalesce(a.document, ''), 'reason', coalesce(a.reason, ''),
                              'kinds', coalesce(k.lines, ''), 'members', coalesce(m.lines, ''))
      from blanks.act a
     cross join lateral (
            select string_agg(l.line, E'\n' order by l.kind_id) as lines from blanks.act_kinds(a.id) l) k
     cross join lateral (
            select string_agg(concat_ws('|', m.name, (m.signed_at at time zone 'Asia/Tashkent')::date), E'\n'
                              order by not m.chair, m.id) as lines
              from blanks.member m
             where m.act_id = a.id) m
     where a.id = any (ids)
       and a.state = 'done'
       and a.deed in ('receive', 'hand_over', 'give_back', 'spoil', 'lose', 'destroy', 'return', 'take_in')
$$;
comment on function blanks.act_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';

-- How many blanks of each kind an act concerns, with their numbers: a line each, alike in every language.
create function blanks.act_kinds(act_id bigint)
    returns table (kind_id bigint, line text, name_uz text, name_oz text, name_ru text, name_en text)
    language sql stable
as $$
    select k.id, concat_ws('|', k.id, count(*), blanks.told(array_agg(e.number), 1500)), k.name_uz, k.name_oz, k.name_ru, k.name_en
      from blanks.entry e
      join blanks.kind k on k.id = e.kind_id
     where e.act_id = act_kinds.act_id
     group by k.id
$$;

-- The balance of the year of a report as lines: kind, start, received, came, went, issued, spoiled, lost, destroyed, returned, end.
create function blanks.report_lines(report_id bigint)
    returns table (kind_id bigint, line text, name_uz text, name_oz text, name_ru text, name_en text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select k.id,
           concat_ws('|', k.id, b.numbers ->> 'start', b.numbers ->> 'received', b.numbers ->> 'came', b.numbers ->> 'went',
                     b.numbers ->> 'issue', b.numbers ->> 'spoil', b.numbers ->> 'lose', b.numbers ->> 'destroy',
                     b.numbers ->> 'return', b.numbers ->> 'end'),
           k.name_uz, k.name_oz, k.name_ru, k.name_en
      from blanks.report r
     cross join lateral (
            select s.key, '{"start": 0, "received": 0, "came": 0, "went": 0, "issue": 0, "spoil": 0, "lose": 0, "destroy": 0,
                            "return": 0, "end": 0}'::jsonb || jsonb_object_agg(s.side, s.blanks) as numbers
              from blanks.balance(make_date(r.year, 1, 1), make_date(r.year, 12, 31), 'kind', r.unit_id) s
             group by s.key) b
      join blanks.kind k on k.id::text = b.key
     where r.id = report_lines.report_id
       and (security.my_role() <> 'hemis_faculty'
            or r.unit_id = any (security.units_of(security.me(), security.my_role())))
$$;
comment on function blanks.report_lines(bigint) is 'Definer: the balance is counted alike for whoever prints or checks it.';

create function blanks.report_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select r.id, r.office_id, array[r.year::text], jsonb_build_object('year', r.year),
           jsonb_build_object('year', r.year, 'lines', coalesce(l.lines, ''))
      from blanks.report r
     cross join lateral (
            select string_agg(l.line, E'\n' order by l.kind_id) as lines from blanks.report_lines(r.id) l) l
     where r.id = any (ids)
$$;
comment on function blanks.report_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';

-- The report of a year, of the whole registry or of a faculty's holding (its own for a dean's office); the one that is there already, if it is.
create function blanks.report(year integer, unit_id bigint) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    found_id bigint;
    units constant bigint[] := security.units_of(security.me(), security.my_role());
begin
    perform blanks.take_turn('hemis_registrar', 'hemis_faculty');
    if security.my_role() = 'hemis_faculty' and report.unit_id is null then
        select u.id into unit_id
          from structure.unit u
         where u.id = any (units) and u.kind = :structure_type.faculty
         order by u.code
         limit 1;
    end if;
    if security.my_role() = 'hemis_faculty' and unit_id is null or unit_id is not null and not unit_id = any (units) then
        perform security.refuse('This holding is not yours.', '{}', 'HM002');
    elsif report.year between 1990 and extract(year from security.today()) is not true then
        perform security.refuse('There is no report of this year: write one from 1990 to the one that runs.');
    end if;
    select r.id into found_id
      from blanks.report r
     where r.year = report.year and r.unit_id is not distinct from report.unit_id;
    if found_id is null then
        insert into blanks.report (year, unit_id, office_id, made_by)
        values (report.year, report.unit_id, coalesce(report.unit_id, blanks.office()), security.me())
        returning id into found_id;
    end if;
    return found_id;
end $$;
comment on function blanks.report(integer, bigint) is 'Definer: a report has its number from the register alone.';
