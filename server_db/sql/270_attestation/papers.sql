-- Protocols: what the register knows of a closed session and of each student who was heard.

-- A student in the common protocol, alike in every language; the name stands beside it.
create function attestation.protocol_line(candidate attestation.candidate) returns text
    language sql immutable
as $$
    select concat_ws('|', candidate.position, candidate.protocol, candidate.student_number, candidate.state,
                     coalesce(trim_scale(candidate.score)::text, ''), coalesce(candidate.mark, ''),
                     coalesce(candidate.decision, ''), candidate.honours)
$$;

-- The members of a session, a line each: role, whether the member was there, name, workplace, position.
create function attestation.member_lines(sitting_id bigint) returns text
    language sql stable
as $$
    select string_agg(concat_ws('|', m.role, p.present, m.full_name, m.workplace, m.position), E'\n'
                      order by array_position(array['chair', 'deputy', 'member', 'secretary'], m.role), m.full_name)
      from attestation.presence p
      join attestation.member m on m.id = p.member_id
     where p.sitting_id = member_lines.sitting_id
$$;

-- The marks of members for a student, a line each.
create function attestation.vote_lines(candidate_id bigint) returns text
    language sql stable
as $$
    select coalesce(string_agg(m.full_name || '|' || trim_scale(v.points), E'\n'
                               order by array_position(array['chair', 'deputy', 'member', 'secretary'], m.role), m.full_name), '')
      from attestation.vote v
      join attestation.member m on m.id = v.member_id
     where v.candidate_id = vote_lines.candidate_id
$$;

create function attestation.sitting_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.id, s.department_id, array[k.name],
           jsonb_build_object('commission', k.name, 'session', s.number, 'day', s.day, 'students', s.students),
           jsonb_build_object('session', s.number, 'day', s.day, 'kind', k.kind, 'members', attestation.member_lines(s.id),
                              'lines', l.lines)
      from attestation.sitting s
      join attestation.commission k on k.id = s.commission_id
     cross join lateral (
            select string_agg(attestation.protocol_line(c), E'\n' order by c.position) as lines
              from attestation.candidate c
             where c.sitting_id = s.id) l
     where s.id = any (ids) and s.state = 'closed'
$$;
comment on function attestation.sitting_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';

create function attestation.candidate_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select c.id, c.department_id, array[c.name, t.full_name, t.cyrillic_name],
           jsonb_build_object('full_name', c.name, 'number', c.student_number, 'protocol', c.protocol, 'day', s.day,
                              'score', c.score, 'mark', c.mark),
           jsonb_build_object('student_number', c.student_number, 'protocol', c.protocol, 'day', s.day, 'topic', c.topic,
                              'line', attestation.protocol_line(c), 'questions', coalesce(c.questions, ''),
                              'votes', attestation.vote_lines(c.id))
      from attestation.candidate c
      join attestation.sitting s on s.id = c.sitting_id
      join students.student t on t.id = c.student_id
     where c.id = any (ids) and s.state = 'closed'
$$;
comment on function attestation.candidate_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';
