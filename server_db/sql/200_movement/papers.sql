-- Papers about orders and those who leave: what the register knows of an extract, an academic certificate, a letter.

-- The order behind the present state of a student: number, day, act; nothing for who was taken over as he is.
create function movement.order_behind(student_id bigint)
    returns table (number text, day date, act text, reason text)
    language sql stable
as $$
    select d.number, d.signed_on, d.act, l.reason
      from movement.line l
      join movement.decree d on d.id = l.decree_id and d.state = 'applied'
      join students.period p on p.id = l.after_id and p.ends_on is null
     where l.student_id = order_behind.student_id and l.after_id <> coalesce(l.before_id, 0)
     order by l.id desc
     limit 1
$$;

-- What a student has passed, a line a subject, as it stands on paper in every language; names beside it.
create function movement.passed_lines(student_id bigint)
    returns table (place bigint, line text, name_uz text, name_oz text, name_ru text, name_en text)
    language sql stable
as $$
    select row_number() over (order by r.semester, b.name_uz, r.id),
           concat_ws('|', r.year, r.semester, r.hours, r.credits, coalesce(r.points::text, ''), coalesce(r.mark, ''),
                     r.line, r.subject_id),
           b.name_uz, b.name_oz, b.name_ru, b.name_en
      from grades.record r
      join subjects.subject b on b.id = r.subject_id
     where r.student_id = passed_lines.student_id and r.counts and r.passed
$$;

-- An extract is of a signed order, for the faculty at which the student is.
create function movement.extract_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select l.id, s.faculty_id, array[l.student_name, s.full_name, s.cyrillic_name],
           jsonb_build_object('full_name', l.student_name, 'number', s.number, 'order', d.number, 'day', d.signed_on,
                              'heading', d.heading),
           jsonb_build_object('student_number', l.student_number, 'order_number', d.number, 'order_day', d.signed_on,
                              'act', d.act)
      from movement.line l
      join movement.decree d on d.id = l.decree_id and d.state in ('signed', 'applied')
      join students.student s on s.id = l.student_id
     where l.id = any (ids)
$$;
comment on function movement.extract_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';

-- An academic certificate is for who has left: expelled, transferred to elsewhere, or through without attestation.
create function movement.certificate_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.id, s.faculty_id, array[s.full_name, s.cyrillic_name],
           jsonb_build_object('full_name', s.full_name, 'number', s.number, 'status', s.status, 'order', o.number,
                              'day', o.day),
           jsonb_build_object('student_number', s.number, 'birth_date', s.birth_date, 'entry_year', s.entry_year,
                              'order_number', coalesce(o.number, ''), 'order_day', o.day, 'marks', coalesce(m.marks, ''))
      from students.student s
      left join lateral movement.order_behind(s.id) o on true
     cross join lateral (
            select string_agg(f.line, E'\n' order by f.place) as marks from movement.passed_lines(s.id) f) m
     where s.id = any (ids)
       and s.status in (:student_status.expelled, :student_status.graduated)
$$;
comment on function movement.certificate_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';

-- A letter calls or confirms who studies or is on leave.
create function movement.letter_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.id, s.faculty_id, array[s.full_name, s.cyrillic_name],
           jsonb_build_object('full_name', s.full_name, 'number', s.number, 'status', s.status, 'course', s.course),
           jsonb_build_object('student_number', s.number, 'course', 1 + s.course::integer - :course.first::integer,
                              'order_number', coalesce(o.number, ''), 'order_day', o.day)
      from students.student s
      left join lateral movement.order_behind(s.id) o on true
     where s.id = any (ids)
       and s.status in :students.in_contingent
$$;
comment on function movement.letter_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';
