-- Doubles of the demonstration: a proposal that waits for the second person, a pair that was merged, two that nobody has
-- noticed yet, and a bachelor of years ago who studies again.
do $$
declare
    taken bigint[] := array(
        select s.id
          from students.student s
          join students."group" g on g.id = s.group_id
         where s.status = :student_status.studying and s.education_type = :education_type.bachelor
           and s.course = (:course.first::integer + 1)::text
           and not exists (select from movement.line l join movement.decree d on d.id = l.decree_id
                            where l.student_id = s.id and d.state in ('draft', 'sent', 'signed'))
         order by s.faculty_id, s.sort_key desc, s.id
         limit 4);
    doubles bigint[];
begin
    with made as (
        insert into students.student (surname, given_name, patronymic, birth_date, gender, faculty_id, specialty_id,
                                      education_type, education_form, payment_form, language, course, semester, status,
                                      entry_year)
        select s.surname, s.given_name, s.patronymic, s.birth_date, s.gender, s.faculty_id, s.specialty_id, s.education_type,
               s.education_form, s.payment_form, s.language, s.course, s.semester, :student_status.applied, s.entry_year
          from unnest(taken) with ordinality t (id, place)
          join students.student s on s.id = t.id
         order by t.place
        returning id)
    select array_agg(m.id order by m.id) into doubles from made m;
    insert into students.award (student_id, faculty_id, kind, awarded_on, note)
    select s.id, s.faculty_id, (select i.code from classifiers.item i join classifiers.classifier c on c.id = i.classifier_id
                                 where c.code = 'h_student_success' order by i.code limit 1),
           security.today() - 40, 'Fan olimpiadasi, 2-oʻrin'
      from students.student s
     where s.id = any (doubles[1:2]);
    insert into merging.proposal (kind, student_id, other_id, faculty_id, other_faculty_id, student_name, student_number,
                                  other_name, other_number, choices, reason, state, proposed_by, proposed_at)
    select 'merge', a.id, b.id, a.faculty_id, b.faculty_id, a.full_name, a.number, b.full_name, b.number, '{}',
           'Qabul roʻyxatidan ikkinchi marta kiritilgan', 'proposed', 'dean_geology', now() - interval '2 days'
      from unnest(taken[1:2], doubles[1:2]) p (one, other)
      join students.student a on a.id = p.one
      join students.student b on b.id = p.other
     order by a.id;
    perform merging.perform(p) from merging.proposal p where p.other_id = doubles[2];
    update merging.proposal p
       set state = 'agreed', decided_by = 'academic_office', decided_at = now()
     where p.other_id = doubles[2];
end $$;
