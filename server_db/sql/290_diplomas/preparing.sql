-- Preparation: the registrar's act that compares what was accepted, gives the register numbers, and takes the signature that was
-- made with the university's key on the registrar's workstation.

-- Passing marks of a specialty over the last two academic years, in per cent; nothing where there are fewer than thirty.
create function diplomas.grading_of(specialty_id bigint, education_type text, year integer) returns jsonb
    language sql stable
as $$
    with mark as (
        select r.mark, count(*) as times, max(r.grade) as grade
          from students.student s
          join grades.record r on r.student_id = s.id and r.counts and r.passed and r.mark is not null
                              and r.year between grading_of.year - 2 and grading_of.year - 1
         where s.specialty_id = grading_of.specialty_id and s.education_type = grading_of.education_type
         group by r.mark
    )
    select case when sum(m.times) >= 30 then
               jsonb_agg(jsonb_build_array(m.mark, round(m.times * 100.0 / t.times, 1)::text) order by m.grade desc, m.mark)
               else '[]' end
      from mark m
     cross join (select sum(n.times) as times from mark n) t
$$;

create function diplomas.write_preparation(ids bigint[], day date, login text) returns void
    language sql
as $$
    with fresh as materialized (
        select d.id, row_number() over (order by d.faculty_id, d.education_type, naming.sort_key(d.student_name), d.id) as place,
               extract(year from day)::integer as year
          from diplomas.diploma d
         where d.id = any (ids) and d.register_number is null
    ), counted as materialized (
        select f.year, documents.next_numbers('diplomas.diploma', f.year, f.many) as before
          from (select year, count(*)::integer as many from fresh group by year) f
    ), numbered as materialized (
        select f.id, documents.register_number('DP', f.year, c.before + f.place::integer) as number
          from fresh f
          join counted c on c.year = f.year
    ), grading as materialized (
        select f.specialty_id, f.education_type, f.year, coalesce(g.grading, '[]') as grading
          from (select distinct s.specialty_id, d.education_type, d.year
                  from diplomas.diploma d
                  join students.student s on s.id = d.student_id
                 where d.id = any (ids)) f
         cross join lateral (select diplomas.grading_of(f.specialty_id, f.education_type, f.year) as grading) g
    )
    update diplomas.diploma d
       set state = 'prepared', register_number = k.number, registered_on = day, content = k.content,
           digest = graduation.digest(k.content), prepared_at = now(), prepared_by = login
      from (
        select x.id, coalesce(x.register_number, n.number) as number,
               (diplomas.content_of(x.id) || jsonb_build_object(
                   'register_number', coalesce(x.register_number, n.number), 'register_day', to_char(day, 'DD.MM.YYYY'),
                   'grading', g.grading))::text as content
          from diplomas.diploma x
          join students.student s on s.id = x.student_id
          join grading g on g.specialty_id = s.specialty_id and g.education_type = x.education_type and g.year = x.year
          left join numbered n on n.id = x.id
         where x.id = any (ids)) k
     where d.id = k.id
$$;

-- Register numbers and the final text of accepted diplomas, to be signed: nobody's whose record says something else than was
-- accepted, and nobody's whom no order has let go.
create function diplomas.prepare(ids bigint[], day date) returns table (id bigint, digest text)
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    wrong record;
begin
    perform diplomas.hold_acceptances(ids);
    perform from diplomas.take(ids, 'accepted') t;
    perform security.require_role('hemis_registrar');
    if prepare.day is null or prepare.day > security.today() then
        perform security.refuse('Write the day of the register, today or earlier.', '{"field": "day"}');
    end if;
    select d.student_name, case
               when a.state <> 'accepted' then 'The accreditation of {student} does not stand any more.'
               when a.decree_id is null then '{student} has not graduated by an order yet.'
               when prepare.day < m.effective_on then '{student} graduated on {applied}. The register is not dated before that.'
               else 'The diploma of {student} says something else than was accepted. Ask it back.' end as message,
           to_char(m.effective_on, 'DD.MM.YYYY') as applied into wrong
      from diplomas.diploma d
      join graduation.acceptance a on a.id = d.acceptance_id
      left join movement.decree m on m.id = a.decree_id
     where d.id = any (ids)
       and (a.state <> 'accepted' or a.decree_id is null or prepare.day < m.effective_on
            or d.accepted_digest <> graduation.digest(diplomas.content_of(d.id)::text))
     order by d.id
     limit 1;
    if found then
        perform security.refuse(wrong.message,
            jsonb_strip_nulls(jsonb_build_object('student', wrong.student_name, 'applied', wrong.applied, 'field',
                                                 case when wrong.message like '%dated%' then 'day' end)));
    end if;
    perform diplomas.write_preparation(ids, prepare.day, security.me());
    return query select d.id, d.digest from diplomas.diploma d where d.id = any (ids) order by d.register_number;
end $$;
comment on function diplomas.prepare(bigint[], date) is 'Definer: diplomas are written by functions alone.';

-- What waits for a signature: the registrar's workstation compares each text with its digest before it signs.
create function diplomas.to_sign() returns table (id bigint, student_name text, register_number text, content text, digest text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select d.id, d.student_name, d.register_number, d.content, d.digest
      from diplomas.diploma d
     where d.state = 'prepared' and d.signature is null and security.my_role() = 'hemis_registrar'
       and security.acts_as(security.me(), security.my_role())
     order by d.register_number
$$;
comment on function diplomas.to_sign() is 'Definer: the content is given to who signs, and to the workstation that prints.';

-- Signatures, {"id", "digest", "signature", "code", "key_id"} each: of what is prepared now, by a key that the university has
-- admitted. What they prove is checked where the public keys are; the server has no arithmetic for it.
create function diplomas.sign(rows jsonb) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ids constant bigint[] := array(select (r ->> 'id')::bigint from jsonb_array_elements(rows) r);
    other text;
begin
    perform from diplomas.take(ids, 'prepared') t;
    perform security.require_role('hemis_registrar');
    select d.student_name into other
      from jsonb_to_recordset(rows) r (id bigint, digest text, signature text, code text, key_id text)
      join diplomas.diploma d on d.id = r.id
     where d.digest is distinct from r.digest or d.signature is not null
        or coalesce(r.signature, '') !~ '^[A-Za-z0-9_-]{86}$' or coalesce(r.code, '') !~ '^860[0-9]{100,}$'
     order by d.id
     limit 1;
    if found then
        perform security.refuse('The signature of the diploma of {student} is not of what is prepared. Read it again.',
                                jsonb_build_object('student', other), 'HM003');
    elsif exists (
            select from jsonb_to_recordset(rows) r (key_id text)
              left join signing.key k on k.key_id = r.key_id and k.algorithm = 'ed25519' and k.state = 'admitted'
                                     and k.valid_from <= security.today()
             where k.id is null) then
        perform security.refuse('This key does not sign for the university today. The administrator admits keys.', '{}', 'HM002');
    end if;
    update diplomas.diploma d
       set signature = r.signature, signed_with = r.key_id, code = r.code, signed_at = now(), signed_by = security.me()
      from jsonb_to_recordset(rows) r (id bigint, signature text, code text, key_id text)
     where d.id = r.id;
    return cardinality(ids);
end $$;
comment on function diplomas.sign(jsonb) is 'Definer: diplomas are written by functions alone.';
