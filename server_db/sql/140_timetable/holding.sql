-- A lesson that was held: from its first mark on it stays where, when and whose it is, until the dean's office takes the
-- holding back.

create function timetable.refuse_held(lesson timetable.lesson) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.refuse(
        'The lesson of {day}, pair {pair} was held, and {who} marked it: {what}. Take the holding back first, with a reason.',
        jsonb_build_object(
            'day', timetable.shown(lesson.day), 'pair', lesson.pair, 'what', timetable.title_of(lesson.class_id),
            'who', security.name_of(lesson.held_by), 'lesson', lesson.id));
end $$;
comment on function timetable.refuse_held(timetable.lesson) is 'Definer: who marked a lesson is told to whoever plans it.';

-- Whatever writes lessons: what was held keeps its place, its people and its scope, and is not deleted.
create function timetable.keep_held() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'DELETE' then
        perform timetable.refuse_held(old);
    elsif new.held_at is not null
          and (old.faculty_id, old.department_id, old.class_id, old.examination_id, old.day, old.pair, old.room_id,
               old.employee_id, old.state)
              is distinct from (new.faculty_id, new.department_id, new.class_id, new.examination_id, new.day, new.pair,
                                new.room_id, new.employee_id, new.state) then
        perform timetable.refuse_held(old);
    end if;
    return new;
end $$;
-- What changed is asked inside: a condition of a trigger over rows is not printed alike after a restoring.
create trigger keep_held before update or delete on timetable.lesson
    for each row when (old.held_at is not null) execute function timetable.keep_held();

-- What was cancelled, an examination and what is still to come have no marks.
create function timetable.refuse_unmarkable(lesson_ids bigint[]) returns void
    language plpgsql stable
as $$
declare
    wrong record;
begin
    select l.state, l.day, jsonb_build_object('day', timetable.shown(l.day), 'pair', l.pair) as place into wrong
      from timetable.lesson l
     where l.id = any (lesson_ids) and (l.state = 'cancelled' or l.class_id is null or l.day > security.today())
     order by l.day, l.pair
     limit 1;
    if wrong.state = 'cancelled' then
        perform security.refuse('The lesson of {day}, pair {pair} was cancelled and has no marks.', wrong.place);
    elsif wrong.day > security.today() then
        perform security.refuse('The lesson of {day}, pair {pair} is still to come.', wrong.place);
    end if;
    perform security.refuse('The examination of {day}, pair {pair} has no journal.', wrong.place);
end $$;

-- The act that stores the first mark of lessons, each of them said once, calls this: their teacher, or the dean's office.
-- Back comes the day of the first of them.
create function timetable.hold(lesson_ids bigint[]) returns date
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- Asked once; who does not act in one of these roles has no lessons.
    teacher constant bigint := case when security.my_role() = 'hemis_teacher'
                                    then security.employee_of(security.me(), security.my_role()) end;
    faculties constant bigint[] := case when security.my_role() = 'hemis_faculty'
                                        then security.units_of(security.me(), security.my_role()) end;
    own integer;
    has_wrong boolean;
    has_new boolean;
    earliest date;
begin
    -- Only the own lessons are locked: who waits for one of them must not hold up those of others.
    select count(*), bool_or(o.state = 'cancelled' or o.class_id is null or o.day > security.today()),
           bool_or(o.held_at is null), min(o.day)
      into own, has_wrong, has_new, earliest
      from (
        select l.state, l.class_id, l.day, l.held_at
          from timetable.lesson l
         where l.id = any (lesson_ids) and (l.employee_id = teacher or l.faculty_id = any (faculties))
         order by l.id
           for update) o;
    if own < cardinality(lesson_ids) then
        perform security.refuse('This lesson is not yours.', '{}', 'HM002');
    end if;
    if has_wrong then
        perform timetable.refuse_unmarkable(lesson_ids);
    end if;
    if has_new then  -- a statement that changes nothing would still cost its triggers
        update timetable.lesson l
           set held_at = now(), held_by = security.me()
         where l.id = any (lesson_ids) and l.held_at is null;
    end if;
    return earliest;
end $$;
comment on function timetable.hold(bigint[]) is 'Definer: lessons are written by functions alone.';

-- The dean's office takes the holding back: the lesson can be changed again, its marks stay readable.
create function timetable.withdraw_holding(lesson_id bigint, version integer, reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    lesson timetable.lesson;
begin
    perform security.require_role('hemis_faculty');
    select * into lesson from timetable.lesson l where l.id = withdraw_holding.lesson_id for update;
    perform timetable.require_planner(lesson.faculty_id);
    if lesson.row_version is distinct from version then
        perform security.refuse('Somebody else has just changed {what}. Look at the week again.',
                                jsonb_build_object('what', timetable.title_of(lesson.class_id)), 'HM003');
    end if;
    if lesson.held_at is null then
        perform security.refuse('This lesson has not been held. There is nothing to take back.');
    end if;
    if coalesce(btrim(reason), '') = '' then
        perform security.refuse('Say why the holding is taken back.');
    end if;
    update timetable.lesson l
       set held_at = null, held_by = null, reason = btrim(withdraw_holding.reason)
     where l.id = lesson.id;
    return (select l.row_version from timetable.lesson l where l.id = lesson.id);
end $$;
comment on function timetable.withdraw_holding(bigint, integer, text) is 'Definer: lessons are written by functions alone.';
