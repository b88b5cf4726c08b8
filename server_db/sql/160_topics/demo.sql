-- Every subject that is taught has topics in each training type: as many as its hours in the plans ask for.

-- The history of what a demonstration begins with is not written.
do $$
begin
    perform set_config('session_replication_role', 'replica', true);
    insert into topics.topic (subject_id, department_id, training, number, name, hours)
    select h.subject_id, h.department_id, h.training, g.number,
           b.name_uz || ': ' || (array[
               'kirish, maqsad va vazifalari', 'rivojlanish tarixi', 'asosiy tushunchalar', 'tadqiqot usullari',
               'tasniflash asoslari', 'nazariy asoslar', 'amaliy masalalar', 'oʻlchash va hisoblash',
               'tajriba natijalarini tahlil qilish', 'zamonaviy yondashuvlar', 'raqamli texnologiyalardan foydalanish',
               'Oʻzbekiston sharoitida qoʻllanishi', 'xorijiy tajriba', 'muammolar va yechimlar',
               'umumlashtirish va xulosalar'])[1 + (g.number - 1) % 15]
           || case when g.number > 15 then ' (davomi)' else '' end,
           least(2, h.hours - (g.number - 1) * 2)
      from (
        select o.subject_id, o.department_id, c.training, max(c.hours) as hours
          from curriculum.course o
          join curriculum.course_hours c on c.course_id = o.id
         where o.department_id is not null
         group by o.subject_id, o.department_id, c.training) h
      join subjects.subject b on b.id = h.subject_id
     cross join lateral generate_series(1, (h.hours + 1) / 2) g (number);
    perform set_config('session_replication_role', 'origin', true);
    analyze topics.topic;

    -- Most lists are approved, those of some subjects are still written.
    insert into topics.approval (subject_id, department_id, training, approved_by)
    select distinct t.subject_id, t.department_id, t.training, 'head_mineralogy'
      from topics.topic t
     where t.subject_id % 4 <> 0;
end $$;

-- The classes of the running term have calendar plans: most are approved, some wait, some came back, some are missing.
do $$
begin
    perform set_config('session_replication_role', 'replica', true);
    insert into topics.calendar_plan (class_id, faculty_id, state, written_by, submitted_at, decided_at, decided_by, reason)
    select k.id, k.faculty_id, s.state, 'teacher_mineralogy',
           case when s.state <> 'draft' then now() - interval '20 days' end,
           case when s.state in ('approved', 'returned') then now() - interval '15 days' end,
           case when s.state in ('approved', 'returned') then 'head_mineralogy' end,
           case when s.state = 'returned' then 'Amaliy mashgʻulotlar maʼruzalardan oldin qoʻyilgan' end
      from teaching.class k
     cross join lateral (
        select (array['approved', 'approved', 'approved', 'submitted', 'approved', 'returned', 'draft', null])[
            1 + k.id % 8]) s (state)
     where s.state is not null
       and exists (select from timetable.lesson l where l.class_id = k.id);
    insert into topics.calendar_line (class_id, faculty_id, place, topic_id)
    select k.id, k.faculty_id, t.number, t.id
      from topics.calendar_plan p
      join teaching.class k on k.id = p.class_id
      join curriculum.course o on o.id = k.course_id
      join topics.topic t on t.subject_id = o.subject_id and t.department_id = k.department_id
                         and t.training = k.training
     where t.number <= (
        select count(*) from timetable.lesson l where l.class_id = k.id and l.state <> 'cancelled')
       and (p.state <> 'draft' or t.number <= 6);
    perform set_config('session_replication_role', 'origin', true);
end $$;

-- The first topics of some subjects have a text to read and a link.
do $$
declare
    content constant bytea := convert_to(E'Maʼruza matni\n\nMavzu boʻyicha asosiy tushunchalar va adabiyotlar.\n', 'UTF8');
begin
    perform set_config('session_replication_role', 'replica', true);
    insert into topics.resource (subject_id, department_id, topic_id, employee_id, name, kind, url, file_name, media_type,
                                 size, digest, state)
    select t.subject_id, t.department_id, t.id, w.employee_id, r.name, r.kind, r.url, r.file_name, r.media_type, r.size,
           r.digest, 'ready'
      from (
        select o.subject_id, k.department_id, min(a.employee_id) as employee_id
          from teaching.assignment a
          join teaching.class k on k.id = a.class_id
          join curriculum.course o on o.id = k.course_id
         group by o.subject_id, k.department_id) w
      join topics.topic t on t.subject_id = w.subject_id and t.department_id = w.department_id
     cross join lateral (
        values ('Maʼruza matni', 'file', null, 'maruza-' || t.number || '.txt', 'text/plain', octet_length(content),
                encode(sha256(sha256(content)), 'hex')),
               ('Elektron kutubxona', 'link', 'https://natlib.uz', null, null, null, null))
         r (name, kind, url, file_name, media_type, size, digest)
     where t.number <= 2 and t.training = :training_type.lecture;
    insert into topics.resource_piece (resource_id, number, content)
    select r.id, 0, content from topics.resource r where r.kind = 'file';
    perform set_config('session_replication_role', 'origin', true);
end $$;

-- Control questions, tasks with works, and a bank of questions with sets of tickets.
do $$
begin
    perform set_config('session_replication_role', 'replica', true);
    insert into topics.control_question (subject_id, department_id, topic_id, number, question)
    select t.subject_id, t.department_id, t.id, g.number,
           (array['Mavzuning asosiy tushunchalarini aytib bering.', 'Usullarni taqqoslang va misol keltiring.',
                  'Natijani qanday baholaysiz?'])[g.number]
      from topics.topic t
     cross join generate_series(1, 3) g (number)
     where t.training = :training_type.lecture and t.number <= 4;

    insert into topics.task (faculty_id, class_id, name, topic_id, given_on, due_on, points, description)
    select k.faculty_id, k.id, g.name, null, security.today() - g.given, security.today() - g.given + 14, g.points,
           'Hisobot yozma topshiriladi'
      from teaching.class k
     cross join (values ('1-mustaqil ish', 40, 10), ('2-mustaqil ish', 10, 10)) g (name, given, points)
     where k.term_id = (
            select t.id from curriculum.term t where t.starts_on <= security.today() order by t.starts_on desc limit 1);
    insert into topics.task_work (faculty_id, class_id, task_id, student_id, handed_in_on, points)
    select a.faculty_id, a.class_id, a.id, m.student_id, a.due_on - (m.student_id % 9)::integer + 2,
           5 + (m.student_id % 6)
      from topics.task a
      join teaching.member m on m.class_id = a.class_id
     where a.due_on < security.today() and m.student_id % 7 <> 0;

    insert into topics.question (subject_id, department_id, topic_id, kind, body, weight, difficulty, answer_a, answer_b,
                                 answer_c, answer_d, right_answer, key)
    select t.subject_id, t.department_id, t.id, w.kind, w.body || ' (' || t.number || ')', w.weight,
           1 + (t.number + w.place) % 5, w.a, w.b, w.c, w.d, w.right_answer, w.expected
      from topics.topic t
     cross join (
        values (0, 'open', 'Mavzuning mazmunini yoriting va misol keltiring.', 10, null, null, null, null, null,
                'Taʼrif, kamida ikkita misol, xulosa'),
               (1, 'open', 'Asosiy usullarni taqqoslang.', 10, null, null, null, null, null, 'Jadval va xulosa'),
               (2, 'choice', 'Toʻgʻri taʼrifni tanlang', 2, 'Birinchi taʼrif', 'Ikkinchi taʼrif', 'Uchinchi taʼrif',
                'Toʻrtinchi taʼrif', 'B', null),
               (3, 'choice', 'Qaysi usul qoʻllanadi?', 2, 'Kuzatish', 'Oʻlchash', 'Hisoblash', 'Taqqoslash', 'C', null))
         w (place, kind, body, weight, a, b, c, d, right_answer, expected)
     where t.training = :training_type.lecture;

    -- The first of each bank asks about a drawing.
    update topics.question q
       set body = 'Chizmada qaysi panjara tasvirlangan? (' || t.number || ')',
           picture = decode('iVBORw0KGgoAAAANSUhEUgAAAKAAAABuAQAAAACIViVEAAABBklEQVR42u2VzQ3DIAyF00l67BgM1QHSDToCq3QDVuiNAThZ'
                   || 'snCxI2gTUey013Cw0CfZPPPzmKgzpgP+C28Tjw28c8B5DS8cwOkwXzkmr0MEjjGsICDHEHWYMkv0SYeRWKIDHQYqEvOMK+gL'
                   || 'JqQ8q9CVqgREToMlrUhMXEaBKLmRpb0hCA/CxzBJWS+TMYwi1UmdBnlRxz1uoWeIH5A1B1y6GEPehwh1NoCSlFIttEBZE2LV'
                   || 'MYBSDUPtbQBliXxu0+/wObVx+iHdLsneZneX7Ju84+C6596uDWp3yX4V7de7+zrsj8v+YHeYQNdD7BZktzW7VXad1m7UdvPv'
                   || '/x2P3i9z/MW74Qs4Oi9cP+6kxwAAAABJRU5ErkJggg==', 'base64')
      from topics.topic t
     where t.id = q.topic_id and t.number = 1 and q.kind = 'choice' and q.body like 'Toʻgʻri taʼrifni%';

    -- A ticket takes one question of every difficulty: all are as hard as the others.
    insert into topics.ticket_set (subject_id, department_id, name, kind, tickets, questions, seed, state, made_by,
                                   decided_at, decided_by)
    select b.subject_id, b.department_id, w.name, w.kind, 4, 5, 20261101, w.state, 'teacher_mineralogy',
           case when w.state = 'approved' then now() - interval '3 days' end,
           case when w.state = 'approved' then 'head_mineralogy' end
      from (
        select q.subject_id, q.department_id
          from topics.question q
         where q.kind = 'open'
         group by q.subject_id, q.department_id
        having count(distinct q.difficulty) = 5 and count(*) >= 28) b
     cross join (values ('Oraliq nazorat testi', 'choice', 'approved'), ('Yakuniy nazorat biletlari', 'open', 'submitted'))
         w (name, kind, state);
    insert into topics.ticket_question (ticket_set_id, ticket, place, subject_id, department_id, question_id, right_answer,
                                        weight)
    select s.id, q.ticket, q.difficulty, s.subject_id, s.department_id, q.id, q.right_answer, q.weight
      from topics.ticket_set s
      join (
        select q.*, row_number() over (partition by q.subject_id, q.department_id, q.kind, q.difficulty order by q.id)
                    as ticket
          from topics.question q) q
        on q.subject_id = s.subject_id and q.department_id = s.department_id and q.kind = s.kind and q.ticket <= s.tickets;
    insert into topics.ticket_printing (ticket_set_id, subject_id, department_id, login, printed_at)
    select s.id, s.subject_id, s.department_id, s.made_by, s.decided_at + interval '1 day'
      from topics.ticket_set s
     where s.state = 'approved';
    perform set_config('session_replication_role', 'origin', true);
    analyze topics.task, topics.task_work;

    -- Answers of some who took the test: counted as they are stored.
    insert into topics.test_answers (subject_id, department_id, ticket_set_id, student_id, ticket, answers)
    select s.subject_id, s.department_id, s.id, m.student_id, 1 + m.student_id % 4,
           case m.student_id % 3 when 0 then 'BCBCB' when 1 then 'CBCBC' else 'BBBA-' end
      from (
        select s.*
          from topics.ticket_set s
         where s.state = 'approved'
         order by exists (
                select
                  from teaching.assignment a
                  join security.account c on c.employee_id = a.employee_id and c.login = s.made_by
                  join teaching.class k on k.id = a.class_id and k.department_id = s.department_id
                  join curriculum.course o on o.id = k.course_id and o.subject_id = s.subject_id) desc, s.id
         limit 3) s
      join curriculum.course o on o.subject_id = s.subject_id
      join teaching.class k on k.course_id = o.id and k.department_id = s.department_id and k.training = :training_type.lecture
      join teaching.member m on m.class_id = k.id and m.ends_on is null
        on conflict do nothing;
end $$;
