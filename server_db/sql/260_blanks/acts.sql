-- Acts on blanks: receipt, handing over, reservation, printing and issue by hand, spoiling, loss, return. All of the named
-- blanks or none.

create function blanks.require_day(day date) returns void
    language plpgsql stable
as $$
begin
    if day is null or day > security.today() then
        perform security.refuse('Write the day on which it was done, today or earlier.', jsonb_build_object('field', 'day'));
    end if;
end $$;

create function blanks.next_act() returns text
    language sql
as $$
    select documents.register_number('BL', y.year, documents.next_numbers('blanks.act', y.year, 1) + 1)
      from (select extract(year from security.today())::integer as year) y
$$;

create function blanks.receive(kind_id bigint, items text[], given jsonb) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    kind blanks.kind;
    numbers text[];
    named text[];
    received date := coalesce((given ->> 'day')::date, security.today());
    act blanks.act;
    made bigint;
begin
    perform blanks.take_turn('hemis_registrar');
    perform blanks.require_day(received);
    select * into kind from blanks.kind k where k.id = receive.kind_id and k.active;
    if kind.id is null then
        perform security.refuse('Choose the kind of the blanks.', jsonb_build_object('field', 'kind'));
    elsif nullif(btrim(given ->> 'supplier'), '') is null or nullif(btrim(given ->> 'invoice_number'), '') is null
          or (given ->> 'invoice_day')::date is null or (given ->> 'quantity')::integer is null
          or (given ->> 'year')::integer is null then
        perform security.refuse('Write the supplier, number, day and quantity of the invoice, and the year of the blanks.');
    end if;
    select array_agg(s.number order by s.number),
           array_agg(s.number) filter (where s.series <> kind.series or s.width <> kind.digits)
      into numbers, named
      from blanks.spread(items) s;
    if named is not null then
        perform security.refuse('These numbers are not written as those of “{kind}”, {series} and {digits} digits: {numbers}.',
            jsonb_build_object('kind', kind.name_uz, 'series', kind.series, 'digits', kind.digits,
                               'numbers', blanks.told(named, 400)));
    end if;
    perform blanks.refuse_double(numbers);
    select array_agg(b.number order by b.number) into named from blanks.blank b where b.number = any (numbers);
    if named is not null then
        perform security.refuse('No number is used twice; in the registry already, {first} since {day}: {numbers}.',
            (select jsonb_build_object('first', b.number, 'day', to_char(e.day, 'DD.MM.YYYY'),
                                       'numbers', blanks.told(named, 400))
               from blanks.blank b
               join blanks.entry e on e.blank_id = b.id and e.deed = 'receive'
              where b.number = named[1]));
    end if;
    select array_agg(m.number order by m.number) into named
      from (select g.number from blanks.spread(array[numbers[1] || '-' || numbers[cardinality(numbers)]]) g
            except
            select unnest(numbers)) m;
    if named is not null then
        perform security.refuse('Between {first} and {last} are missing: {numbers}. Receive each run of numbers for itself.',
            jsonb_build_object('first', numbers[1], 'last', numbers[cardinality(numbers)],
                               'numbers', blanks.told(named, 400)));
    elsif cardinality(numbers) <> (given ->> 'quantity')::integer then
        perform security.refuse('The invoice says {said} blanks, the numbers are {count}.',
            jsonb_build_object('said', given ->> 'quantity', 'count', cardinality(numbers), 'field', 'quantity'));
    end if;
    insert into blanks.act (number, deed, state, day, blanks, numbers, office_id, document, reason, recorded_by)
    values (blanks.next_act(), 'receive', 'done', received, cardinality(numbers), blanks.told(numbers), blanks.office(),
            format('%s, %s', btrim(given ->> 'invoice_number'), to_char((given ->> 'invoice_day')::date, 'DD.MM.YYYY')),
            nullif(btrim(given ->> 'reason'), ''), security.me())
    returning * into act;
    insert into blanks.batch (act_id, kind_id, year, first_number, last_number, quantity, supplier, invoice_number,
                              invoice_day)
    values (act.id, kind.id, (given ->> 'year')::integer, numbers[1], numbers[cardinality(numbers)], cardinality(numbers),
            btrim(given ->> 'supplier'), btrim(given ->> 'invoice_number'), (given ->> 'invoice_day')::date)
    returning id into made;
    with new_blanks as (
        insert into blanks.blank (number, kind_id, series, year, batch_id, state, moved_on)
        select n, kind.id, kind.series, (given ->> 'year')::integer, made, 'stock', received
          from unnest(numbers) n
         order by n
        returning id, number)
    insert into blanks.entry (act_id, blank_id, number, kind_id, series, deed, day, after)
    select act.id, b.id, b.number, kind.id, kind.series, 'receive', received, 'stock'
      from new_blanks b
     order by b.number;
    perform blanks.seal(act.id);
    return act.id;
end $$;
comment on function blanks.receive(bigint, text[], jsonb) is 'Definer: blanks and their ledger are written by functions alone.';

create function blanks.refuse_double(numbers text[]) returns void
    language plpgsql immutable
as $$
declare
    doubles text[];
begin
    select array_agg(d.number) into doubles
      from (select n as number from unnest(numbers) n group by n having count(*) > 1) d;
    if doubles is not null then
        perform security.refuse('These numbers are named twice: {numbers}.',
                                jsonb_build_object('numbers', blanks.told(doubles, 400)));
    end if;
end $$;

-- What an act must be told before it is done; the workstation and the faculty are looked up where they are needed.
create function blanks.require_told(deed text, given jsonb) returns void
    language plpgsql stable
as $$
declare
    missing text;
begin
    select n.field into missing
      from (values ('reason', 'spoil'), ('reason', 'lose'), ('document', 'lose'), ('document', 'issue'), ('document', 'return'),
                   ('document', 'hand_over'), ('reason', 'destroy')) n (field, deed)
     where n.deed = require_told.deed and nullif(btrim(given ->> n.field), '') is null
     limit 1;
    if missing = 'reason' then
        perform security.refuse('Write what happened to the blanks; it is kept for good.', '{"field": "reason"}');
    elsif missing is not null then
        perform security.refuse('Write by what document it is done: act, order, notice, invoice or power of attorney.',
                                '{"field": "document"}');
    elsif deed = 'hand_over' and :setting.blanks.faculties_hold = 0 then
        perform security.refuse('The registrar keeps all blanks: a setting of the university says so.');
    elsif deed = 'hand_over' and not exists (
            select from structure.unit u
             where u.id = (given ->> 'to_unit_id')::bigint and u.kind = :structure_type.faculty and u.active) then
        perform security.refuse('Choose the faculty that gets the blanks.', '{"field": "to_unit_id"}');
    end if;
end $$;

-- Blanks are reserved for a workstation of those who hold them.
create function blanks.require_station(workstation_id bigint, unit_id bigint) returns void
    language plpgsql stable
as $$
begin
    if not exists (
            select from blanks.workstation w
             where w.id = require_station.workstation_id and w.active
               and w.unit_id is not distinct from require_station.unit_id) then
        perform security.refuse('Choose a workstation of those who hold these blanks.', '{"field": "workstation_id"}');
    end if;
end $$;

create function blanks.enter(deed text, items text[], given jsonb) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    numbers text[];
    holders bigint[];
    refused record;
    day constant date := coalesce((given ->> 'day')::date, security.today());
    act blanks.act;
begin
    if deed is null or deed not in ('hand_over', 'give_back', 'reserve', 'release', 'print', 'issue', 'spoil', 'lose',
                                    'return') then
        perform security.refuse('This is not done to blanks.');
    end if;
    perform blanks.take_turn('hemis_registrar', case when deed not in ('hand_over', 'return') then 'hemis_faculty' end);
    perform blanks.require_day(day);
    numbers := array(select s.number from blanks.spread(items) s order by s.number);
    perform blanks.refuse_double(numbers);
    perform blanks.require_told(deed, given);
    select * into refused from blanks.judge(enter.deed, numbers, day) limit 1;
    if found then
        perform security.refuse(refused.message, refused.details);
    end if;
    holders := array(select distinct coalesce(b.unit_id, 0) from blanks.blank b where b.number = any (numbers));
    if cardinality(holders) > 1 then
        perform security.refuse('These blanks are held by several faculties. Do it for each of them.');
    end if;
    if deed = 'reserve' then
        perform blanks.require_station((given ->> 'workstation_id')::bigint, nullif(holders[1], 0));
    elsif deed = 'issue' and exists (
            select from blanks.blank b
             where b.number = any (numbers)
               and coalesce(nullif(btrim(given -> 'people' ->> b.number), ''), nullif(btrim(given ->> 'person'), ''),
                            b.person) is null) then
        perform security.refuse('Say to whom the blanks are issued.', '{"field": "person"}');
    end if;
    insert into blanks.act (number, deed, state, day, blanks, numbers, unit_id, to_unit_id, office_id, workstation_id, person,
                            document, reason, recorded_by)
    values (blanks.next_act(), enter.deed, 'done', day, cardinality(numbers), blanks.told(numbers),
            nullif(holders[1], 0), case when enter.deed = 'hand_over' then (given ->> 'to_unit_id')::bigint end,
            case when security.my_role() = 'hemis_faculty' then holders[1] else blanks.office() end,
            case when enter.deed = 'reserve' then (given ->> 'workstation_id')::bigint end,
            nullif(btrim(given ->> 'person'), ''), nullif(btrim(given ->> 'document'), ''),
            nullif(btrim(given ->> 'reason'), ''), security.me())
    returning * into act;
    perform blanks.write(act, numbers, coalesce(given -> 'people', '{}'));
    return act.id;
end $$;
comment on function blanks.enter(text, text[], jsonb) is 'Definer: blanks and their ledger are written by functions alone.';

-- What would happen, before it is done: how many blanks, and why some are refused (the first two hundred of them).
create function blanks.preview(deed text, items text[], day date)
    returns table (blanks integer, refused integer, number text, message text, details jsonb)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    numbers text[];
begin
    perform security.require_role('hemis_registrar', 'hemis_faculty');
    numbers := array(select s.number from blanks.spread(items) s order by s.number);
    perform blanks.refuse_double(numbers);
    return query
    select cardinality(numbers), coalesce(j.many, 0)::integer, j.number, j.message, j.details
      from (select) one
      left join lateral (
            select r.number, r.message, r.details, count(*) over () as many
              from blanks.judge(preview.deed, numbers, preview.day) r
             limit 200) j on true;
end $$;
comment on function blanks.preview(text, text[], date) is 'Definer: whoever keeps blanks is told why one is refused, not whose others are.';
