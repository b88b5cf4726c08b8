-- The time line of students: it begins when a student is entered and is never behind the student's row. Orders close the
-- present period and open the next before they write the student; what changes a student without one does so on its day.

create function students.keep_time_line() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    differing bigint[];
begin
    if tg_op = 'UPDATE' then
        select array_agg(n.id) into differing
          from new_rows n
          left join students.period p on p.student_id = n.id and p.ends_on is null
         where (p.faculty_id, p.specialty_id, p.group_id, p.education_type, p.education_form, p.payment_form, p.kind,
                p.language, p.course, p.semester, p.status)
               is distinct from
               (n.faculty_id, n.specialty_id, n.group_id, n.education_type, n.education_form, n.payment_form, n.kind,
                n.language, n.course, n.semester, n.status);
        if differing is null then
            return null;
        end if;
        update students.period p
           set ends_on = greatest(p.starts_on, security.today()) - 1
         where p.student_id = any (differing) and p.ends_on is null;
    end if;
    insert into students.period (student_id, starts_on, origin, faculty_id, specialty_id, group_id, education_type,
                                 education_form, payment_form, kind, language, course, semester, status, recorded_by)
    select n.id, security.today(), case tg_op when 'INSERT' then 'opening' else 'changed' end, n.faculty_id,
           n.specialty_id, n.group_id, n.education_type, n.education_form, n.payment_form, n.kind, n.language, n.course,
           n.semester, n.status, security.me()
      from new_rows n
     where tg_op = 'INSERT' or n.id = any (differing);
    return null;
end $$;
comment on function students.keep_time_line() is 'Definer: the time line is written here and by orders alone.';
create trigger line_insert after insert on students.student referencing new table as new_rows
    for each statement execute function students.keep_time_line();
create trigger line_update after update on students.student referencing new table as new_rows
    for each statement execute function students.keep_time_line();

-- A student whose import is undone goes with the time line; an order in which the student stands keeps both.
create function students.drop_time_line() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from students.period p where p.student_id = old.id;
    return old;
end $$;
comment on function students.drop_time_line() is 'Definer: the time line is written by functions alone.';
create trigger line_delete before delete on students.student
    for each row execute function students.drop_time_line();

-- The day from which the state that was just written holds: that of the order that wrote it, else today.
create function students.moved_on(student_id bigint) returns date
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce((
        select p.starts_on
          from students.period p
         where p.student_id = moved_on.student_id and p.ends_on is null and p.recorded_at = now()
           and p.origin = 'order'), security.today())
$$;
comment on function students.moved_on(bigint) is 'Definer: classes follow the day of an order whatever the writer reads.';
