-- Excuse documents: one covers all lessons of a student in its days, those that are marked and those still to come. What
-- it says is private and read through a ticket of the log.

-- Rule about the absences of these lessons that a document covers.
create function attendance.excuse_marks(lessons bigint[], student_ids bigint[]) returns void
    language plpgsql
as $$
declare
    covered record;
begin
    if not exists (select from attendance.excuse x where x.student_id = any (student_ids) and x.taken_back_at is null) then
        return;
    end if;
    for covered in
        select x.id, array_agg(s.lesson_id) as lessons, array_agg(x.student_id) as students
          from attendance.excuse x
          join attendance.sheet s on s.lesson_id = any (lessons) and s.held and x.student_id = any (s.students)
           and s.day between x.starts_on and x.ends_on
           and substr(s.marks, array_position(s.students, x.student_id), 1) in ('a', 'e', 'l')
         where x.student_id = any (student_ids) and x.taken_back_at is null
         group by x.id
         order by x.id
    loop
        perform attendance.write_rulings(covered.lessons, covered.students, :ruling_kind.excused, null, null, covered.id);
    end loop;
end $$;

-- Record a document: over which days, and privately why, its number, who gave it, a remark and its scan. It rules at once
-- over all marked absences of the student in these days that no other ruling is about. Its id and how many it ruled.
create function attendance.add_excuse(student_id bigint, first_day date, last_day date, contents jsonb, scan bytea default null)
    returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    student students.student;
    made bigint;
    ruled integer;
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    select * into student
      from students.student t
     where t.id = add_excuse.student_id
       and t.faculty_id = any (security.units_of(security.me(), security.my_role()));
    if not found then
        perform security.refuse('This student is not of your faculty.', '{}', 'HM002');
    end if;
    if contents - '{reason,number,issued_by,note}'::text[] <> '{}' then
        perform security.refuse('An excuse document has no such field.');
    end if;
    if scan is not null and not (substr(scan, 1, 3) = '\xffd8ff'::bytea or substr(scan, 1, 5) = '\x255044462d'::bytea
                                 or substr(scan, 1, 8) = '\x89504e470d0a1a0a'::bytea) then
        perform security.refuse('A scan is a PDF, a JPEG or a PNG. Choose such a file.');
    end if;
    insert into attendance.excuse (faculty_id, group_id, student_id, starts_on, ends_on)
    values (student.faculty_id, student.group_id, student.id, first_day, last_day)
    returning id into made;
    insert into attendance.excuse_private (excuse_id, reason, number, issued_by, note, scan)
    values (made, contents ->> 'reason', nullif(btrim(contents ->> 'number'), ''),
            nullif(btrim(contents ->> 'issued_by'), ''), nullif(btrim(contents ->> 'note'), ''), add_excuse.scan);
    with covered as (
        select s.lesson_id
          from attendance.sheet s
         where s.held and s.day between first_day and last_day
           and s.class_id in (select m.class_id from teaching.member m where m.student_id = student.id)
           and substr(s.marks, array_position(s.students, student.id), 1) in ('a', 'e', 'l'))
    select attendance.write_rulings(array_agg(c.lesson_id), array_agg(student.id), :ruling_kind.excused, null, null, made)
      into ruled
      from covered c;
    return jsonb_build_object('id', made, 'ruled', coalesce(ruled, 0));
end $$;
comment on function attendance.add_excuse(bigint, date, date, jsonb, bytea) is
    'Definer: a dean''s office writes what nobody may select.';

-- Take a document back, and with it every ruling it made.
create function attendance.take_back_excuse(excuse_id bigint, version integer, reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    excuse attendance.excuse;
    taken integer;
begin
    perform security.require_role('hemis_faculty');
    perform attendance.require_reason(reason);
    select * into excuse
      from attendance.excuse x
     where x.id = take_back_excuse.excuse_id
       and x.faculty_id = any (security.units_of(security.me(), security.my_role()))
       for update;
    if not found then
        perform security.refuse('This document is not of your faculty.', '{}', 'HM002');
    end if;
    if excuse.row_version <> version or excuse.taken_back_at is not null then
        perform security.refuse('The document was changed meanwhile. Look at the list again.', '{}', 'HM003');
    end if;
    update attendance.excuse x
       set taken_back_at = now(), taken_back_why = btrim(take_back_excuse.reason)
     where x.id = excuse.id;
    update attendance.ruling r
       set taken_back_at = now(), taken_back_why = btrim(take_back_excuse.reason)
     where r.excuse_id = excuse.id and r.taken_back_at is null;
    get diagnostics taken = row_count;
    return taken;
end $$;
comment on function attendance.take_back_excuse(bigint, integer, text) is
    'Definer: a dean''s office writes what nobody may select.';

-- What documents say, for a ticket of the log of readings; the scan comes as base64.
create function attendance.read_excuses(ticket bigint) returns setof jsonb
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    select to_jsonb(p) - '{id,scan}'::text[] || jsonb_build_object('scan', encode(p.scan, 'base64'))
      from attendance.excuse_private p
     where p.excuse_id in (select security.opened_by(ticket, 'attendance.excuse_private'))
$$;
comment on function attendance.read_excuses(bigint) is 'Definer: private data is read only through a ticket of the log.';
