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
declare
    withdrawn bigint[];
begin
    select array_agg(n.id) into withdrawn
      from old_rows o
      join new_rows n using (id)
     where o.held_at is not null and n.held_at is null;
    if withdrawn is not null then
        update attendance.sheet s set held = false where s.lesson_id = any (withdrawn) and s.held;
        update attendance.ruling r
           set taken_back_at = now(),
               taken_back_why = (select l.reason from timetable.lesson l where l.id = r.lesson_id)
         where r.lesson_id = any (withdrawn) and r.taken_back_at is null;
    end if;
    return null;
end $$;
comment on function attendance.withdraw() is 'Definer: marks and rulings are written by functions alone.';
create trigger withdraw after update on timetable.lesson
    referencing old table as old_rows new table as new_rows
    for each statement execute function attendance.withdraw();

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
