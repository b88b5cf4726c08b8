-- What holds of versions whoever writes them, who plans what, and how a place that is taken is named.

-- Who plans the week of a faculty: the academic office that of all, a dean's office its own.
create function timetable.require_planner(faculty_id bigint) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    if not coalesce(faculty_id = any (security.units_of(security.me(), security.my_role())), false) then
        perform security.refuse('This timetable is not yours.', '{}', 'HM002');
    end if;
end $$;
comment on function timetable.require_planner(bigint) is 'Definer: wraps the question who plans for a faculty.';

-- The version with its lock, for whoever plans its faculty; the board and the state of a version change one at a time.
create function timetable.take_version(version_id bigint) returns timetable.version
    language plpgsql
as $$
declare
    found_version timetable.version;
begin
    select * into found_version from timetable.version v where v.id = take_version.version_id;
    perform timetable.require_planner(found_version.faculty_id);
    perform from timetable.version v
      where v.faculty_id = found_version.faculty_id and v.term_id = found_version.term_id
      order by v.id
        for update;
    -- Thrown away by whoever held the lock before.
    select * into found_version from timetable.version v where v.id = take_version.version_id;
    perform timetable.require_planner(found_version.faculty_id);
    return found_version;
end $$;

-- A new version stands apart from the common board, where nothing competes with it.
create function timetable.begin_version() returns trigger
    language plpgsql
as $$
begin
    new.board := - new.id;
    return new;
end $$;
create trigger begin_version before insert on timetable.version
    for each row execute function timetable.begin_version();

create function timetable.keep_valid_from() returns trigger
    language plpgsql
as $$
begin
    if old.state in ('published', 'superseded') and new.valid_from <> old.valid_from then
        perform security.refuse('A published version keeps the day it is valid from. Make a new version from it.');
    end if;
    return new;
end $$;
create trigger keep_valid_from before update of valid_from on timetable.version
    for each row execute function timetable.keep_valid_from();

-- What a class is called: its subject and its students.
create function timetable.title_of(class_id bigint) returns text
    language sql stable
as $$
    select s.name_uz || ' · ' || k.name
      from teaching.class k
      join curriculum.course c on c.id = k.course_id
      join subjects.subject s on s.id = c.subject_id
     where k.id = title_of.class_id
$$;

-- What stands in the way: for whoever plans that faculty the class or the subject of an examination, else the faculty.
create function timetable.holder(faculty_id bigint, own_faculty bigint, class_id bigint, course_id bigint) returns text
    language plpgsql stable
as $$
declare
    title text;
begin
    if holder.faculty_id = own_faculty
       or holder.faculty_id = any (security.units_of(security.me(), security.my_role())) then
        title := timetable.title_of(holder.class_id);
        if title is null then
            select s.name_uz into title
              from curriculum.course c
              join subjects.subject s on s.id = c.subject_id
             where c.id = holder.course_id;
        end if;
    end if;
    return coalesce(title, (select u.name_uz from structure.unit u where u.id = holder.faculty_id));
end $$;

-- Refuse a place in words: `details` tells weekday or day, pair and `what` stands there.
create function timetable.refuse_taken(kind text, resource_id bigint, details jsonb) returns void
    language plpgsql
as $$
begin
    if kind = 'room' then
        perform security.refuse('Room {room} is taken on {day}, pair {pair}: {what}.', details || jsonb_build_object(
            'kind', kind, 'resource', resource_id,
            'room', (select r.name from infrastructure.room r where r.id = resource_id)), 'HM003');
    elsif kind = 'teacher' then
        perform security.refuse('{teacher} already teaches on {day}, pair {pair}: {what}.', details || jsonb_build_object(
            'kind', kind, 'resource', resource_id,
            'teacher', (select e.full_name from employees.employee e where e.id = resource_id)), 'HM003');
    else
        perform security.refuse('Group {group} already has a lesson on {day}, pair {pair}: {what}.',
            details || jsonb_build_object('kind', kind, 'resource', resource_id,
            'group', (select g.name from students."group" g where g.id = resource_id)), 'HM003');
    end if;
end $$;

-- The faculties in which the main position of a teacher lies; of somebody without one, those of the others.
create function timetable.keepers_of(employee_id bigint) returns bigint[]
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with held as (
        select f.id, p.form = :employment_form.main as main
          from employees.position p
          join structure.unit u on u.id = p.unit_id
          join structure.unit f on f.id in (u.id, u.parent_id) and f.kind = :structure_type.faculty
         where p.employee_id = keepers_of.employee_id
           and p.starts_on <= security.today()
           and (p.ends_on is null or p.ends_on >= security.today())
    )
    select coalesce(array_agg(distinct h.id), '{}')
      from held h
     where h.main or not exists (select from held where main)
$$;
comment on function timetable.keepers_of(bigint) is 'Definer: positions count, whatever the writer reads.';

-- Wishes are found by whom they are of, whoever keeps them: one kept for strangers would bind or shut out their planners.
create function timetable.keep_wishes() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    stranger record;
begin
    if exists (
        select
          from new_rows n
          join students."group" g on g.id = n.group_id and g.faculty_id <> n.faculty_id) then
        perform security.refuse('This timetable is not yours.', '{}', 'HM002');
    end if;
    select e.full_name, u.name_uz as unit into stranger
      from (select distinct n.employee_id, n.faculty_id from new_rows n where n.employee_id is not null) n
      join employees.employee e on e.id = n.employee_id
     cross join lateral timetable.keepers_of(n.employee_id) k (faculties)
      left join structure.unit u on u.id = k.faculties[1]
     where n.faculty_id <> all (k.faculties)
     order by e.id
     limit 1;
    if found then
        perform security.refuse(
            'The wishes of {teacher} are kept where the main position is: {unit}.',
            jsonb_build_object('teacher', stranger.full_name, 'unit', coalesce(stranger.unit, '–')), 'HM002');
    end if;
    return null;
end $$;
comment on function timetable.keep_wishes() is 'Definer: groups and positions count, whatever the writer reads.';
create trigger keep_wishes after insert on timetable.wish referencing new table as new_rows
    for each statement execute function timetable.keep_wishes();
