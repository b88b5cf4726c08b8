-- The rating journal of a class, as far as the one who asks reads its lessons: the same people as in attendance.

create function rating_journal.read_journal(of_class bigint, script text default 'uz') returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    base constant jsonb := attendance.read_journal(of_class, script)::jsonb;  -- who reads what is asked there
    role constant text := security.my_role();
    tutored constant bigint[] := students.groups_of(security.me(), role);
    course constant bigint := (base #>> '{class,course}')::bigint;
    lessons constant bigint[] := array(select l::bigint from jsonb_array_elements_text(base #> '{lessons,0}') l);
    ids constant bigint[] := array(select distinct m::bigint from jsonb_array_elements_text(base #> '{members,0}') m);
    rule constant rating_journal.rule := rating_journal.rule_of(course);
begin
    if base is null then
        return null;
    end if;
    return base - 'rulings' || jsonb_build_object(
        'days_after', :setting.rating_journal.days_after,
        'step', :setting.grades.step,
        'rule', case when rule.number is not null then to_jsonb(rule) end,
        'maximum', rating_journal.maximum_of(course, rule),
        'may_set', rating_journal.may_set(of_class),
        'given', exists (select from rating_journal.given(course)),
        'columns', (
            select jsonb_agg(jsonb_build_array(p.lesson_id, p.number, p.kind, to_jsonb(p.students), p.points))
              from rating_journal.points p
             where p.lesson_id = any (lessons) and p.held and p.points ~ '[a0-9]'
               and (role <> 'hemis_tutor' or p.group_id = any (tutored))),
        'elsewhere', (
            select jsonb_agg(jsonb_build_array(o.student_id, o.lesson_id, o.day, o.pair, o.number, o.kind, o.value))
              from (select distinct e.student_id, e.lesson_id, e.day, e.pair, e.number, e.kind, e.value
                      from (select distinct rating_journal.course_of(of_class, m.group_id) as id
                              from teaching.member m
                             where m.class_id = of_class) c
                     cross join lateral rating_journal.entries(c.id, ids, rule) e
                     where e.lesson_id <> all (lessons)) o),
        'sums', (
            select jsonb_agg(jsonb_build_array(s.student_id, s.task_got::text, s.task_possible::text, s.held, s.unexcused))
              from (select g.id, array_agg(distinct m.student_id) as students
                      from (select o.group_id, rating_journal.course_of(of_class, o.group_id) as id
                              from teaching.member o
                             where o.class_id = of_class
                             group by o.group_id) g
                      join teaching.member m on m.class_id = of_class and m.group_id is not distinct from g.group_id
                     where m.student_id = any (ids)
                     group by g.id) c
             cross join lateral rating_journal.sums(c.id, c.students, rule) s),
        'frozen', (
            select jsonb_agg(jsonb_build_array(g.student_id, f.points::text))
              from rating_journal.frozen f
              join grades.line g on g.id = f.line_id and g.student_id = any (ids)
              join grades.sheet s on s.id = f.sheet_id
             where s.course_id in (
                    select rating_journal.course_of(of_class, m.group_id)
                      from teaching.member m
                     where m.class_id = of_class)));
end $$;
comment on function rating_journal.read_journal(bigint, text) is
    'Definer: whoever reads a lesson reads who sat in it; the scope is asked for the lessons first.';

-- The working of the current control of a student as it stands now, for whoever reads the journal of the class.
create function rating_journal.working(of_class bigint, student bigint) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    role constant text := security.my_role();
    course bigint;
begin
    select rating_journal.course_of(of_class, m.group_id) into course
      from teaching.member m
     where m.class_id = of_class and m.student_id = student
       and (role <> 'hemis_tutor' or m.group_id = any (students.groups_of(security.me(), role)))
       and exists (select from attendance.lessons_of(of_class))
     order by m.starts_on desc
     limit 1;
    return (
        select w.working
          from rating_journal.work_out(course, array[student],
                                       rating_journal.maximum_of(course, rating_journal.rule_of(course))) w);
end $$;
comment on function rating_journal.working(bigint, bigint) is 'Definer: asked for students of journals that the role reads.';

-- All rules that a class has followed, the latest first: who set each, when, and why it was changed.
create function rating_journal.rules_of(of_class bigint) returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('who', security.name_of(r.made_by)) order by r.number desc),
                    '[]')
      from teaching.class k
      join curriculum.course c on c.id = k.course_id
      join rating_journal.rule r
        on r.term_id = k.term_id and r.subject_id = c.subject_id and r.department_id is not distinct from c.department_id
     where k.id = of_class
       and exists (select from attendance.lessons_of(of_class))
$$;
comment on function rating_journal.rules_of(bigint) is 'Definer: asked for classes whose journal the role reads.';
