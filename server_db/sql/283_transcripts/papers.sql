-- Transcripts and study cards: what stands on them alike in every language, and what the register knows of them.

-- A text within a line of a paper: what parts its fields stands in no field.
create function grades.in_line(text text) returns text
    language sql immutable
as $$ select translate(coalesce(text, ''), E'|\n\r', '/  ') $$;

-- What both papers say of a line of the record.
create function grades.line_of(r grades.record) returns text
    language sql stable
as $$
    select concat_ws('|', r.year, r.semester, r.hours, r.credits, coalesce(r.points::text, ''), coalesce(r.mark, ''),
                     coalesce(r.letter, ''), r.line, case r.ending when :exam_finish.exam then 'exam' else 'pass' end,
                     r.passed::integer, case r.source when 'recognised' then grades.in_line(r.source_document) else '' end,
                     r.subject_id)
$$;

-- What counts of the record of a student, passed or not, a line a subject with its names.
create function grades.transcript_lines(of_student bigint)
    returns table (place bigint, line text, name_uz text, name_oz text, name_ru text, name_en text)
    language sql stable
as $$
    select row_number() over (order by r.semester, b.name_uz, r.line, r.id),
           grades.line_of(r),
           b.name_uz, b.name_oz, b.name_ru, b.name_en
      from grades.record r
      join subjects.subject b on b.id = r.subject_id
     where r.student_id = of_student and r.counts
$$;

-- The GPA of each semester of the plan and of all; by the same working as anywhere else.
create function grades.transcript_sums(of_student bigint) returns text
    language sql stable
as $$
    select string_agg(concat_ws('|', coalesce(g.semester::text, ''), g.gpa), E'\n' order by g.semester nulls last)
      from (
        select w.semester, round(sum(w.weighted) / nullif(sum(w.credits), 0), 2) as gpa
          from grades.working(of_student) w
         where w.enters
         group by grouping sets ((), (w.semester))) g
     where g.gpa is not null
$$;

-- Every attempt of a student with the points of its controls, the one that counts marked.
create function grades.study_lines_of(of_student bigint)
    returns table (place bigint, line text, name_uz text, name_oz text, name_ru text, name_en text)
    language sql stable
as $$
    select row_number() over (order by r.semester, b.name_uz, r.line, r.round, r.attempt, r.id),
           concat_ws('|', grades.line_of(r), r.counts::integer, r.attempt, r.round, coalesce(c.controls, '')),
           b.name_uz, b.name_oz, b.name_ru, b.name_en
      from grades.record r
      join subjects.subject b on b.id = r.subject_id
      left join lateral (
            select string_agg(p.kind || '=' || coalesce(l.points::text, l.kind), ';' order by p.position, p.id) as controls
              from grades.cell l
              join grades.component p on p.id = l.component_id
             where l.line_id = r.line_id) c on true
     where r.student_id = of_student
$$;

-- The applied orders of a student; the move to the next semester is a directive and stands in no file.
create function grades.study_orders_of(of_student bigint) returns text
    language sql stable
as $$
    select string_agg(concat_ws('|', d.signed_on, grades.in_line(d.number), d.order_type, grades.in_line(t.reasons),
                                grades.in_line(l.reason), d.effective_on), E'\n' order by d.effective_on, d.signed_on, l.id)
      from movement.line l
      join movement.decree d on d.id = l.decree_id and d.state = 'applied' and d.act <> 'next_semester'
      left join lateral (select t.reasons from movement.transition t where t.act = d.act limit 1) t on true
     where l.student_id = any (merging.rows_of(of_student))
$$;

-- What the study card of somebody says, for whoever issues it.
create function grades.study_card(of_student bigint) returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
               'orders', coalesce(grades.study_orders_of(s.id), ''),
               'lines', coalesce((select jsonb_agg(to_jsonb(f) - 'place' order by f.place) from grades.study_lines_of(s.id) f), '[]'))
      from students.student s
     where s.id = of_student and documents.issues('study-card', s.faculty_id)
$$;
comment on function grades.study_card(bigint) is
    'Definer: who came from another faculty brings its sheets and orders along; it answers for whom the person issues papers.';

-- What the register knows of students whose paper tells of their record, alike for both papers.
create function grades.facts_of(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable
as $$
    select s.id, s.faculty_id, array[s.full_name, s.cyrillic_name],
           jsonb_build_object('full_name', s.full_name, 'number', s.number, 'status', s.status, 'subjects', r.subjects,
                              'credits', r.credits, 'gpa', r.gpa),
           jsonb_build_object('student_number', s.number, 'birth_date', s.birth_date, 'entry_year', s.entry_year,
                              'sums', coalesce(grades.transcript_sums(s.id), ''))
      from students.student s
      join grades.standing(ids) r on r.student_id = s.id
     where s.id = any (ids) and s.merged_into_id is null
$$;

-- A transcript is for whoever has results, also while studying.
create function grades.transcript_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select f.record_id, f.unit_id, f.names, f.facts, f.said || jsonb_build_object('marks', m.marks)
      from grades.facts_of(ids) f
     cross join lateral (
            select string_agg(l.line, E'\n' order by l.place) as marks from grades.transcript_lines(f.record_id) l) m
     where m.marks is not null
$$;
comment on function grades.transcript_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';

-- A study card is of whoever was enrolled, with results or without.
create function grades.study_card_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select f.record_id, f.unit_id, f.names, f.facts,
           f.said || jsonb_build_object('marks', coalesce(m.marks, ''),
                                        'orders', coalesce(grades.study_orders_of(f.record_id), ''))
      from grades.facts_of(ids) f
     cross join lateral (
            select string_agg(l.line, E'\n' order by l.place) as marks from grades.study_lines_of(f.record_id) l) m
     where f.facts ->> 'status' <> :student_status.applied
$$;
comment on function grades.study_card_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';

-- How the record of students stands: subjects and credits that are passed, debts, GPA. A line for each of them.
create function grades.standing(ids bigint[])
    returns table (student_id bigint, subjects bigint, credits numeric, debts bigint, gpa numeric)
    language sql stable
as $$
    select i.id, coalesce(p.subjects, 0), coalesce(g.credits, 0), coalesce(g.debts, 0), g.gpa
      from unnest(ids) i (id)
      left join grades.gpa(ids) g on g.student_id = i.id and g.year is null
      left join (
        select r.student_id, count(*) as subjects
          from grades.record r
         where r.counts and r.passed and r.student_id = any (ids)
         group by r.student_id) p on p.student_id = i.id
$$;

-- The students of a faculty with how their record stands and the last live paper of a kind: `none`, `issued`, or `changed` where
-- the record says something else by now.
create function grades.paper_holders(kind text, of_faculty bigint)
    returns table (student_id bigint, subjects bigint, credits numeric, debts bigint, gpa numeric, standing text,
                   register_number text, issued_at timestamptz, papers bigint)
    language sql stable
as $$
    select g.student_id, g.subjects, g.credits, g.debts, g.gpa,
           case when p.register_number is null then 'none'
                when p.content -> 'facts' @> jsonb_build_object('subjects', g.subjects, 'credits', g.credits, 'gpa', g.gpa)
                     or not p.content -> 'facts' ? 'subjects' then 'issued'
                else 'changed' end,
           p.register_number, p.registered_at, coalesce(p.papers, 0)
      from grades.standing(array(
            select s.id
              from students.student s
             where s.faculty_id = of_faculty and s.status <> :student_status.applied and s.merged_into_id is null)) g
      left join (
        select distinct on (p.student_id) p.student_id, p.register_number, p.registered_at, p.content,
               count(*) over (partition by p.student_id) as papers
          from documents.paper p
         where p.kind = paper_holders.kind and p.cancelled_at is null and p.student_id is not null
         order by p.student_id, p.registered_at desc, p.id desc) p on p.student_id = g.student_id
$$;

-- Whom an academic certificate concerns: who has left without a diploma, and who is on leave or about to be transferred, who gets
-- it on leaving alone.
create function grades.certificate_holders(of_faculty bigint)
    returns table (student_id bigint, subjects bigint, credits numeric, debts bigint, gpa numeric, standing text,
                   register_number text, issued_at timestamptz, papers bigint, concern text)
    language sql stable
as $$
    select h.student_id, h.subjects, h.credits, h.debts, h.gpa,
           case when s.status in (:student_status.expelled, :student_status.graduated) then h.standing else 'waits' end,
           h.register_number, h.issued_at, h.papers,
           case when s.status = :student_status.expelled then 'expelled'
                when s.status = :student_status.graduated then 'finished'
                when s.status = :student_status.on_leave then 'leave'
                else 'transfer' end
      from grades.paper_holders('certificate', of_faculty) h
      join students.student s on s.id = h.student_id
     where s.status in (:student_status.expelled, :student_status.on_leave)
        or s.status = :student_status.graduated
           and not exists (
               select
                 from movement.line l
                 join movement.decree d on d.id = l.decree_id and d.state = 'applied' and d.act = 'graduate'
                where l.student_id = s.id and l.after_id in (
                      select p.id from students.period p where p.student_id = s.id and p.ends_on is null))
        or exists (
               select
                 from movement.line l
                 join movement.decree d on d.id = l.decree_id and d.state in ('draft', 'sent', 'signed')
                      and d.act = 'transfer_out'
                where l.student_id = s.id)
$$;
