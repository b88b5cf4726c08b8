-- Diploma marks: the rows of the supplement, made of the accepted record. A subject of several semesters is one row, and so are
-- subjects that the dean's office has joined.

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

-- The lines of the records of these diplomas. A piece is a subject in the section it belongs to by itself; of the attestation is
-- what the course, or else the plan, has on a sheet of an attestation. Pass or fail has no mark, but an attestation has.
create function diplomas.pieces(diplomas bigint[])
    returns table (diploma_id bigint, curriculum_id bigint, student_id bigint, record_id bigint, subject_id bigint,
                   semester integer, hours integer, credits numeric, points numeric, mark text, letter text, passed boolean,
                   counts boolean, recognised boolean, graded boolean, section text, piece text)
    language sql stable
as $$
    with diploma as materialized (
        select d.id, d.curriculum_id, d.student_id from diplomas.diploma d where d.id = any (diplomas)
    ), planned as materialized (
        select m.curriculum_id, c.subject_id, m.number as semester,
               bool_or(coalesce(y.code, :sheet_type.subject) not in :sheets.filled_by_teachers) as attested
          from curriculum.semester m
          join curriculum.course c on c.semester_id = m.id
          left join curriculum.sheet_type y on y.id = c.sheet_type_id
         where m.curriculum_id in (select d.curriculum_id from diploma d)
         group by m.curriculum_id, c.subject_id, m.number
    ), whole as materialized (
        select p.curriculum_id, p.subject_id, bool_and(p.attested) as attested
          from planned p
         group by p.curriculum_id, p.subject_id
    )
    select d.id, d.curriculum_id, d.student_id, r.id, r.subject_id, r.semester, r.hours, r.credits, r.points, r.mark, r.letter,
           r.passed, r.counts, r.source = 'recognised', k.section = 'attestation' or r.ending <> :exam_finish.pass, k.section,
           r.subject_id || '/' || k.section
      from diploma d
      join grades.record r on r.student_id = d.student_id
      left join curriculum.course c on c.id = r.course_id
      left join curriculum.sheet_type y on y.id = c.sheet_type_id
      left join planned p on p.curriculum_id = d.curriculum_id and p.subject_id = r.subject_id and p.semester = r.semester
      left join whole w on w.curriculum_id = d.curriculum_id and w.subject_id = r.subject_id
     cross join lateral (
            select case when r.line <> 'subject' then r.line
                        when coalesce(y.code not in :sheets.filled_by_teachers, p.attested, w.attested, false) then 'attestation'
                        else 'subject' end as section) k
$$;

-- By which rows of several students are the same row: the pieces they are made of.
create function diplomas.row_keys(diplomas bigint[])
    returns table (diploma_id bigint, curriculum_id bigint, line_id bigint, key text, pieces text[])
    language sql stable
as $$
    select n.diploma_id, d.curriculum_id, n.id,
           coalesce(string_agg(distinct p.piece, '+' order by p.piece), n.subject_id || '/' || n.section),
           array_agg(distinct p.piece order by p.piece) filter (where p.piece is not null)
      from diplomas.line n
      join diplomas.diploma d on d.id = n.diploma_id
      left join diplomas.pieces(diplomas) p on p.diploma_id = n.diploma_id and p.record_id = any (n.sources)
     where n.diploma_id = any (diplomas)
     group by n.diploma_id, d.curriculum_id, n.id
$$;

-- What rows of these lines of records say: `rows` tells for each line which row it is of, `chosen` by which line that row is
-- marked: 0 is all of them by their credits, nothing is what the university chose. Among several it is the last one that has
-- a mark; a row without any is pass or fail.
create function diplomas.reckoned(diplomas bigint[], rows bigint[], records bigint[], chosen bigint[] default null)
    returns table (number bigint, subject_id bigint, first integer, section text, semesters text, hours integer, credits numeric,
                   points numeric, mark text, letter text, recognised boolean, sources bigint[], chosen_id bigint)
    language sql stable
as $$
    with source as materialized (
        select a.number, a.chosen, p.*
          from unnest(rows, records, chosen) a (number, record_id, chosen)
          join diplomas.pieces(diplomas) p on p.record_id = a.record_id
    ), made as (
        select s.number, min(s.student_id) as student_id, min(s.semester) as first,
               (array_agg(s.subject_id order by s.semester, s.record_id))[1] as subject_id,
               (array_agg(s.section order by s.semester, s.record_id))[1] as section,
               case when min(s.semester) = max(s.semester) then min(s.semester)::text
                    else diplomas.semesters_told(array_agg(s.semester)) end as semesters,
               sum(s.hours)::integer as hours,
               sum(s.credits) as credits, bool_or(s.recognised) as recognised,
               array_agg(s.record_id order by s.semester, s.record_id) as sources,
               count(*) filter (where s.graded) as many, bool_and(s.passed) as passed,
               (array_agg(s.record_id order by s.semester desc, s.record_id desc) filter (where s.graded))[1] as last_id,
               max(s.record_id) filter (where s.graded and s.record_id = s.chosen) as wished_id,
               coalesce(min(s.chosen) = 0, :setting.diplomas.mark_by_credits = 1) as by_credits,
               round(sum(s.points * s.credits) filter (where s.graded and s.credits > 0)
                     / nullif(sum(s.credits) filter (where s.graded and s.points is not null), 0), 2) as weighted
          from source s
         group by s.number
    ), judged as materialized (
        select m.*, w.weighs, case when not w.weighs then coalesce(m.wished_id, m.last_id) end as source_id
          from made m
         cross join lateral (
                select coalesce(m.by_credits and m.wished_id is null and m.many > 1 and m.weighted is not null, false) as weighs) w
    ), marking as materialized (
        select s.student_id, k.maximum, k.scale
          from (select distinct j.student_id from judged j where j.weighs) s
         cross join lateral grades.marking_for(s.student_id) k
    )
    select j.number, j.subject_id, j.first, j.section, j.semesters, j.hours, j.credits,
           case when j.weighs then j.weighted else g.points end,
           case when j.many = 0 and j.passed then 'passed' when j.weighs then f.step ->> 'mark' else g.mark end,
           case when j.weighs then f.step ->> 'letter' else g.letter end, j.recognised, j.sources,
           case when j.many > 1 then j.source_id end
      from judged j
      left join grades.record g on g.id = j.source_id
      left join marking k on k.student_id = j.student_id and j.weighs
     cross join lateral (
            select grades.mark_in(k.scale, case when k.maximum <= 5 then j.weighted / 20 else j.weighted end, true) as step) f
$$;

-- The rows of these diplomas as the record gives them. Titles, sections, sequence and what was joined for others of the same plan
-- are taken over, unless nothing is to be remembered; of what was joined a student must have every subject.
create function diplomas.rows_for(diplomas bigint[], remembering boolean default true)
    returns table (diploma_id bigint, faculty_id bigint, subject_id bigint, section text, place integer, title_uz text,
                   title_en text, semesters text, hours integer, credits numeric, points numeric, mark text, letter text,
                   recognised boolean, sources bigint[], chosen_id bigint)
    language sql stable
as $$
    with piece as materialized (
        select p.* from diplomas.pieces(diplomas) p where p.counts
    ), other as (
        select array_agg(d.id) as ids
          from diplomas.diploma d
         where remembering and d.state <> 'cancelled' and not d.id = any (diplomas)
           and d.curriculum_id in (select p.curriculum_id from piece p)
    ), known as materialized (
        select distinct on (k.curriculum_id, u.piece) k.curriculum_id, u.piece, k.key, k.pieces, n.section, n.place, n.title_uz,
               n.title_en
          from other o
         cross join lateral diplomas.row_keys(o.ids) k
          join diplomas.line n on n.id = k.line_id
         cross join lateral unnest(k.pieces) u (piece)
         order by k.curriculum_id, u.piece, n.id desc
    ), told as materialized (
        select p.diploma_id, p.piece, k.key, k.section, k.place, k.title_uz, k.title_en, k.pieces
          from (select distinct p.diploma_id, p.curriculum_id, p.piece from piece p) p
          join known k on k.curriculum_id = p.curriculum_id and k.piece = p.piece
    ), whole as materialized (
        select t.diploma_id, t.key, min(t.section) as section, min(t.place) as place, min(t.title_uz) as title_uz,
               min(t.title_en) as title_en
          from told t
         group by t.diploma_id, t.key, t.pieces
        having count(*) = cardinality(t.pieces)
    ), named as materialized (
        select p.*, w.key, w.section as told_section, w.place, w.title_uz, w.title_en,
               dense_rank() over (order by p.diploma_id, coalesce(w.key, p.piece)) as number
          from piece p
          left join told t on t.diploma_id = p.diploma_id and t.piece = p.piece
          left join whole w on w.diploma_id = p.diploma_id and w.key = t.key
    )
    select n.diploma_id, d.faculty_id, m.subject_id, k.section,
           row_number() over (partition by n.diploma_id, k.section
                                  order by n.place nulls last, m.first, naming.sort_key(b.name_uz), m.subject_id, m.number)::integer,
           coalesce(n.title_uz, b.name_uz), case when n.key is null then b.name_en else n.title_en end, m.semesters, m.hours,
           m.credits, m.points, m.mark, m.letter, m.recognised, m.sources, m.chosen_id
      from (select array_agg(n.number) as rows, array_agg(n.record_id) as records from named n) a
     cross join lateral diplomas.reckoned(diplomas, a.rows, a.records) m
      join (select distinct n.number, n.diploma_id, n.key, n.told_section, n.place, n.title_uz, n.title_en from named n) n
        on n.number = m.number
      join diplomas.diploma d on d.id = n.diploma_id
      join subjects.subject b on b.id = m.subject_id
     cross join lateral (select coalesce(n.told_section, m.section) as section) k
$$;

create function diplomas.write_rows(diplomas bigint[], remembering boolean default true) returns void
    language sql
as $$
    delete from diplomas.line n where n.diploma_id = any (diplomas);
    insert into diplomas.line (diploma_id, faculty_id, subject_id, section, place, title_uz, title_en, semesters, hours, credits,
                               points, mark, letter, recognised, sources, chosen_id)
    select r.diploma_id, r.faculty_id, r.subject_id, r.section, r.place, r.title_uz, r.title_en, r.semesters, r.hours, r.credits,
           r.points, r.mark, r.letter, r.recognised, r.sources, r.chosen_id
      from diplomas.rows_for(diplomas, remembering) r
     order by r.diploma_id, r.section, r.place
$$;

-- The hours and credits of whole plans: of subjects to choose from a student needs one, so a sum may have a least and a most.
create function diplomas.planned(curricula bigint[])
    returns table (curriculum_id bigint, least_hours bigint, most_hours bigint, least_credits numeric, most_credits numeric)
    language sql stable
as $$
    select k.curriculum_id, sum(k.least_hours)::bigint, sum(k.most_hours)::bigint, sum(k.least_credits), sum(k.most_credits)
      from (
        select m.curriculum_id, min(h.hours) as least_hours, max(h.hours) as most_hours, min(c.credits) as least_credits,
               max(c.credits) as most_credits
          from curriculum.semester m
          join curriculum.course c on c.semester_id = m.id
         cross join lateral (
                select coalesce(sum(h.hours), 0) as hours from curriculum.course_hours h where h.course_id = c.id) h
         where m.curriculum_id = any (curricula)
         group by m.curriculum_id, m.id, coalesce(-c.choice, c.id)) k
     group by k.curriculum_id
$$;
