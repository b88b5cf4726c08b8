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
     where t.number <= 2 and t.training = '11';
    insert into topics.resource_piece (resource_id, number, content)
    select r.id, 0, content from topics.resource r where r.kind = 'file';
    perform set_config('session_replication_role', 'origin', true);
end $$;
