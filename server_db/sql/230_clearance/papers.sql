-- A clearance sheet on paper: what the register knows of one that stands.

-- The points of a sheet with what their offices say, a line each, alike in every language; names beside it.
create function clearance.paper_lines(sheet_id bigint)
    returns table (place bigint, line text, name_uz text, name_oz text, name_ru text, name_en text, unit_uz text,
                   unit_oz text, unit_ru text, unit_en text, note text)
    language sql stable
as $$
    select row_number() over (order by p.place, p.id),
           concat_ws('|', l.office, l.answer, coalesce(to_char(l.answered_at at time zone 'Asia/Tashkent', 'DD.MM.YYYY'), '')),
           p.name_uz, p.name_oz, p.name_ru, p.name_en, u.name_uz, u.name_oz, u.name_ru, u.name_en, coalesce(l.note, '')
      from clearance.line l
      join clearance.point p on p.id = l.point_id
      left join structure.unit u on u.id = l.unit_id
     where l.sheet_id = paper_lines.sheet_id
$$;

create function clearance.sheet_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select h.id, h.faculty_id, array[h.student_name, s.full_name, s.cyrillic_name],
           jsonb_build_object('full_name', h.student_name, 'number', h.student_number,
                              'group', coalesce(h.group_name, ''), 'open', h.open_points),
           jsonb_build_object('student_number', h.student_number, 'group', coalesce(h.group_name, ''),
                              'occasion', h.occasion,
                              'opened', to_char(h.opened_at at time zone 'Asia/Tashkent', 'DD.MM.YYYY'),
                              'answers', coalesce(m.answers, ''))
      from clearance.sheet h
      join students.student s on s.id = h.student_id
     cross join lateral (
            select string_agg(f.line, E'\n' order by f.place) as answers from clearance.paper_lines(h.id) f) m
     where h.id = any (ids) and h.withdrawn_at is null
$$;
comment on function clearance.sheet_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';
