-- Diploma marks: the rows of the supplement, made of the accepted record. A subject of several semesters is one row.

-- Semesters as people write them: 1–3, 5.
create function diplomas.semesters_told(semesters integer[]) returns text
    language sql immutable
as $$
    select string_agg(case when r.since = r.upto then r.since::text else r.since || '–' || r.upto end, ', ' order by r.since)
      from (
        select min(n.s) as since, max(n.s) as upto
          from (select d.s, d.s - row_number() over (order by d.s) as run
                  from (select distinct unnest(semesters) as s) d) n
         group by n.run) r
$$;

-- The rows of these diplomas as the record gives them. The titles and the sequence that were corrected for others of the same
-- plan are taken over; the mark is that of the last semester, or reckoned by credits, as the university chose.
create function diplomas.rows_for(diplomas bigint[])
    returns table (diploma_id bigint, faculty_id bigint, subject_id bigint, section text, place integer, title_uz text,
                   title_en text, semesters text, hours integer, credits numeric, points numeric, mark text, letter text,
                   recognised boolean, sources bigint[], chosen_id bigint)
    language sql stable
as $$
    with source as (
        select d.id as diploma_id, d.faculty_id, d.curriculum_id, d.student_id, r.*, case
                   when r.line <> 'subject' then r.line
                   when exists (
                        select from curriculum.semester m
                          join curriculum.course c on c.semester_id = m.id
                          join curriculum.sheet_type y on y.id = c.sheet_type_id and y.code not in :sheets.filled_by_teachers
                         where m.curriculum_id = d.curriculum_id and c.subject_id = r.subject_id and m.number = r.semester)
                        then 'attestation'
                   else 'subject' end as section
          from diplomas.diploma d
         cross join lateral (
                select r.id, r.subject_id, r.semester, r.line, r.hours, r.credits, r.ending, r.points, r.mark, r.letter,
                       r.source
                  from grades.record r
                 where r.student_id = d.student_id and r.counts) r
         where d.id = any (diplomas)
    ), row as (
        select s.diploma_id, s.faculty_id, s.curriculum_id, s.student_id, s.section, s.subject_id, min(s.semester) as first,
               diplomas.semesters_told(array_agg(s.semester)) as semesters, sum(s.hours)::integer as hours,
               sum(s.credits) as credits, bool_or(s.source = 'recognised') as recognised,
               array_agg(s.id order by s.semester, s.id) as sources,
               (array_agg(s.id order by s.semester desc, s.id desc))[1] as last_id, count(*) as many,
               bool_and(s.ending = :exam_finish.pass and s.section <> 'attestation') as pass,
               round(sum(s.points * s.credits) filter (where s.credits > 0 and s.points is not null)
                     / nullif(sum(s.credits) filter (where s.points is not null), 0), 2) as weighted
          from source s
         group by s.diploma_id, s.faculty_id, s.curriculum_id, s.student_id, s.section, s.subject_id
    ), known as (
        select distinct on (d.curriculum_id, n.section, n.subject_id) d.curriculum_id, n.section, n.subject_id, n.title_uz,
               n.title_en, n.place
          from diplomas.line n
          join diplomas.diploma d on d.id = n.diploma_id and d.state <> 'cancelled'
         where d.curriculum_id in (select r.curriculum_id from row r) and not d.id = any (diplomas)
         order by d.curriculum_id, n.section, n.subject_id, n.id desc
    )
    select r.diploma_id, r.faculty_id, r.subject_id, r.section,
           row_number() over (partition by r.diploma_id, r.section
                                  order by k.place nulls last, r.first, naming.sort_key(b.name_uz), r.subject_id)::integer,
           coalesce(k.title_uz, b.name_uz), coalesce(k.title_en, b.name_en), r.semesters, r.hours, r.credits,
           case when r.pass then null when w.by_credits then r.weighted else g.points end,
           case when r.pass then 'passed' when w.by_credits then f.step ->> 'mark' else g.mark end,
           case when r.pass then null when w.by_credits then f.step ->> 'letter' else g.letter end,
           r.recognised, r.sources, case when not w.by_credits and r.many > 1 then r.last_id end
      from row r
      join subjects.subject b on b.id = r.subject_id
      join grades.record g on g.id = r.last_id
      left join known k on k.curriculum_id = r.curriculum_id and k.section = r.section and k.subject_id = r.subject_id
     cross join lateral (
            select r.many > 1 and r.weighted is not null and :setting.diplomas.mark_by_credits = 1 as by_credits) w
      left join lateral (
            select grades.mark_in(m.scale, r.weighted, true) as step from grades.marking_for(r.student_id) m) f on w.by_credits
$$;

create function diplomas.write_rows(diplomas bigint[]) returns void
    language sql
as $$
    delete from diplomas.line n where n.diploma_id = any (diplomas);
    insert into diplomas.line (diploma_id, faculty_id, subject_id, section, place, title_uz, title_en, semesters, hours, credits,
                               points, mark, letter, recognised, sources, chosen_id)
    select r.diploma_id, r.faculty_id, r.subject_id, r.section, r.place, r.title_uz, r.title_en, r.semesters, r.hours, r.credits,
           r.points, r.mark, r.letter, r.recognised, r.sources, r.chosen_id
      from diplomas.rows_for(diplomas) r
     order by r.diploma_id, r.section, r.place
$$;
