-- What people of the demonstration have deleted lately and may miss: a result, a note, a building, a day without lessons.
do $$
declare
    student students.student;
    subject subjects.subject;
begin
    select s.* into student
      from students.student s
      join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
     where s.status = :student_status.studying
     order by s.sort_key, s.id
     limit 1;
    select s.* into subject from subjects.subject s order by s.id limit 1;
    insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits, points,
                               source_document)
    values (student.faculty_id, student.id, subject.id, 'subject', 'earlier', student.entry_year, 12, 60, 2, 71, 'Maʼlumotnoma № 4');
    insert into system.note (relation, record_id, author, body)
    values ('students.student', student.id, 'dean_geology', 'Ota-onasi bilan suhbat oʻtkazildi');
    insert into infrastructure.building (name, address) values ('Eski ustaxona', 'Universitet koʻchasi, 2');
    insert into curriculum.holiday (day, name_uz) values (security.today() + 200, 'Sport kuni');
    delete from grades.result r where r.student_id = student.id and r.source_document = 'Maʼlumotnoma № 4';
    delete from system.note n where n.body = 'Ota-onasi bilan suhbat oʻtkazildi';
    delete from infrastructure.building b where b.name = 'Eski ustaxona';
    delete from curriculum.holiday h where h.name_uz = 'Sport kuni';
    -- The history says who: here the people of the demonstration, and not who fills it.
    update audit.change c
       set login = w.login, role = w.role,
           before = c.before || case c.relation when 'system.note' then jsonb_build_object('author', w.login) else '{}' end
      from (values ('grades.result', 'dean_geology', 'hemis_faculty'), ('system.note', 'dean_geology', 'hemis_faculty'),
                   ('infrastructure.building', 'academic_office', 'hemis_academic_office'),
                   ('curriculum.holiday', 'academic_office', 'hemis_academic_office')) w (relation, login, role)
     where c.transaction = pg_current_xact_id()::text and c.action = 'delete' and c.relation = w.relation and c.at = now();
end $$;
