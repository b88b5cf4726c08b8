-- Members changed by hand: guests and repeaters come, somebody leaves, a subgroup is changed, always with a day. From then on
-- neither group nor registration moves that student in that training of the subject.

-- Lock these memberships for the dean's office of their faculty.
create function teaching.take_members(member_ids bigint[]) returns void
    language plpgsql
as $$
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    if (select count(*) from teaching.member m
         where m.id = any (member_ids) and m.faculty_id = any (security.units_of(security.me(), security.my_role())))
       < (select count(distinct coalesce(i, 0)) from unnest(member_ids) i) then
        perform security.refuse('These members are not of your faculty.', '{}', 'HM002');
    end if;
    perform from teaching.member m where m.id = any (member_ids) order by m.id for update;
end $$;

-- The class with its lock, for the dean's office of its faculty.
create function teaching.take_class(class_id bigint) returns teaching.class
    language plpgsql
as $$
declare
    found_class teaching.class;
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    select * into found_class from teaching.class k where k.id = take_class.class_id for no key update;
    if (found_class.faculty_id = any (security.units_of(security.me(), security.my_role()))) is not true then
        perform security.refuse('This class is not of your faculty.', '{}', 'HM002');
    end if;
    return found_class;
end $$;

-- Days of a membership lie within the term of the class.
create function teaching.require_days(term_id bigint, first_day date, last_day date) returns void
    language plpgsql stable
as $$
declare
    term curriculum.term;
begin
    select * into term from curriculum.term t where t.id = require_days.term_id;
    if first_day is null or first_day not between term.starts_on and term.ends_on
       or coalesce(last_day, first_day) not between term.starts_on and term.ends_on then
        perform security.refuse('Choose a day within the term: {first}–{last}.', jsonb_build_object(
            'first', to_char(term.starts_on, 'DD.MM.YYYY'), 'last', to_char(term.ends_on, 'DD.MM.YYYY')));
    end if;
    if last_day < first_day then
        perform security.refuse('The student leaves before the first day. Correct one of the days.');
    end if;
end $$;

-- Add students to a class by hand; how many. Who sits there in these days already is named.
create function teaching.join_class(
    class_id bigint, student_ids bigint[], reason text, first_day date, last_day date default null,
    note text default null) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    joined teaching.class := teaching.take_class(class_id);
    wrong record;
    added integer;
begin
    perform teaching.require_days(joined.term_id, first_day, last_day);
    select t.full_name into wrong
      from unnest(student_ids) w (id)
      left join students.student t on t.id = w.id
     where t.id is null or t.status not in :students.may_register
     limit 1;
    if found then
        perform security.refuse('{student} does not study at present.',
                                jsonb_build_object('student', coalesce(wrong.full_name, '–')));
    end if;
    select t.full_name, m.starts_on into wrong
      from teaching.member m
      join students.student t on t.id = m.student_id
     where m.class_id = joined.id and m.student_id = any (student_ids)
       and m.starts_on <= coalesce(last_day, 'infinity') and coalesce(m.ends_on, 'infinity') >= first_day
     limit 1;
    if found then
        perform security.refuse('{student} sits in {class} since {day} already.', jsonb_build_object(
            'student', wrong.full_name, 'class', joined.name, 'day', to_char(wrong.starts_on, 'DD.MM.YYYY')));
    end if;
    insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on, ends_on, by_hand, note)
    select joined.faculty_id, joined.id, t.id, t.group_id, join_class.reason, first_day, last_day, true,
           nullif(btrim(join_class.note), '')
      from students.student t
     where t.id = any (student_ids)
     order by t.id;
    get diagnostics added = row_count;
    return added;
end $$;
comment on function teaching.join_class(bigint, bigint[], text, date, date, text)
    is 'Definer: who sits where is written by functions alone.';

-- Members leave a class: `last_day` is the last on which they sit there. Who never sat there on that day is not undone but
-- corrected.
create function teaching.leave_class(member_ids bigint[], last_day date, note text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
    ended integer;
begin
    perform teaching.take_members(member_ids);
    if coalesce(btrim(note), '') = '' then
        perform security.refuse('Say why the student leaves the class.');
    end if;
    select t.full_name, m.starts_on into wrong
      from teaching.member m
      join students.student t on t.id = m.student_id
     where m.id = any (member_ids) and m.starts_on > last_day
     limit 1;
    if found then
        perform security.refuse('{student} sits in the class since {day} only. Choose a later day.',
            jsonb_build_object('student', wrong.full_name, 'day', to_char(wrong.starts_on, 'DD.MM.YYYY')));
    end if;
    perform teaching.require_days(k.term_id, last_day, last_day)
       from teaching.class k
      where k.id in (select m.class_id from teaching.member m where m.id = any (member_ids));
    update teaching.member m
       set ends_on = last_day, by_hand = true, note = btrim(leave_class.note)
     where m.id = any (member_ids);
    get diagnostics ended = row_count;
    return ended;
end $$;
comment on function teaching.leave_class(bigint[], date, text) is 'Definer: who sits where is written by functions alone.';

-- Members go over to another class of the same subject, training and term, another subgroup for instance, from a day on.
create function teaching.move_members(member_ids bigint[], to_class_id bigint, first_day date, note text default null)
    returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    target teaching.class := teaching.take_class(to_class_id);
    moved integer;
begin
    perform teaching.take_members(member_ids);
    perform teaching.require_days(target.term_id, first_day, null);
    if exists (
        select
          from teaching.member m
          join teaching.class k on k.id = m.class_id
          join curriculum.course c on c.id = k.course_id
          join curriculum.course o on o.id = target.course_id
         where m.id = any (member_ids)
           and (k.id = target.id or k.term_id <> target.term_id or k.training <> target.training
                or c.subject_id <> o.subject_id)) then
        perform security.refuse('Choose another class of the same subject and training.');
    end if;
    insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on, ends_on, by_hand, note)
    select target.faculty_id, target.id, m.student_id, m.group_id, m.reason, greatest(first_day, m.starts_on), m.ends_on,
           true, nullif(btrim(move_members.note), '')
      from teaching.member m
     where m.id = any (member_ids) and coalesce(m.ends_on, 'infinity') >= first_day
     order by m.id;
    get diagnostics moved = row_count;
    delete from teaching.member m where m.id = any (member_ids) and m.starts_on >= first_day;
    update teaching.member m
       set ends_on = first_day - 1, by_hand = true, note = nullif(btrim(move_members.note), '')
     where m.id = any (member_ids) and m.starts_on < first_day and coalesce(m.ends_on, 'infinity') >= first_day;
    return moved;
end $$;
comment on function teaching.move_members(bigint[], bigint, date, text)
    is 'Definer: who sits where is written by functions alone.';

-- The days of one membership corrected by hand.
create function teaching.correct_member(member_id bigint, version integer, first_day date, last_day date, note text)
    returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    found_member teaching.member;
begin
    perform teaching.take_members(array[member_id]);
    select * into found_member from teaching.member m where m.id = member_id;
    if found_member.row_version is distinct from version then
        perform security.refuse('Somebody else has just changed this member. Look at the members again.', '{}', 'HM003');
    end if;
    if coalesce(btrim(note), '') = '' then
        perform security.refuse('Say why the days are corrected.');
    end if;
    perform teaching.require_days((select k.term_id from teaching.class k where k.id = found_member.class_id),
                                  first_day, last_day);
    update teaching.member m
       set starts_on = first_day, ends_on = last_day, by_hand = true, note = btrim(correct_member.note)
     where m.id = found_member.id;
    return version + 1;
end $$;
comment on function teaching.correct_member(bigint, integer, date, date, text)
    is 'Definer: who sits where is written by functions alone.';

-- The classes in which students are taught a course: those of its groups, and where they sat in the same subject, semester
-- and term before they came from another plan. What they missed and got there goes along.
create function teaching.classes_of_course(course_id bigint, student_ids bigint[]) returns table (class_id bigint)
    language sql stable
as $$
    select p.class_id from teaching.part p where p.course_id = classes_of_course.course_id
    union
    select k.id
      from curriculum.course c
      join curriculum.semester s on s.id = c.semester_id
      join teaching.member m on m.student_id = any (student_ids)
      join teaching.class k on k.id = m.class_id and k.term_id = s.term_id and k.course_id <> c.id
      join curriculum.course o on o.id = k.course_id and o.subject_id = c.subject_id
      join curriculum.semester n on n.id = o.semester_id and n.number = s.number
     where c.id = classes_of_course.course_id
$$;
