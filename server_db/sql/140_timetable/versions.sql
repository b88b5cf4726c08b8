-- Versions and their cards: begun, filled from the load, placed, taken onto the common board and back.

create function timetable.create_version(
    term_id bigint, faculty_id bigint, name text, valid_from date default null, based_on bigint default null)
    returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    made bigint;
begin
    perform timetable.require_planner(create_version.faculty_id);
    if based_on is not null and not exists (
        select from timetable.version v
         where v.id = based_on and v.faculty_id = create_version.faculty_id and v.term_id = create_version.term_id) then
        perform security.refuse('A version is made from one of the same faculty and term.');
    end if;
    insert into timetable.version (faculty_id, term_id, name, state, valid_from, board, based_on_id, author)
    select create_version.faculty_id, t.id, btrim(create_version.name), 'private',
           coalesce(create_version.valid_from, t.starts_on), 0, based_on, security.me()
      from curriculum.term t
     where t.id = create_version.term_id
    returning id into made;
    if made is null then
        perform security.refuse('There is no such term.');
    end if;
    insert into timetable.card
           (faculty_id, term_id, version_id, class_id, number, employee_id, pairs, phase, day, pair, room_id, locked)
    select c.faculty_id, c.term_id, made, c.class_id, c.number, c.employee_id, c.pairs, c.phase, c.day, c.pair,
           c.room_id, c.locked
      from timetable.card c
     where c.faculty_id = create_version.faculty_id and c.version_id = based_on;
    return made;
end $$;
comment on function timetable.create_version(bigint, bigint, text, date, bigint)
    is 'Definer: state, board and author of a version are nobody''s to write.';

-- A draft that nobody needs any more.
create function timetable.discard_version(version_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version timetable.version := timetable.take_version(version_id);
begin
    if version.state <> 'private' then
        perform security.refuse('Only a private draft is thrown away.');
    end if;
    update timetable.version v set based_on_id = null where v.based_on_id = version.id;
    delete from timetable.card c where c.faculty_id = version.faculty_id and c.version_id = version.id;
    delete from timetable.version v where v.id = version.id;
end $$;
comment on function timetable.discard_version(bigint) is 'Definer: a version goes with its cards or not at all.';

-- How many weekly lessons a class needs, each with its teacher and phase: what its hours ask for in the teaching weeks
-- of its semester, the rest in odd or even weeks. Teachers get cards by their hours.
create function timetable.needed_cards(term_id bigint, faculty_id bigint)
    returns table (class_id bigint, number integer, pairs integer, phase integer, employee_id bigint)
    language sql stable
as $$
    with need as (
        select k.id, k.pairs, ceil(k.hours / 2 / k.pairs::numeric)::integer as lessons, w.weeks, w.odd
          from teaching.class k
          join curriculum.course c on c.id = k.course_id
         cross join lateral (
            select count(*)::integer as weeks, count(*) filter (where w.number % 2 = 1)::integer as odd
              from curriculum.week w
             where w.faculty_id = c.faculty_id and w.semester_id = c.semester_id
               and w.kind = :education_week_type.teaching) w
         where k.faculty_id = needed_cards.faculty_id
           and k.term_id = needed_cards.term_id
           and w.weeks > 0
    ), parted as (
        select n.*, n.lessons / n.weeks as full_cards, n.lessons % n.weeks as rest from need n
    ), counted as (
        select p.*, p.full_cards + (p.rest > 0)::integer as cards,
               case when p.rest = 0 or p.rest > greatest(p.odd, p.weeks - p.odd) then 0
                    when p.rest > p.odd then 2
                    when p.rest > p.weeks - p.odd then 1
                    else 1 + (p.id % 2)::integer
               end as last_phase
          from parted p
    )
    select c.id, i::integer, c.pairs, case when i > c.full_cards then c.last_phase else 0 end, t.employee_id
      from counted c
     cross join generate_series(1, c.cards) i
      left join lateral (
        select share.employee_id
          from (select a.employee_id,
                       sum(a.hours) over (order by a.hours desc, a.id) / sum(a.hours) over ()::numeric as until
                  from teaching.assignment a
                 where a.faculty_id = needed_cards.faculty_id and a.class_id = c.id) share
         where share.until >= (i - 0.5) / c.cards
         order by share.until
         limit 1) t on true
$$;

create function timetable.make_cards(version_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version timetable.version := timetable.take_version(version_id);
    made integer;
begin
    insert into timetable.card (faculty_id, term_id, version_id, class_id, number, employee_id, pairs, phase)
    select version.faculty_id, version.term_id, version.id, n.class_id, n.number, n.employee_id, n.pairs, n.phase
      from timetable.needed_cards(version.term_id, version.faculty_id) n
     where not exists (
        select from timetable.card c
         where c.version_id = version.id and c.class_id = n.class_id and c.number = n.number);
    get diagnostics made = row_count;
    return made;
end $$;
comment on function timetable.make_cards(bigint) is 'Definer: classes and weeks are counted whatever the planner may read of them.';

-- Store moves, all or none. A key that is not given stays as it is; `version` is the one the move started from.
create function timetable.place(moves jsonb) returns table (card_id bigint, version integer)
    language plpgsql
as $$
declare
    stale text;
begin
    perform from timetable.card c
      where c.id in (select (m ->> 'card')::bigint from jsonb_array_elements(moves) m)
      order by c.id
        for update;
    select timetable.title_of(c.class_id) into stale
      from jsonb_array_elements(moves) m
      left join timetable.card c on c.id = (m ->> 'card')::bigint
     where c.row_version is distinct from (m ->> 'version')::integer
     limit 1;
    if found then
        perform security.refuse('Somebody else has just changed {what}. Look at the week again.',
                                jsonb_build_object('what', coalesce(stale, '…')), 'HM003');
    end if;
    return query
    update timetable.card c
       set day = case when m ? 'day' then (m ->> 'day')::integer else c.day end,
           pair = case when m ? 'pair' then (m ->> 'pair')::integer else c.pair end,
           phase = case when m ? 'phase' then (m ->> 'phase')::integer else c.phase end,
           room_id = case when m ? 'room' then (m ->> 'room')::bigint else c.room_id end,
           employee_id = case when m ? 'employee' then (m ->> 'employee')::bigint else c.employee_id end,
           locked = case when m ? 'locked' then (m ->> 'locked')::boolean else c.locked end
      from jsonb_array_elements(moves) m
     where c.id = (m ->> 'card')::bigint
    returning c.id, c.row_version;
end $$;

-- The one version of a faculty that stands on the common board leaves it for another.
create function timetable.stand_on_board(version timetable.version, state text) returns void
    language plpgsql
as $$
declare
    other text;
begin
    select v.name into other
      from timetable.version v
     where v.faculty_id = version.faculty_id and v.term_id = version.term_id and v.state = 'shared'
       and v.id <> version.id;
    if found then
        perform security.refuse('“{name}” already stands on the common board. Take it back first.',
                                jsonb_build_object('name', other));
    end if;
    update timetable.version v
       set board = - v.id,
           state = case when stand_on_board.state = 'published' then 'superseded' else v.state end
     where v.faculty_id = version.faculty_id and v.term_id = version.term_id and v.id <> version.id
       and (v.board > 0 or v.state = 'published');
    update timetable.version v
       set board = version.term_id,
           state = stand_on_board.state,
           published_at = case when stand_on_board.state = 'published' then now() end
     where v.id = version.id;
end $$;

create function timetable.share(version_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version timetable.version := timetable.take_version(version_id);
begin
    if version.state <> 'private' then
        perform security.refuse('Only a private draft goes onto the common board.');
    end if;
    perform timetable.stand_on_board(version, 'shared');
end $$;
comment on function timetable.share(bigint) is 'Definer: state and board of a version are nobody''s to write.';

-- Back into private; what is published stands on the board again.
create function timetable.withdraw(version_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version timetable.version := timetable.take_version(version_id);
begin
    if version.state <> 'shared' then
        perform security.refuse('This version does not stand on the common board.');
    end if;
    update timetable.version v set board = - v.id, state = 'private' where v.id = version.id;
    update timetable.version v
       set board = v.term_id
     where v.faculty_id = version.faculty_id and v.term_id = version.term_id and v.state = 'published';
end $$;
comment on function timetable.withdraw(bigint) is 'Definer: state and board of a version are nobody''s to write.';

-- What the other faculties hold on the common board, as far as it concerns a version: all rooms, its teachers and groups.
create function timetable.busy(version_id bigint, language text default 'uz')
    returns table (kind text, resource_id bigint, day smallint, pair smallint, parity smallint, faculty text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version timetable.version;
begin
    select * into version from timetable.version v where v.id = busy.version_id;
    perform timetable.require_planner(version.faculty_id);
    return query
    select o.kind, o.resource_id, o.day, o.pair, o.parity,
           coalesce(case busy.language when 'oz' then u.name_oz when 'ru' then u.name_ru when 'en' then u.name_en end,
                    u.name_uz)
      from timetable.occupation o
      join structure.unit u on u.id = o.faculty_id
     where o.board = version.term_id
       and o.faculty_id <> version.faculty_id
       and case o.kind
           when 'room' then true
           when 'teacher' then o.resource_id in (
               select c.employee_id from timetable.card c
                where c.faculty_id = version.faculty_id and c.version_id = version.id
               union
               select a.employee_id from teaching.assignment a
                 join teaching.class k on k.id = a.class_id and k.term_id = version.term_id
                where a.faculty_id = version.faculty_id)
           else o.resource_id in (
               select p.group_id from teaching.part p
                 join teaching.class k on k.id = p.class_id and k.term_id = version.term_id
                where p.faculty_id = version.faculty_id)
           end;
end $$;
comment on function timetable.busy(bigint, text) is 'Definer: others are told that a place is taken and by which faculty, not for what.';

-- The wishes that concern a version: of its faculty, of its teachers wherever they are kept, of the university's rooms.
create function timetable.wishes(version_id bigint)
    returns table (employee_id bigint, group_id bigint, room_id bigint, day integer, pair integer, forbidden boolean,
                   cost integer)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version timetable.version;
begin
    select * into version from timetable.version v where v.id = wishes.version_id;
    perform timetable.require_planner(version.faculty_id);
    return query
    select w.employee_id, w.group_id, w.room_id, w.day, w.pair, w.forbidden, w.cost
      from timetable.wish w
     where w.term_id = version.term_id
       and (w.faculty_id = version.faculty_id
            or w.room_id is not null and w.faculty_id is null
            or w.employee_id in (
                select c.employee_id from timetable.card c
                 where c.faculty_id = version.faculty_id and c.version_id = version.id));
end $$;
comment on function timetable.wishes(bigint) is 'Definer: when a teacher cannot is one truth, whichever faculty keeps it.';
