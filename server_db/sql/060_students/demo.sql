-- What the students brought along: recorded of all but the first year of study, whose groups the dean's offices complete.
do $$
begin
    perform set_config('session_replication_role', 'replica', true);
    insert into students.prior_education (student_id, faculty_id, institution, document_kind, document_number, document_date,
                                          school_country, school_language, basis)
    select s.id, s.faculty_id,
           case s.id % 3 when 0 then (s.id % 90 + 1) || '-umumiy oʻrta taʼlim maktabi' when 1 then (s.id % 9 + 1) || '-akademik litsey'
                         else 'Geologiya texnikumi' end,
           case s.id % 3 when 0 then 'school' when 1 then 'lyceum' else 'college' end,
           'UM ' || lpad((s.id % 1000000)::text, 6, '0'), make_date(s.entry_year, 6, 15 + (s.id % 10)::integer), 'UZ', s.language,
           case s.id % 7 when 0 then 'privilege' when 1 then 'creative' else 'test' end
      from students.student s
     where s.course > :course.first and s.status <> :student_status.applied;
    perform set_config('session_replication_role', 'origin', true);
end $$;

-- The defences of the first specialty of each faculty were put off until this winter: its last students study still.
do $$
begin
    perform set_config('session_replication_role', 'replica', true);
    update students.student s
       set status = :student_status.studying
     where s.status = :student_status.graduated and s.education_type = :education_type.bachelor
       and s.specialty_id = (select min(p.id) from students.specialty p where p.faculty_id = s.faculty_id);
    perform set_config('session_replication_role', 'origin', true);
end $$;
