-- What holds of the marks whoever writes them, and what a withdrawn holding does to them.

-- A place in the history is a student: the list of a sheet is only ever added to, and nothing else of its head changes.
create function attendance.keep_order() returns trigger
    language plpgsql
as $$
begin
    if new.students[1:cardinality(old.students)] is distinct from old.students then
        perform security.refuse('The students of a sheet keep their places.');
    end if;
    return new;
end $$;
create trigger keep_order before update on attendance.sheet
    for each row when (old.students is distinct from new.students) execute function attendance.keep_order();

create function attendance.require_reason(reason text) returns void
    language plpgsql stable
as $$
begin
    if coalesce(btrim(reason), '') = '' then
        perform security.refuse('Say why: the reason stands beside the mark.');
    end if;
end $$;

-- The holding of a lesson was taken back: its marks stay readable and count no longer; rulings about them end.
create function attendance.withdraw() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update attendance.sheet s set held = false where s.lesson_id = new.id and s.held;
    update attendance.ruling r
       set taken_back_at = now(), taken_back_why = new.reason
     where r.lesson_id = new.id and r.taken_back_at is null;
    return null;
end $$;
comment on function attendance.withdraw() is 'Definer: marks and rulings are written by functions alone.';
-- Row by row: it happens to one lesson, and every lesson that is being held would pay for a look at the whole statement.
create trigger withdraw after update on timetable.lesson
    for each row when (old.held_at is not null and new.held_at is null) execute function attendance.withdraw();

-- What a lesson is called in a sentence.
create function attendance.lesson_words(lesson_id bigint) returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('day', timetable.shown(l.day), 'pair', l.pair, 'class', c.name, 'lesson', l.id)
      from timetable.lesson l
      join teaching.class c on c.id = l.class_id
     where l.id = lesson_id
$$;
comment on function attendance.lesson_words(bigint) is 'Definer: asked for lessons that the caller was found to hold.';
