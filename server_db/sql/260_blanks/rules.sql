-- Blanks of strict accountability: how numbers are written, what may follow what, and the ledger with its chain. Its lines, the
-- acts and the states of blanks are written by functions alone; one act at a time, so that no number is used twice.

create function blanks.in_stock(state text) returns boolean
    language sql immutable parallel safe
as $$ select coalesce(state in ('stock', 'reserved', 'printed'), false) $$;

-- The state to which something leads; nothing where it is not done in this one.
create function blanks.leads(deed text, state text) returns text
    language sql immutable parallel safe
as $$
    select case
        when deed in ('hand_over', 'give_back') and state in ('stock', 'printed', 'spoiled') then state
        when deed = 'reserve' and state = 'stock' then 'reserved'
        when deed = 'release' and state = 'reserved' then 'stock'
        when deed = 'print' and state in ('stock', 'reserved') then 'printed'
        when deed = 'issue' and state = 'printed' then 'issued'
        when deed = 'spoil' and state in ('stock', 'reserved', 'printed') then 'spoiled'
        when deed = 'lose' and state in ('stock', 'reserved', 'printed', 'spoiled') then 'lost'
        when deed = 'destroy' and state in ('stock', 'spoiled', 'lost') then 'destroyed'
        when deed = 'return' and state = 'stock' then 'returned'
        when deed = 'take_in' and state = 'issued' then 'spoiled' end
$$;

-- The numbers that are named: B0001201, or B0001201-B0001450 for all of them. At most 20 000 at a time.
create function blanks.spread(items text[]) returns table (number text, series text, place bigint, width integer)
    language plpgsql immutable
as $$
declare
    wrong text;
    many bigint;
begin
    select i.item into wrong
      from unnest(items) i (item)
     where i.item is null or i.item !~ '^[A-Z]{1,4}[0-9]{4,9}(-[A-Z]{1,4}[0-9]{4,9})?$'
     limit 1;
    if found then
        perform security.refuse('“{number}” is no number of a blank. Write it as B0001201, or a range as B0001201-B0001450.',
                                jsonb_build_object('number', coalesce(wrong, '')));
    end if;
    select max(i.item) filter (where substring(r.upto from '^[A-Z]+') <> substring(r.since from '^[A-Z]+')
                                  or length(r.upto) <> length(r.since) or r.upto < r.since),
           sum(substring(r.upto from '[0-9]+')::bigint - substring(r.since from '[0-9]+')::bigint + 1)
      into wrong, many
      from unnest(items) i (item)
     cross join lateral (select split_part(i.item, '-', 1) as since,
                                coalesce(nullif(split_part(i.item, '-', 2), ''), i.item) as upto) r;
    if wrong is not null then
        perform security.refuse('The range {number} does not run from a number to a later one of the same series.',
                                jsonb_build_object('number', wrong));
    elsif many is null then
        perform security.refuse('Write the numbers of the blanks.', jsonb_build_object('field', 'numbers'));
    elsif many > 20000 then
        perform security.refuse('At most {most} blanks at a time; these are {count}.',
                                jsonb_build_object('most', 20000, 'count', many));
    end if;
    return query
    select r.series || lpad(n::text, r.width, '0'), r.series, n, r.width
      from unnest(items) i (item)
     cross join lateral (
            select substring(i.item from '^[A-Z]+') as series, length(substring(i.item from '[0-9]+')) as width,
                   substring(i.item from '[0-9]+')::bigint as since,
                   coalesce(substring(split_part(i.item, '-', 2) from '[0-9]+'),
                            substring(i.item from '[0-9]+'))::bigint as upto) r
     cross join lateral generate_series(r.since, r.upto) n;
end $$;

-- Numbers as people write them: what follows one another is a range; what is too much for a line ends with …
create function blanks.told(numbers text[], most integer default 3900) returns text
    language sql immutable
as $$
    select case when length(t.told) <= most then t.told else left(t.told, most - 2) || ' …' end
      from (
        select string_agg(case when r.since = r.upto then r.since else r.since || '–' || r.upto end, ', ' order by r.since)
                   as told
          from (
            select min(n.number) as since, max(n.number) as upto
              from (
                select d.number, substring(d.number from '^[A-Z]+') as series, length(d.number) as width,
                       substring(d.number from '[0-9]+')::bigint - row_number() over (
                           partition by substring(d.number from '^[A-Z]+'), length(d.number)
                               order by d.number) as run
                  from (select distinct unnest(numbers) as number) d) n
             group by n.series, n.width, n.run) r) t
$$;

-- Who keeps blanks, in the turn that lasts until the act is committed: what others have just stored is seen.
create function blanks.take_turn(variadic roles text[]) returns void
    language plpgsql
as $$
begin
    perform security.require_role(variadic roles);
    perform security.require_latest();
    perform pg_advisory_xact_lock('blanks.entry'::regclass::bigint);
end $$;

-- Whether the acting person keeps what a unit holds: the registrar what nobody else does, a dean's office its own.
create function blanks.keeps(unit_id bigint) returns boolean
    language sql stable
as $$
    select coalesce(case security.my_role()
                        when 'hemis_registrar' then keeps.unit_id is null
                        when 'hemis_faculty' then keeps.unit_id = any (security.units_of(security.me(), security.my_role()))
                    end, false)
$$;

-- The unit that records acts of the registrar: where the person works, else the first that neither teaches nor stands above.
create function blanks.office() returns bigint
    language plpgsql stable
as $$
declare
    office bigint;
begin
    select u.id into office
      from structure.unit u
      left join employees.position p
             on p.unit_id = u.id and p.employee_id = security.employee_of(security.me(), security.my_role())
            and (p.ends_on is null or p.ends_on >= security.today())
     where u.kind not in :units.teaching and u.active
     order by p.id is null, u.code
     limit 1;
    if office is null then
        perform security.refuse('The registrar needs a unit that records the acts: the personnel office enters it.');
    end if;
    return office;
end $$;

-- Why each of these blanks does not get what is to be done to it; nothing about those that do.
create function blanks.judge(deed text, numbers text[], day date)
    returns table (number text, message text, details jsonb)
    language sql stable
as $$
    with scope as materialized (
        select security.my_role() = 'hemis_registrar' as registrar,
               security.units_of(security.me(), security.my_role()) as units)
    select n.number, v.message,
           jsonb_strip_nulls(jsonb_build_object('number', n.number, 'unit', u.name_uz, 'act', a.number, 'kind', k.name_uz,
                                                'workstation', w.name, 'person', b.person,
                                                'day', to_char(judge.day, 'DD.MM.YYYY'),
                                                'since', to_char(b.moved_on, 'DD.MM.YYYY')))
      from unnest(judge.numbers) with ordinality n (number, place)
     cross join scope s
      left join blanks.blank b on b.number = n.number and (s.registrar or b.unit_id = any (s.units))
      left join blanks.kind k on k.id = b.kind_id
      left join structure.unit u on u.id = b.unit_id
      left join blanks.workstation w on w.id = b.workstation_id
      left join blanks.act a on a.id = b.chosen_id
     cross join lateral (
        select case
            when judge.deed = 'receive' then case when b.id is not null then 'The blank {number} is in the registry already.' end
            when b.id is null and s.registrar then 'The blank {number} is not in the registry.'
            when b.id is null then 'The blank {number} is not in your holding.'
            when judge.deed = 'give_back' and b.unit_id is null then 'The blank {number} is with the registrar already.'
            when judge.deed <> 'give_back' and s.registrar and b.unit_id is not null
                then 'The blank {number} is held by {unit}. It is given back first.'
            when b.chosen_id is not null then 'The blank {number} is to be destroyed by the act {act}.'
            when blanks.leads(judge.deed, b.state) is null then case b.state
                when 'stock' then case when judge.deed = 'issue'
                    then 'The blank {number} is in stock and not printed yet.'
                    else 'The blank {number} is in stock.' end
                when 'reserved' then 'The blank {number} is reserved for {workstation}.'
                when 'printed' then 'The blank {number} is printed already.'
                when 'issued' then 'The blank {number} was issued on {since} to {person}.'
                when 'spoiled' then 'The blank {number} was spoiled on {since}.'
                when 'lost' then 'The blank {number} was lost on {since}.'
                when 'destroyed' then 'The blank {number} was destroyed on {since}.'
                else 'The blank {number} was returned to the supplier on {since}.' end
            when judge.deed in ('print', 'issue') and not k.by_hand
                then 'The blank {number} is printed with a diploma: “{kind}” is not printed and issued by hand.'
            when judge.deed in ('spoil', 'lose') and b.state = 'printed' and not k.by_hand
                then 'The blank {number} bears the diploma of {person}. Record it in the window of diplomas.'
            when judge.day < b.moved_on
                then 'The state of the blank {number} has held since {since}; {day} is before that.'
            end as message) v
     where v.message is not null
     order by n.place
$$;

-- What the chain holds an act to: what was done, by which document, and its lines in the ledger.
create function blanks.digest_of(act_id bigint) returns text
    language sql stable
as $$
    select encode(sha256(convert_to(jsonb_build_array(
               a.number, a.deed, to_char(a.day, 'YYYY-MM-DD'), a.unit_id, a.to_unit_id, a.workstation_id, a.person,
               a.document, a.reason, a.recorded_by, a.blanks, (
                    select jsonb_agg(jsonb_build_array(e.id, e.blank_id, e.number, e.kind_id, e.deed,
                                                       to_char(e.day, 'YYYY-MM-DD'), e.before, e.after, e.unit_before_id,
                                                       e.unit_id, e.workstation_before_id, e.workstation_id, e.person)
                                     order by e.id)
                      from blanks.entry e
                     where e.act_id = a.id))::text, 'UTF8')), 'hex')
      from blanks.act a
     where a.id = digest_of.act_id
$$;

create function blanks.seal(act_id bigint) returns void
    language sql
as $$
    with before as (select max(a.place) as place from blanks.act a)
    update blanks.act a
       set place = coalesce(before.place, 0) + 1, digest = d.digest,
           chained = encode(sha256(convert_to(coalesce(p.chained, '') || d.digest, 'UTF8')), 'hex')
      from before
      left join blanks.act p on p.place = before.place
     cross join lateral (select blanks.digest_of(seal.act_id) as digest) d
     where a.id = seal.act_id
$$;

-- Acts whose facts, lines or place in the chain are no longer what was sealed, and blanks whose state their last line does not
-- tell: none, unless somebody wrote past the functions.
create function blanks.broken() returns table (act text, number text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select c.number, null
      from (select a.id, a.number, a.place, a.digest, a.chained, lag(a.chained, 1, '') over (order by a.place) as before,
                   lag(a.place, 1, 0) over (order by a.place) as place_before
              from blanks.act a
             where a.state = 'done') c
     where c.digest is distinct from blanks.digest_of(c.id)
        or c.place is distinct from c.place_before + 1
        or c.chained is distinct from encode(sha256(convert_to(c.before || c.digest, 'UTF8')), 'hex')
    union all
    select null, b.number
      from blanks.blank b
      left join lateral (select e.after, e.unit_id from blanks.entry e where e.blank_id = b.id order by e.id desc limit 1) e
             on true
     where (b.state, b.unit_id) is distinct from (e.after, e.unit_id)
$$;
comment on function blanks.broken() is 'Definer: the whole ledger is compared, whoever asks.';

-- Lines of an act that is carried out: the ledger first, then the blanks that follow it.
create function blanks.write(act blanks.act, numbers text[], people jsonb default '{}') returns void
    language plpgsql
as $$
begin
    insert into blanks.entry (act_id, blank_id, number, kind_id, series, deed, day, before, after, unit_before_id, unit_id,
                              workstation_before_id, workstation_id, person)
    select act.id, b.id, b.number, b.kind_id, b.series, act.deed, act.day, b.state, blanks.leads(act.deed, b.state), b.unit_id,
           case act.deed when 'hand_over' then act.to_unit_id when 'give_back' then null else b.unit_id end,
           b.workstation_id,
           case when act.deed = 'reserve' then act.workstation_id
                when act.deed not in ('release', 'hand_over', 'give_back') then b.workstation_id end,
           coalesce(nullif(btrim(people ->> b.number), ''), act.person,
                    case when act.deed = 'issue' then b.person end)
      from blanks.blank b
     where b.number = any (numbers)
     order by b.number;
    update blanks.blank b
       set state = e.after, unit_id = e.unit_id, workstation_id = e.workstation_id, moved_on = e.day, chosen_id = null,
           person = case when e.deed in ('print', 'issue') then e.person else b.person end
      from blanks.entry e
     where e.act_id = act.id and b.id = e.blank_id;
    perform blanks.seal(act.id);
end $$;
