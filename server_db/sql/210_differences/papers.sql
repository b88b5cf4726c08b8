-- A difference of curricula on paper: what the register knows of a decided one.

-- The subjects of the plan with what was studied and decided, a line each, alike in every language; names beside it.
create function differences.paper_lines(difference_id bigint)
    returns table (place bigint, line text, name_uz text, name_oz text, name_ru text, name_en text, studied text,
                   studied_uz text, studied_oz text, studied_ru text, studied_en text)
    language sql stable
as $$
    select row_number() over (order by i.semester, b.name_uz, i.id),
           concat_ws('|', i.semester, i.hours, i.credits, coalesce(i.decision, ''), coalesce(i.until::text, ''),
                     coalesce(s.hours::text, ''), coalesce(s.credits::text, ''), coalesce(s.points, s.five)::text),
           b.name_uz, b.name_oz, b.name_ru, b.name_en, s.name, o.name_uz, o.name_oz, o.name_ru, o.name_en
      from differences.item i
      join subjects.subject b on b.id = i.subject_id
      left join differences.studied s on s.id = i.studied_id
      left join subjects.subject o on o.id = s.subject_id
     where i.difference_id = paper_lines.difference_id
$$;

create function differences.paper_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select d.id, d.faculty_id, array[d.student_name, s.full_name, s.cyrillic_name],
           jsonb_build_object('full_name', d.student_name, 'number', d.student_number, 'plan', p.name,
                              'differing', d.differing),
           jsonb_build_object('student_number', d.student_number, 'semester', d.semester, 'differing', d.differing,
                              'differing_credits', d.differing_credits::text, 'decisions', coalesce(m.decisions, ''))
      from differences.difference d
      join students.student s on s.id = d.student_id
      join curriculum.curriculum p on p.id = d.curriculum_id
     cross join lateral (
            select string_agg(f.line, E'\n' order by f.place) as decisions from differences.paper_lines(d.id) f) m
     where d.id = any (ids) and d.state <> 'open'
$$;
comment on function differences.paper_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';
