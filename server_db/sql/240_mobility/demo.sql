-- Some students of each faculty of the demonstration are elsewhere this term, were there last year, or come from elsewhere.
with chosen as (
    select s.*, row_number() over (partition by s.faculty_id order by s.sort_key, s.id) as place
      from students.student s
     where s.status = :student_status.studying
), partner (place, direction, name, country, programme, begins, lasts) as (
    values (3, 'outgoing', 'Technische Universität Bergakademie Freiberg', 'DE', 'Erasmus+ KA171', -70, 130),
           (11, 'outgoing', 'Санкт-Петербургский горный университет', 'RU', 'Ikki tomonlama shartnoma', -420, 140),
           (19, 'outgoing', 'Seoul National University', 'KR', 'El-yurt umidi', 60, 150),
           (27, 'incoming', 'Қ.И. Сәтбаев атындағы ҚазҰТЗУ', 'KZ', 'Akademik almashinuv dasturi', -80, 140)
), made as (
    insert into mobility.exchange (student_id, faculty_id, direction, partner, country, programme, starts_on, ends_on, document)
    select c.id, c.faculty_id, p.direction, p.name, p.country, p.programme, security.today() + p.begins,
           security.today() + p.begins + p.lasts, '№ ' || 40 + c.place || '-X'
      from partner p
      join chosen c on c.place = p.place
     order by c.faculty_id, c.place
    returning id, student_id, faculty_id)
insert into mobility.agreed_subject (exchange_id, student_id, faculty_id, name, hours, credits, subject_id, state, mark)
select m.id, m.student_id, m.faculty_id, t.name, t.hours, t.credits,
       (select min(b.id) from subjects.subject b where t.subject and b.name_uz ilike '%geologiya%'), t.state, t.mark
  from made m
 cross join (values ('Structural Geology', 120, 5.0, true, 'agreed', null), ('Mineral Processing I', 150, 6.0, false, 'agreed', 'B'),
                    ('Scientific Writing', 60, 2.5, false, 'dropped', null)) t (name, hours, credits, subject, state, mark)
 order by m.id;
