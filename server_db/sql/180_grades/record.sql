-- The academic record: a line for each attempt, which of them counts and why, and the GPA over those that count.

-- The lines of closed sheets as lines of the record; who was excused has used no attempt. Who begins again after all
-- attempts begins a new count. A sheet keeps whom it was made for, the record is that of the row into which one was merged.
create function grades.write_records(sheet_ids bigint[]) returns void
    language plpgsql
as $$
declare
    takers bigint[];
begin
    insert into grades.record (faculty_id, origin_id, department_id, student_id, subject_id, course_id, line, year, semester,
                               hours, credits, ending, attempt, round, points, mark, letter, grade, passed, source, line_id)
    select t.faculty_id, s.faculty_id, s.department_id, l.student_id, s.subject_id, s.course_id, k.line, y.year, s.semester,
           s.hours, case k.line when 'course_work' then 0 else s.credits end, s.ending, s.attempt,
           greatest(1, coalesce(b.round, 0) + case when s.attempt = 1 then 1 else 0 end),
           case when s.marking = :marking_system.five_marks then least(grades.hundred_of_five(l.total), 100)
                else round(l.total * 100 / s.maximum, 2) end,
           l.mark, l.letter, coalesce(l.grade, 0), l.outcome = 'passed', 'sheet', l.id
      from grades.sheet s
      join curriculum.term m on m.id = s.term_id
      join curriculum.academic_year y on y.id = m.academic_year_id
      join curriculum.sheet_type f on f.id = s.sheet_type_id
      join grades.line l on l.sheet_id = s.id and l.outcome in ('passed', 'failed') and not grades.is_recognised(l.id)
      join students.student w on w.id = l.student_id
      join students.student t on t.id = coalesce(w.merged_into_id, w.id)
     cross join lateral (select case f.code when :sheet_type.course_work then 'course_work'
                                            when :sheet_type.practice then 'practice' else 'subject' end as line) k
     cross join lateral (
            select max(r.round) as round
              from grades.record r
             where (r.faculty_id, r.student_id, r.subject_id, r.semester, r.line)
                   = (t.faculty_id, t.id, s.subject_id, s.semester, k.line)) b
     where s.id = any (sheet_ids)
        on conflict on constraint record_line_id_key do update
       set points = excluded.points, mark = excluded.mark, letter = excluded.letter, grade = excluded.grade,
           passed = excluded.passed;
    delete from grades.record r
     using grades.line l
     where r.line_id = l.id and l.sheet_id = any (sheet_ids) and l.outcome not in ('passed', 'failed');
    takers := array(
        select distinct coalesce(w.merged_into_id, w.id)
          from grades.line l
          join students.student w on w.id = l.student_id
         where l.sheet_id = any (sheet_ids));
    perform grades.choose(takers);
end $$;

-- Of several results of a subject the passed one counts, of several passed ones the first, else the latest.
create function grades.chosen(students bigint[]) returns table (record_id bigint, counts boolean, why text)
    language sql stable
as $$
    select r.id, n.place = 1,
           case when n.place > 1 then 'superseded' when r.source = 'recognised' then 'recognised'
                when n.many = 1 then 'only' when r.passed then 'passed' else 'latest' end
      from grades.record r
      join (
        select o.id, count(*) over (partition by o.student_id, o.subject_id, o.semester, o.line) as many,
               row_number() over (partition by o.student_id, o.subject_id, o.semester, o.line
                                  order by o.passed desc,
                                           case when o.passed then o.round * 100 + o.attempt
                                                else - (o.round * 100 + o.attempt) end, o.id) as place
          from grades.record o
          join students.student t on t.id = o.student_id and t.faculty_id = o.faculty_id  -- by the index of the scope
         where students is null or t.id in (select unnest(students))) n using (id)
$$;

create function grades.choose(students bigint[]) returns void
    language sql
as $$
    -- Those that lose go first: one result of a subject counts, also between two statements.
    update grades.record r
       set counts = false, why = c.why
      from grades.chosen(students) c
     where r.id = c.record_id and not c.counts and (r.counts, r.why) is distinct from (false, c.why);
    update grades.record r
       set counts = true, why = c.why
      from grades.chosen(students) c
     where r.id = c.record_id and c.counts and (r.counts, r.why) is distinct from (true, c.why)
$$;

-- GPA in one statement, of one student or of the university: for each semester, each year and in all (year and semester are
-- empty there). What is summed and divided is given beside the result, so that borders are compared without rounding.
create function grades.gpa(of_students bigint[] default null, until_year integer default null)
    returns table (student_id bigint, year integer, semester integer, weighted numeric, divisor numeric, gpa numeric,
                   credits numeric, debts bigint, debt_credits numeric)
    language sql stable parallel safe
as $$
    with chosen as materialized (
        select :setting.grades.failed as failed, :setting.grades.pass_fail as passes
    )
    select r.student_id, r.year, r.semester,
           coalesce(sum(r.credits * e.grade) filter (where e.enters), 0),
           coalesce(sum(r.credits) filter (where e.enters), 0),
           round(sum(r.credits * e.grade) filter (where e.enters) / nullif(sum(r.credits) filter (where e.enters), 0), 2),
           coalesce(sum(r.credits) filter (where r.passed), 0), count(*) filter (where not r.passed),
           coalesce(sum(r.credits) filter (where not r.passed), 0)
      from grades.record r
     cross join chosen s
     cross join lateral (
            select (r.ending = :exam_finish.exam or s.passes = 1) and (r.passed or s.failed <> 2) as enters,
                   case when r.passed then r.grade when s.failed = 1 then 2 else 0 end as grade) e
     where r.counts
       and (of_students is null or r.student_id = any (of_students))
       and (until_year is null or r.year <= until_year)
     group by grouping sets ((r.student_id), (r.student_id, r.year), (r.student_id, r.year, r.semester))
$$;

-- The whole time alone, of these students or of all: what a ranking, a promotion and a graduation read.
create function grades.gpa_in_all(of_students bigint[] default null)
    returns table (student_id bigint, weighted numeric, divisor numeric, gpa numeric, credits numeric, debts bigint,
                   debt_credits numeric)
    language sql stable parallel safe
as $$
    select g.student_id, g.weighted, g.divisor, round(g.weighted / nullif(g.divisor, 0), 2), g.credits,
           g.debts, g.debt_credits
      from (
        select r.student_id,
               coalesce(sum(r.credits * case when r.passed then r.grade when s.failed = 1 then 2 else 0 end)
                            filter (where (r.ending = :exam_finish.exam or s.passes = 1) and (r.passed or s.failed <> 2)),
                        0) as weighted,
               coalesce(sum(r.credits)
                            filter (where (r.ending = :exam_finish.exam or s.passes = 1) and (r.passed or s.failed <> 2)),
                        0) as divisor,
               coalesce(sum(r.credits) filter (where r.passed), 0) as credits,
               count(*) filter (where not r.passed) as debts,
               coalesce(sum(r.credits) filter (where not r.passed), 0) as debt_credits
          from grades.record r
         cross join (select :setting.grades.failed as failed, :setting.grades.pass_fail as passes) s
         where r.counts and (of_students is null or r.student_id = any (of_students))
         group by r.student_id) g
$$;

-- The working of a GPA: every subject with what it brings to the sum and to the divisor.
create function grades.working(of_student bigint)
    returns table (year integer, semester integer, subject_id bigint, line text, credits numeric, grade numeric,
                   passed boolean, enters boolean, weighted numeric, why text)
    language sql stable
as $$
    select r.year, r.semester, r.subject_id, r.line, r.credits,
           e.grade, r.passed, e.enters, case when e.enters then r.credits * e.grade end, r.why
      from grades.record r
     cross join (select :setting.grades.failed as failed, :setting.grades.pass_fail as passes) s
     cross join lateral (
            select (r.ending = :exam_finish.exam or s.passes = 1) and (r.passed or s.failed <> 2) as enters,
                   case when r.passed then r.grade when s.failed = 1 then 2 else 0 end as grade) e
     where r.counts and r.student_id = of_student
     order by r.year, r.semester, r.id
$$;
