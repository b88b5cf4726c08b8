-- Results by teacher: whose students got which marks. A student belongs to everybody who grades that part for the student;
-- first attempts alone, so that retakes make nobody look worse, and only sheets that nobody writes into any more.

create function grades.lines_by_teacher(of_term bigint, of_owner text, of_employee bigint default null)
    returns table (employee_id bigint, sheet_id bigint, line_id bigint, mark text, grade numeric, points numeric,
                   passed boolean, absent boolean)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with sheets as materialized (
        select s.id, s.maximum
          from grades.sheet s
         where s.term_id = of_term and s.attempt = 1 and s.round = 1
           and case security.my_role()
                   when 'hemis_academic_office' then s.state in ('signed', 'confirmed', 'closed')
                   when 'hemis_management' then s.state = 'closed'
                   when 'hemis_department_head' then s.state in ('signed', 'confirmed', 'closed')
                        and s.department_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[])
                   when 'hemis_faculty' then s.state in ('signed', 'confirmed', 'closed')
                        and s.faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[])
                   else false end
    )
    select distinct g.employee_id, s.id, l.id, l.mark, l.grade, l.total * 100 / nullif(s.maximum, 0),
           l.outcome = 'passed', exists (
             select from grades.cell c join grades.component f on f.id = c.component_id and f.final
              where c.line_id = l.id and c.kind = 'absent')
      from sheets s
      join grades.component k on k.sheet_id = s.id and k.owner = of_owner
      join grades.grader g on g.component_id = k.id and (of_employee is null or g.employee_id = of_employee)
      join grades.line l on l.sheet_id = s.id and l.outcome in ('passed', 'failed')
     where g.class_id is null or grades.sits_in(g.class_id, l.student_id)
$$;
comment on function grades.lines_by_teacher(bigint, text, bigint) is
    'Definer: asks in the scope of the role; called by the functions below only.';

-- Of each teacher: sheets, students, how many got which mark, how many passed and how many did not come; the mean is that
-- of those who came.
create function grades.by_teacher(of_term bigint, of_owner text)
    returns table (employee_id bigint, name text, sheets bigint, students bigint, marks jsonb, mean numeric, passed bigint,
                   absent bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty', 'hemis_department_head', 'hemis_management');
    return query
    with lines as materialized (
        select * from grades.lines_by_teacher(of_term, of_owner)
    ), shares as (
        select c.employee_id, jsonb_object_agg(c.mark, c.students) as marks
          from (select l.employee_id, coalesce(l.mark, '-') as mark, count(*) as students
                  from lines l where not l.absent group by 1, 2) c
         group by c.employee_id
    )
    select l.employee_id, e.full_name, count(distinct l.sheet_id), count(*), coalesce(s.marks, '{}'),
           avg(l.points) filter (where not l.absent), count(*) filter (where l.passed), count(*) filter (where l.absent)
      from lines l
      join employees.employee e on e.id = l.employee_id
      left join shares s on s.employee_id = l.employee_id
     group by l.employee_id, e.full_name, e.sort_key, s.marks
     order by e.sort_key, l.employee_id;
end $$;
comment on function grades.by_teacher(bigint, text) is 'Definer: results of the own scope, summed by teacher.';

-- The rows behind a figure of one teacher.
create function grades.results_of_teacher(of_term bigint, of_owner text, of_employee bigint)
    returns table (sheet_id bigint, number text, subject text[], students text, name text, points numeric, mark text,
                   passed boolean, absent boolean)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty', 'hemis_department_head', 'hemis_management');
    return query
    select s.id, s.number, array[b.name_uz, b.name_oz, b.name_ru, b.name_en], s.name, l.name, t.points, t.mark, t.passed,
           t.absent
      from grades.lines_by_teacher(of_term, of_owner, of_employee) t
      join grades.line l on l.id = t.line_id
      join grades.sheet s on s.id = t.sheet_id
      join subjects.subject b on b.id = s.subject_id
     order by b.name_uz, s.name, l.position;
end $$;
comment on function grades.results_of_teacher(bigint, text, bigint) is 'Definer: results of the own scope, line by line.';
