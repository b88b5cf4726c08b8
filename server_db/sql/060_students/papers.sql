-- Papers about students: who may get one, and what the register knows of the student at that moment.

-- A reference is for those who study or are on leave. Beside the name, which the register compares in
-- either alphabet, all is named that a reference says alike in every language.
create function students.reference_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.id, s.faculty_id, array[s.full_name, s.cyrillic_name],
           jsonb_build_object('number', s.number, 'full_name', s.full_name, 'status', s.status, 'course', s.course,
                              'faculty', u.name_uz, 'specialty', p.name_uz, 'group', g.name),
           jsonb_build_object('student_number', s.number, 'birth_date', s.birth_date, 'female', s.gender = :gender.female,
                              'course', 1 + s.course::integer - :course.first::integer, 'group', coalesce(g.name, ''),
                              'entry_year', s.entry_year, 'master', s.education_type = :education_type.master,
                              'on_leave', s.status = :student_status.on_leave)
      from students.student s
      join structure.unit u on u.id = s.faculty_id
      join students.specialty p on p.id = s.specialty_id
      left join students."group" g on g.id = s.group_id
     where s.id = any (ids)
       and s.status in :students.in_contingent
$$;
comment on function students.reference_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';
