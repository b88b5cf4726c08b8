-- The previous education of a student belongs to the faculty of the student: the server writes which that is.

create function students.take_faculty() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.faculty_id := (select s.faculty_id from students.student s where s.id = new.student_id);
    return new;
end $$;
comment on function students.take_faculty() is 'Definer: the faculty is that of the student, whoever writes; the policy judges it.';
create trigger take_faculty before insert on students.prior_education
    for each row execute function students.take_faculty();
