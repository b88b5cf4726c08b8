-- Who sits in which class: filled from groups, their slices and registrations, then data that follows them by the day.

-- Who should sit in these classes, or which of these students in them: the slice of a student in a group is the one that
-- a class of the term has given already; the order of the list decides when the group has none at all, and who comes
-- later takes a slice where the fewest sit.
create function teaching.expected_members(class_ids bigint[], student_ids bigint[])
    returns table (class_id bigint, student_id bigint, group_id bigint, reason text, slice integer, begins date)
    language sql stable
as $$
    with part as materialized (
        select p.class_id, p.group_id, p.course_id, p.slice_from, p.slice_to, k.term_id, k.training,
               c.kind = :subject_type.elective as elective, m.starts_on as begins
          from teaching.part p
          join teaching.class k on k.id = p.class_id
          join curriculum.course c on c.id = p.course_id
          join curriculum.semester m on m.id = c.semester_id
         where p.class_id = any (class_ids)
    ), own as materialized (
        select p.*, t.id as student_id
          from part p
          join students.student t on t.group_id = p.group_id and t.status in :students.with_group
         where (student_ids is null or t.id = any (student_ids))
           and (not p.elective
                or exists (select from curriculum.registration r where r.student_id = t.id and r.course_id = p.course_id))
    ), shared as materialized (
        select distinct p.group_id, p.term_id from part p
    ), given as materialized (
        select distinct on (s.group_id, s.term_id, m.student_id) s.group_id, s.term_id, m.student_id, m.slice
          from shared s
          join teaching.member m on m.group_id = s.group_id and m.slice is not null
          join teaching.class k on k.id = m.class_id and k.term_id = s.term_id
         order by s.group_id, s.term_id, m.student_id, m.id desc
    ), listed as materialized (
        select s.group_id, s.term_id, t.id as student_id, g.slice,
               row_number() over (partition by s.group_id, s.term_id, g.slice is null order by t.sort_key, t.id) - 1 as place,
               count(*) over (partition by s.group_id, s.term_id) as many,
               bool_or(g.slice is not null) over (partition by s.group_id, s.term_id) as begun
          from shared s
          join students.student t on t.group_id = s.group_id and t.status in :students.with_group
          left join given g on g.group_id = s.group_id and g.term_id = s.term_id and g.student_id = t.id
    ), taken as (
        select s.group_id, s.term_id, n.slice, count(l.student_id) as many
          from shared s
         cross join generate_series(0, 11) n (slice)
          left join listed l on l.group_id = s.group_id and l.term_id = s.term_id and l.slice = n.slice
         group by s.group_id, s.term_id, n.slice
    ), around as (
        select t.group_id, t.term_id, t.slice, t.many,
               sum(t.many) over (partition by t.group_id, t.term_id, t.slice / 6) as in_half,
               sum(t.many) over (partition by t.group_id, t.term_id, t.slice / 4) as in_third
          from taken t
    ), within as (
        select a.*, row_number() over (partition by a.group_id, a.term_id, a.slice / 6
                                       order by a.in_third, a.many, a.slice) - 1 as turn_in_half
          from around a
    ), filled as (  -- the halves in turns, the emptier one first
        select w.group_id, w.term_id, w.slice,
               row_number() over (partition by w.group_id, w.term_id
                                  order by w.in_half + w.turn_in_half, w.in_half, w.slice) - 1 as turn
          from within w
    ), placed as materialized (
        select l.group_id, l.term_id, l.student_id,
               coalesce(l.slice, case when l.begun then f.slice else l.place * 12 / l.many end)::integer as slice
          from listed l
          join filled f on f.group_id = l.group_id and f.term_id = l.term_id and f.turn = l.place % 12
    ), alone as (  -- the one class of a course and training, which a stranger to the group can only mean
        select q.course_id, min(q.class_id) as class_id, min(m.starts_on) as begins
          from teaching.part q
          join teaching.class o on o.id = q.class_id
          join curriculum.course c on c.id = q.course_id
          join curriculum.semester m on m.id = c.semester_id
         where q.course_id in (select p.course_id from part p)
         group by q.course_id, o.training, o.term_id
        having count(distinct q.class_id) = 1
    )
    select o.class_id, o.student_id, o.group_id, case when o.elective then 'elective' else 'group' end, p.slice, o.begins
      from own o
      join placed p on p.group_id = o.group_id and p.term_id = o.term_id and p.student_id = o.student_id
     where p.slice >= o.slice_from and p.slice < o.slice_to
    union all
    select a.class_id, r.student_id, t.group_id, 'repeat', null, a.begins
      from alone a
      join curriculum.registration r on r.course_id = a.course_id
      join students.student t on t.id = r.student_id and t.status in :students.may_register
     where (student_ids is null or t.id = any (student_ids))
       and a.class_id = any (class_ids)
       and (t.status not in :students.with_group
            or not exists (select from teaching.part q where q.class_id = a.class_id and q.group_id = t.group_id))
$$;

-- Bring the members of these classes up to what groups, slices and registrations say, from a day on. Who should not sit
-- there any more had the last day before it; a group that is the first time in a class, of which no lesson was held
-- yet, has sat there from its beginning.
-- What a person decided stays: the training of a subject in which a student was placed by hand is left alone. Who does
-- not study any more leaves all the same. Where a lesson of the day itself was held already, it is the last day.
create function teaching.seat(class_ids bigint[], student_ids bigint[], from_day date) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    changed integer;
begin
    if class_ids is null or class_ids = '{}' then
        return 0;
    end if;
    perform security.require_latest();
    perform from teaching.class k where k.id = any (class_ids) order by k.id for no key update;
    with expected as materialized (
        select * from teaching.expected_members(class_ids, student_ids)
    ), standing as materialized (
        select m.*
          from teaching.member m
         where m.class_id = any (class_ids)
           and (student_ids is null or m.student_id = any (student_ids))
           and coalesce(m.ends_on, 'infinity') >= from_day
    ), held as materialized (  -- who sat in a lesson of that day sat there on that day
        select distinct l.class_id
          from timetable.lesson l
         where l.class_id = any (class_ids) and l.day = from_day and l.held_at is not null
    ), leaving as materialized (
        select s.id, s.starts_on, case when h.class_id is null then from_day - 1 else from_day end as ends_on
          from standing s
          left join held h on h.class_id = s.class_id
          join students.student t on t.id = s.student_id
          left join expected e on e.class_id = s.class_id and e.student_id = s.student_id
         where t.status not in :students.may_register
            or (e.class_id is null and not s.by_hand and s.reason in ('group', 'elective', 'repeat'))
    ), gone as (
        delete from teaching.member m using leaving l where m.id = l.id and l.starts_on > l.ends_on returning m.id
    ), ended as (
        update teaching.member m
           set ends_on = l.ends_on
          from leaving l
         where m.id = l.id and l.starts_on <= l.ends_on and m.ends_on is distinct from l.ends_on
        returning m.id
    ), decided as materialized (
        select distinct m.student_id, k.term_id, k.training, c.subject_id
          from teaching.member m
          join teaching.class k on k.id = m.class_id
          join curriculum.course c on c.id = k.course_id
         where m.by_hand and m.student_id in (select e.student_id from expected e)
    ), begun as materialized (
        select distinct m.class_id, m.group_id from teaching.member m where m.class_id = any (class_ids)
        union
        select distinct p.class_id, p.group_id
          from teaching.part p
          join timetable.lesson l on l.class_id = p.class_id and l.held_at is not null
         where p.class_id = any (class_ids)
    ), joined as (
        insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on, slice)
        select k.faculty_id, e.class_id, e.student_id, e.group_id, e.reason,
               case when b.class_id is null and e.reason <> 'repeat' then e.begins else greatest(e.begins, from_day) end,
               e.slice
          from expected e
          left join begun b on b.class_id = e.class_id and b.group_id = e.group_id
          join teaching.class k on k.id = e.class_id
          join curriculum.course c on c.id = k.course_id
         where not exists (select from standing s where s.class_id = e.class_id and s.student_id = e.student_id)
           and not exists (
                select
                  from decided d
                 where d.student_id = e.student_id and d.term_id = k.term_id and d.training = k.training
                   and d.subject_id = c.subject_id)
         order by e.class_id, e.slice, e.student_id
        returning id
    )
    select (select count(*) from gone) + (select count(*) from ended) + (select count(*) from joined) into changed;
    return changed;
end $$;
comment on function teaching.seat(bigint[], bigint[], date) is 'Definer: who sits where is written by functions alone.';

-- The classes of terms that are not over.
create function teaching.open_classes(class_ids bigint[]) returns bigint[]
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(k.id), '{}')
      from teaching.class k
      join curriculum.term t on t.id = k.term_id and t.ends_on >= security.today()
     where k.id = any (class_ids)
$$;
comment on function teaching.open_classes(bigint[]) is 'Definer: the terms of classes count, whatever the writer reads.';

-- The members of a faculty in a term, where some are missing or a list has changed; how many rows were written.
create function teaching.fill_members(term_id bigint, faculty_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_faculty');
    perform curriculum.refuse_foreign(fill_members.faculty_id);
    return teaching.seat(
        array(select k.id from teaching.class k
               where k.faculty_id = fill_members.faculty_id and k.term_id = fill_members.term_id),
        null, security.today());
end $$;
comment on function teaching.fill_members(bigint, bigint) is 'Definer: who sits where is written by functions alone.';

-- Groups and slices that join or leave a class take their students along from today on.
create function teaching.follow_parts() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'DELETE' then
        perform teaching.seat(teaching.open_classes(array(select distinct o.class_id from old_rows o)), null,
                              security.today());
    else
        perform teaching.seat(teaching.open_classes(array(select distinct n.class_id from new_rows n)), null,
                              security.today());
    end if;
    return null;
end $$;
comment on function teaching.follow_parts() is 'Definer: who sits where is written by functions alone.';
create trigger members_insert after insert on teaching.part referencing new table as new_rows
    for each statement execute function teaching.follow_parts();
create trigger members_update after update on teaching.part referencing new table as new_rows
    for each statement execute function teaching.follow_parts();
create trigger members_delete after delete on teaching.part referencing old table as old_rows
    for each statement execute function teaching.follow_parts();

-- Who chooses a subject sits in its classes, who gives it up leaves them.
create function teaching.follow_registrations() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    courses bigint[];
    students bigint[];
begin
    if tg_op = 'DELETE' then
        select array_agg(distinct o.course_id), array_agg(distinct o.student_id) into courses, students from old_rows o;
    else
        select array_agg(distinct n.course_id), array_agg(distinct n.student_id) into courses, students from new_rows n;
    end if;
    perform teaching.seat(
        teaching.open_classes(array(select distinct p.class_id from teaching.part p where p.course_id = any (courses))),
        students, security.today());
    return null;
end $$;
comment on function teaching.follow_registrations() is 'Definer: who sits where is written by functions alone.';
create trigger members_insert after insert on curriculum.registration referencing new table as new_rows
    for each statement execute function teaching.follow_registrations();
create trigger members_delete after delete on curriculum.registration referencing old table as old_rows
    for each statement execute function teaching.follow_registrations();

create function teaching.follow(students bigint[], groups bigint[], day date, also_left boolean) returns void
    language plpgsql
as $$
begin
    if students is not null then
        perform teaching.seat(
            teaching.open_classes(array(
                select p.class_id from teaching.part p where p.group_id = any (groups)
                union
                select m.class_id from teaching.member m where m.student_id = any (students) and also_left)),
            students, day);
    end if;
end $$;

-- A student who comes to another group, or to one at all, who leaves or returns: from the day of the order on, else today.
create function teaching.follow_students() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    moved record;
begin
    if tg_op = 'INSERT' then
        select security.today() as day, array_agg(n.id) as students, array_agg(distinct n.group_id) as groups into moved
          from new_rows n
         where n.group_id is not null;
        perform teaching.follow(moved.students, moved.groups, moved.day, false);
    else
        for moved in
            select students.moved_on(n.id) as day, array_agg(distinct n.id) as students, array_agg(distinct g.id) as groups
              from old_rows o
              full join new_rows n using (id)  -- a plan for one row does not compare every row with every other then
             cross join lateral (values (o.group_id), (n.group_id)) g (id)
             where (o.group_id, o.status) is distinct from (n.group_id, n.status)
             group by 1
             order by 1
        loop
            perform teaching.follow(moved.students, moved.groups, moved.day, true);
        end loop;
    end if;
    return null;
end $$;
comment on function teaching.follow_students() is 'Definer: who sits where is written by functions alone.';
create trigger members_insert after insert on students.student referencing new table as new_rows
    for each statement execute function teaching.follow_students();
create trigger members_update after update on students.student
    referencing old table as old_rows new table as new_rows
    for each statement execute function teaching.follow_students();

-- A class, or a student whose import is undone, goes with its memberships; what else hangs on them keeps it.
create function teaching.drop_members() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_table_name = 'class' then
        delete from teaching.member m where m.class_id = old.id;
    else
        delete from teaching.member m where m.student_id = old.id;
    end if;
    return old;
end $$;
comment on function teaching.drop_members() is 'Definer: who sits where is written by functions alone.';
create trigger members_go before delete on teaching.class for each row execute function teaching.drop_members();
create trigger members_go before delete on students.student for each row execute function teaching.drop_members();

-- Who sits in a class on a day, as far as the person reads it.
create function teaching.members_on(class_id bigint, day date)
    returns table (member_id bigint, student_id bigint, group_id bigint, reason text, starts_on date, ends_on date)
    language sql stable
as $$
    select m.id, m.student_id, m.group_id, m.reason, m.starts_on, m.ends_on
      from teaching.member m
     where m.class_id = members_on.class_id
       and m.starts_on <= members_on.day
       and (m.ends_on is null or m.ends_on >= members_on.day)
$$;

-- Students of the own classes of a year whom no group of theirs explains: guests, who came from or went to another group.
create function teaching.guests_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct t.id), '{}')
      from teaching.class k
      join curriculum.term r on r.id = k.term_id and r.ends_on >= security.today() - 400
      join teaching.member m on m.class_id = k.id
      join students.student t on t.id = m.student_id
     where k.id = any ((select teaching.classes_of(login, role))::bigint[])
       and (t.group_id is null or t.group_id <> all ((select teaching.taught_groups_of(login, role))::bigint[]))
$$;
comment on function teaching.guests_of(text, text) is 'Definer: the scope stands in tables read under that scope.';

create function teaching.my_guests(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select teaching.guests_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function teaching.my_guests(text) is 'Definer: answers for the session user only.';
