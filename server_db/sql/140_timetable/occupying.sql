-- What placed cards hold of a week: one row for each room, teacher and part of a group, each pair and each parity.
-- The keys of the table refuse a second one, also from two desks at once; here the refusal is put into words.

-- Board, group, day, pair and parity (0 odd weeks, 1 even) as one number, times the twelve slices of a group.
create function timetable.week_span(
    board bigint, group_id bigint, day integer, pair integer, parity integer, slice_from integer, slice_to integer)
    returns int8range
    language sql immutable parallel safe
as $$
    select int8range(base + slice_from, base + slice_to)
      from (select ((((board * 100000000 + group_id) * 8 + day) * 16 + pair) * 2 + parity) * 12 as base) b
$$;

-- What these cards would hold; a version that has been superseded holds nothing.
create function timetable.held(cards bigint[])
    returns table (card_id bigint, faculty_id bigint, board bigint, kind text, resource_id bigint, day smallint,
                   pair smallint, parity smallint, span int8range)
    language sql stable
as $$
    select c.id, c.faculty_id, v.board, r.kind, r.resource_id, c.day::smallint, (c.pair + step)::smallint,
           parity::smallint,
           case when r.kind = 'group' then timetable.week_span(
               v.board, r.resource_id, c.day, c.pair + step, parity, r.slice_from, r.slice_to) end
      from timetable.card c
      join timetable.version v on v.id = c.version_id and v.state <> 'superseded'
     cross join generate_series(0, c.pairs - 1) step
     cross join generate_series(case c.phase when 2 then 1 else 0 end, case c.phase when 1 then 0 else 1 end) parity
     cross join lateral (
        select 'room', c.room_id, null::integer, null::integer where c.room_id is not null
        union all
        select 'teacher', c.employee_id, null, null where c.employee_id is not null
        union all
        select 'group', p.group_id, p.slice_from, p.slice_to
          from teaching.part p
         where p.faculty_id = c.faculty_id and p.class_id = c.class_id) r (kind, resource_id, slice_from, slice_to)
     where c.id = any (cards)
       and c.day is not null
$$;

-- Name the first place that these cards cannot have.
create function timetable.refuse_clash(cards bigint[]) returns void
    language plpgsql
as $$
declare
    clash record;
begin
    with wanted as materialized (select * from timetable.held(cards)),
    standing as (
        select o.card_id, o.faculty_id, o.board, o.kind, o.resource_id, o.day, o.pair, o.parity, o.span
          from timetable.occupation o
         where o.board in (select w.board from wanted w) and o.card_id <> all (cards)
        union all
        select * from wanted
    )
    select w.kind, w.resource_id, w.day, w.pair, w.parity, w.card_id, w.faculty_id,
           s.card_id as other_id, s.faculty_id as other_faculty, c.class_id as other_class
      into clash
      from wanted w
      join standing s on s.board = w.board and s.kind = w.kind and s.resource_id = w.resource_id and s.day = w.day
                     and s.pair = w.pair and s.parity = w.parity and s.card_id <> w.card_id
                     and (w.kind <> 'group' or s.span && w.span)
      join timetable.card c on c.id = s.card_id
     order by w.kind = 'group', w.kind = 'teacher', w.day, w.pair
     limit 1;
    if found then
        perform timetable.refuse_taken(clash.kind, clash.resource_id, jsonb_build_object(
            'weekday', clash.day, 'pair', clash.pair, 'parity', clash.parity, 'card', clash.card_id,
            'other', case when clash.other_faculty = clash.faculty_id then clash.other_id end,
            'what', timetable.holder(clash.other_faculty, clash.faculty_id, clash.other_class, null)));
    end if;
end $$;

-- On the common board, and in what is published, a class has groups: one without would hold rooms for nobody.
create function timetable.require_groups(cards bigint[]) returns void
    language plpgsql
as $$
declare
    lonely bigint := (
        select c.class_id
          from timetable.card c
         where c.id = any (cards)
           and c.day is not null
           and not exists (select from teaching.part p where p.class_id = c.class_id)
         order by c.id
         limit 1);
begin
    if lonely is not null then
        perform security.refuse('{what} has no groups. Give it groups before it takes places from others.',
                                jsonb_build_object('what', timetable.title_of(lonely)));
    end if;
end $$;

-- What these cards take on the common board is for groups, and no more at once than the university allows a faculty.
create function timetable.require_shared(cards bigint[]) returns void
    language plpgsql
as $$
declare
    shared bigint[] := array(
        select c.id from timetable.card c join timetable.version v on v.id = c.version_id and v.board > 0
         where c.id = any (cards));
    most constant integer := :setting.timetable.lessons_at_once;
    crowded record;
begin
    perform timetable.require_groups(shared);
    select c.day, c.pair + step as pair into crowded
      from (select distinct c.faculty_id, c.version_id from timetable.card c where c.id = any (shared)) v
      join timetable.card c on c.faculty_id = v.faculty_id and c.version_id = v.version_id and c.day is not null
     cross join generate_series(0, c.pairs - 1) step
     group by c.version_id, c.day, c.pair + step
    having greatest(count(*) filter (where c.phase <> 2), count(*) filter (where c.phase <> 1)) > most
     order by c.day, c.pair + step
     limit 1;
    if found then
        perform security.refuse(
            'On {day}, pair {pair}, the faculty would hold more than {most} places. Move some, or ask the academic office.',
            jsonb_build_object('weekday', crowded.day, 'pair', crowded.pair, 'most', most));
    end if;
end $$;

-- Write anew what these cards hold.
create function timetable.occupy(cards bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A group that is just joining one of these classes is waited for, or waits until it sees the cards placed.
    perform
      from teaching.class k
     where k.id in (select c.class_id from timetable.card c where c.id = any (cards))
     order by k.id
       for share;
    delete from timetable.occupation o where o.card_id = any (cards);
    begin
        insert into timetable.occupation (card_id, faculty_id, board, kind, resource_id, day, pair, parity, span)
        select * from timetable.held(cards) h order by h.kind, h.resource_id, h.day, h.pair, h.parity;
    exception when unique_violation or exclusion_violation then
        perform timetable.refuse_clash(cards);
        raise;
    end;
    perform timetable.require_shared(cards);
end $$;
comment on function timetable.occupy(bigint[]) is 'Definer: what cards hold is written here alone, and read past the scope to name it.';

create function timetable.keep_occupation() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    moved bigint[];
begin
    perform timetable.require_open((select array_agg(distinct n.version_id) from new_rows n));
    if tg_op = 'INSERT' then
        select array_agg(n.id) into moved from new_rows n where n.day is not null;
    else
        select array_agg(n.id) into moved
          from old_rows o join new_rows n using (id)
         where (o.day, o.pair, o.pairs, o.phase, o.room_id, o.employee_id)
               is distinct from (n.day, n.pair, n.pairs, n.phase, n.room_id, n.employee_id);
    end if;
    if moved is not null then
        perform timetable.occupy(moved);
        perform timetable.require_teachers(
            array(select distinct n.employee_id from new_rows n where n.id = any (moved)), security.today());
    end if;
    return null;
end $$;
comment on function timetable.keep_occupation() is 'Definer: what cards hold follows them, whoever moves them.';
create trigger occupation_insert after insert on timetable.card referencing new table as new_rows
    for each statement execute function timetable.keep_occupation();
create trigger occupation_update after update on timetable.card
    referencing old table as old_rows new table as new_rows
    for each statement execute function timetable.keep_occupation();

-- A published version keeps its cards. The lock lets nobody publish it while a card is on its way.
create function timetable.require_open(versions bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version record;
begin
    for version in select v.name, v.state from timetable.version v where v.id = any (versions) order by v.id for share
    loop
        if version.state in ('published', 'superseded') then
            perform security.refuse('The version {name} is published and keeps its cards. Make a new version from it.',
                                    jsonb_build_object('name', version.name));
        end if;
    end loop;
end $$;
comment on function timetable.require_open(bigint[]) is 'Definer: a lock of a version is taken by whoever moves its cards.';

create function timetable.leave_occupation() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform timetable.require_open(array[old.version_id]);
    delete from timetable.occupation o where o.card_id = old.id;
    return old;
end $$;
comment on function timetable.leave_occupation() is 'Definer: what a card holds goes with it.';
create trigger occupation_delete before delete on timetable.card
    for each row execute function timetable.leave_occupation();

-- A version that goes onto the common board or leaves it takes what it holds along.
create function timetable.change_board() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    cards bigint[];
begin
    select array_agg(c.id) into cards
      from old_rows o
      join new_rows n using (id)
      join timetable.card c on c.faculty_id = n.faculty_id and c.version_id = n.id
     where o.board <> n.board or (o.state = 'superseded') <> (n.state = 'superseded');
    if cards is not null then
        perform timetable.occupy(cards);
    end if;
    return null;
end $$;
comment on function timetable.change_board() is 'Definer: what cards hold is written by triggers alone.';
create trigger change_board after update on timetable.version
    referencing old table as old_rows new table as new_rows
    for each statement execute function timetable.change_board();

-- A class whose cards hold places keeps a group.
create function timetable.keep_groups() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform timetable.require_groups(array(
        select c.id
          from timetable.card c
          join timetable.version v on v.id = c.version_id and v.board > 0
         where c.class_id in (select o.class_id from old_rows o)));
    return null;
end $$;
comment on function timetable.keep_groups() is 'Definer: cards count, whatever the writer reads.';
create trigger keep_groups after delete on teaching.part referencing old table as old_rows
    for each statement execute function timetable.keep_groups();
