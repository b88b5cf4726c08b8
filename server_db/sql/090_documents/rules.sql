-- Official papers: numbered without gaps, kept as they were, known by number or UUID.

create function documents.prefix(kind text) returns text
    language sql immutable
as $$ select case kind when 'reference' then 'MN' end $$;

-- What the register itself knows of a student; the rest of a paper is what its maker wrote.
create function documents.facts(student_id bigint) returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('number', s.number, 'full_name', s.full_name, 'status', s.status, 'course', s.course,
                              'faculty', u.name_uz, 'specialty', p.name_uz, 'group', g.name)
      from students.student s
      join structure.unit u on u.id = s.faculty_id
      join students.specialty p on p.id = s.specialty_id
      left join students."group" g on g.id = s.group_id
     where s.id = student_id
$$;
comment on function documents.facts(bigint) is 'Definer: called by register for students in scope only.';

-- Whose papers the acting person may register, print and cancel.
create function documents.serves(faculty_id bigint) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select security.acts_as(security.me(), security.my_role()) and case security.my_role()
               when 'hemis_registrar' then true
               when 'hemis_faculty' then faculty_id = any (security.units_of(security.me(), security.my_role()))
               else false
           end
$$;
comment on function documents.serves(bigint) is 'Definer: answers for the session user only.';

-- The next numbers of a kind in this year; the row stays locked until the papers are committed, so that none is lost.
create function documents.next_numbers(kind text, year integer, many integer) returns integer
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    insert into documents.counter as c (kind, year, last)
    values (kind, year, many)
    on conflict on constraint counter_pkey do update set last = c.last + excluded.last
    returning last - many
$$;
comment on function documents.next_numbers(text, integer, integer) is 'Definer: nobody else counts.';

create function documents.register(kind text, language text, student_ids bigint[], contents jsonb[])
    returns setof documents.paper
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    many constant integer := cardinality(student_ids);
    this_year constant integer := extract(year from security.today());
    before integer;
begin
    perform security.require_role('hemis_faculty', 'hemis_registrar');
    if documents.prefix(kind) is null then
        perform security.refuse('There is no paper of the kind {kind}.', jsonb_build_object('kind', kind));
    end if;
    if many is null or many not between 1 and 1000 or cardinality(contents) is distinct from many then
        perform security.refuse('Register 1 to 1000 papers at a time.');
    end if;
    if exists (
        select
          from unnest(student_ids) wanted (id)
          left join students.student s on s.id = wanted.id
         where not documents.serves(s.faculty_id) is true
    ) then
        perform security.refuse('Not all of these students are yours.', '{}', 'HM002');
    end if;
    before := documents.next_numbers(kind, this_year, many);
    return query
    insert into documents.paper (kind, year, number, register_number, student_id, faculty_id, language, content, digest,
                                 registered_by)
    select register.kind, this_year, before + w.place, format('%s-%s-%s', documents.prefix(register.kind), this_year,
                                                              lpad((before + w.place)::text, 5, '0')),
           w.student_id, s.faculty_id, register.language, c.content,
           encode(sha256(convert_to(c.content::text, 'UTF8')), 'hex'), security.me()
      from unnest(student_ids, contents) with ordinality w (student_id, content, place)
      join students.student s on s.id = w.student_id
     -- What is no object would take no facts, and whoever checks the paper would see nothing that contradicts its words.
     cross join lateral (
        select case jsonb_typeof(w.content) when 'object' then w.content else jsonb_build_object('words', w.content) end
               || jsonb_build_object('facts', documents.facts(w.student_id)) as content) c
     order by w.place
    returning *;
end $$;
comment on function documents.register(text, text, bigint[], jsonb[]) is 'Definer: numbers and snapshots are made only here.';

create function documents.printed(paper_id bigint, way text, copies integer, workstation text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    paper documents.paper;
begin
    perform security.require_role('hemis_faculty', 'hemis_registrar');
    select * into paper from documents.paper p where p.id = paper_id;
    if not documents.serves(paper.faculty_id) is true then
        perform security.refuse('This paper is not yours.', '{}', 'HM002');
    end if;
    if paper.cancelled_at is not null then
        perform security.refuse('The paper {number} was cancelled.', jsonb_build_object('number', paper.register_number));
    end if;
    insert into documents.printing (paper_id, faculty_id, login, workstation, way, copies)
    values (paper.id, paper.faculty_id, security.me(), nullif(btrim(left(workstation, 128)), ''), way, copies);
end $$;
comment on function documents.printed(bigint, text, integer, text) is 'Definer: the print log is written only here.';

create function documents.cancel(paper_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    paper documents.paper;
begin
    perform security.require_role('hemis_faculty', 'hemis_registrar');
    select * into paper from documents.paper p where p.id = paper_id for update;
    if not documents.serves(paper.faculty_id) is true then
        perform security.refuse('This paper is not yours.', '{}', 'HM002');
    end if;
    if paper.cancelled_at is not null then
        perform security.refuse('The paper {number} was cancelled.', jsonb_build_object('number', paper.register_number));
    end if;
    if btrim(coalesce(reason, '')) = '' then
        perform security.refuse('Say why the paper is cancelled.');
    end if;
    update documents.paper p
       set cancelled_at = now(), cancelled_by = security.me(), cancel_reason = left(btrim(reason), 256)
     where p.id = paper_id;
end $$;
comment on function documents.cancel(bigint, text) is 'Definer: papers never change otherwise.';

-- What the register says of a paper, by the text of its QR code, its UUID or its number. The UUID stands only on the
-- paper, so whoever has it may know whose it is; by number alone only those who read the register learn the name.
create function documents.verify(text text) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wanted_uuid constant uuid := substring(lower(text) from
        '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')::uuid;
    paper documents.paper;
    answer jsonb;
begin
    if not security.acts_as(security.me(), security.my_role()) is true then
        perform security.refuse('Your role does not allow this.', '{}', 'HM002');
    end if;
    select * into paper
      from documents.paper p
     where p.uuid = wanted_uuid
        or (wanted_uuid is null and p.register_number = upper(btrim(text)));
    if paper.id is null then
        return jsonb_build_object('found', false);
    end if;
    answer := jsonb_build_object(
        'found', true, 'register_number', paper.register_number, 'kind', paper.kind, 'language', paper.language,
        'registered_at', paper.registered_at, 'cancelled_at', paper.cancelled_at, 'cancel_reason', paper.cancel_reason);
    if wanted_uuid is not null or documents.serves(paper.faculty_id) or security.my_role() = 'hemis_academic_office' then
        answer := answer || jsonb_build_object('uuid', paper.uuid, 'digest', paper.digest, 'facts', paper.content -> 'facts');
    end if;
    return answer;
end $$;
comment on function documents.verify(text) is 'Definer: a paper is checked by people who do not read the register.';
