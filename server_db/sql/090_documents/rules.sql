-- Official papers: numbered without gaps, kept as they were, known by number or UUID. Which kinds there are, who issues
-- them and which function of a module knows their subjects is declared by the models and stands in documents.kind.

-- The kinds of paper that a role reads, whoever has it: asked as every x_of(login, role).
create function documents.kinds_of(login text, role text) returns text[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$ select coalesce(array_agg(k.code), '{}') from documents.kind k where role = any (k.issuers || k.readers) $$;
comment on function documents.kinds_of(text, text) is 'Definer: nobody reads the table of kinds.';

create function documents.my_kinds(planned text default security.planned_role()) returns text[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select documents.kinds_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function documents.my_kinds(text) is 'Definer: answers for the acting role only.';

-- Whether a role has what belongs to no unit but to the whole university, whoever has it: asked as every x_of(login, role).
create function documents.whole_of(login text, role text) returns boolean
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select security.university_wide(role) and security.acts_as(login, role)';
comment on function documents.whole_of(text, text) is 'Definer: the roles of a person stand in tables that others do not read.';

create function documents.my_whole(planned text default security.planned_role()) returns boolean
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select documents.whole_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function documents.my_whole(text) is 'Definer: answers for the acting role only.';

-- Whether something of this unit is in the scope of a role: what is of no unit belongs to the whole university.
create function documents.in_scope(unit_id bigint, login text, role text) returns boolean
    language sql stable
as 'select coalesce(unit_id = any (security.units_of(login, role)), documents.whole_of(login, role))';

-- Whether the acting person registers, prints and cancels papers of a kind about something of this unit.
create function documents.issues(kind text, unit_id bigint) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (select from documents.kind k where k.code = kind and security.my_role() = any (k.issuers))
       and documents.in_scope(unit_id, security.me(), security.my_role())
$$;
comment on function documents.issues(text, bigint) is 'Definer: answers for the session user only.';

-- What the function of a module knows of the records that it gives such a paper to: the unit, what the record is
-- called, the facts for whoever checks the paper, and what the paper must say.
create function documents.subjects(source text, record_ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language plpgsql stable
as $$
begin
    return query execute format('select record_id, unit_id, names, facts, said from %I.%I($1)',
                                split_part(source, '.', 1), split_part(source, '.', 2)) using record_ids;
end $$;

-- A name in any alphabet; Russian papers write у for oʻ, and the Cyrillic ц is an s or a ts.
create function documents.name_key(name text) returns text
    language sql immutable parallel safe
as $$ select replace(replace(naming.fold(name), 'ts', 's'), 'u', 'o') $$;

-- Whether the words of a paper agree with what is known of its subject.
create function documents.agrees(content jsonb, names text[], said jsonb) returns boolean
    language sql immutable
as $$
    select content @> said
       and exists (select from unnest(names) n where documents.name_key(n) = documents.name_key(content ->> 'name'))
$$;

-- The next numbers of a series in this year; the row stays locked until the papers are committed, so that none is lost.
create function documents.next_numbers(series text, year integer, many integer) returns integer
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    insert into documents.counter as c (series, year, last)
    values (series, year, many)
    on conflict on constraint counter_pkey do update set last = c.last + excluded.last
    returning last - many
$$;
comment on function documents.next_numbers(text, integer, integer) is 'Definer: nobody else counts.';

create function documents.register_number(prefix text, year integer, number integer) returns text
    language sql immutable
as $$ select format('%s-%s-%s', prefix, year, lpad(number::text, greatest(5, length(number::text)), '0')) $$;

-- The kind with this code, if the acting person issues it and it is made in this language.
create function documents.kind_to_issue(code text, language text) returns documents.kind
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    found documents.kind;
begin
    select * into found from documents.kind k where k.code = kind_to_issue.code;
    if found.facts is null or not language = any (found.languages) then
        perform security.refuse('There is no paper of the kind {kind} in the language {language}.',
                                jsonb_build_object('kind', code, 'language', language));
    end if;
    perform security.require_role(variadic found.issuers);
    return found;
end $$;
comment on function documents.kind_to_issue(text, text) is 'Definer: nobody reads the table of kinds.';

create function documents.register(kind text, language text, record_ids bigint[], contents jsonb[])
    returns setof documents.paper
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wanted constant documents.kind := documents.kind_to_issue(kind, language);
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    whole constant boolean := documents.whole_of(security.me(), security.my_role());
    many constant integer := cardinality(record_ids);
    this_year constant integer := extract(year from security.today());
    before integer;
    made integer;
begin
    if many is null or many not between 1 and 1000 or cardinality(contents) is distinct from many then
        perform security.refuse('Register 1 to 1000 papers at a time.');
    end if;
    if exists (
        select
          from unnest(record_ids) w (record_id)
          left join documents.subjects(wanted.facts, record_ids) s on s.record_id = w.record_id
         where s.record_id is null or not coalesce(s.unit_id = any (units), whole)
    ) then
        perform security.refuse('Not all of these are yours, or some get no such paper.', '{}', 'HM002');
    end if;
    before := documents.next_numbers(wanted.series, this_year, many);
    return query
    insert into documents.paper (kind, year, number, register_number, relation, record_id, subject, faculty_id, language,
                                 content, digest, registered_by)
    select wanted.code, this_year, before + w.place,
           documents.register_number(wanted.prefix, this_year, (before + w.place)::integer),
           wanted.relation, s.record_id, s.names[1], s.unit_id, register.language, c.content,
           encode(sha256(convert_to(c.content::text, 'UTF8')), 'hex'), security.me()
      from unnest(record_ids, contents) with ordinality w (record_id, content, place)
      join documents.subjects(wanted.facts, record_ids) s on s.record_id = w.record_id
     cross join lateral (select w.content || jsonb_build_object('facts', s.facts) as content) c
     where coalesce(s.unit_id = any (units), whole)
       and documents.agrees(w.content, s.names, s.said)
     order by w.place
    returning *;
    get diagnostics made = row_count;
    if made < many then
        perform documents.refuse_untrue(wanted.facts, record_ids, contents);
    end if;
end $$;
comment on function documents.register(text, text, bigint[], jsonb[]) is 'Definer: numbers and snapshots are made only here.';

-- Say whose paper says what is not so; all of them are the caller's.
create function documents.refuse_untrue(source text, record_ids bigint[], contents jsonb[]) returns void
    language plpgsql stable
as $$
begin
    perform security.refuse(
        'What the paper of {name} says is not so, or not any more. Prepare it again.',
        jsonb_build_object('name', (
            select s.names[1]
              from unnest(record_ids, contents) w (record_id, content)
              join documents.subjects(source, record_ids) s on s.record_id = w.record_id
             where documents.agrees(w.content, s.names, s.said) is not true
             limit 1)));
end $$;

-- What a paper is about stays as long as the paper; no key can say so, for the table differs from kind to kind.
create function documents.hold_subjects() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
          from old_rows o
          join documents.paper p on p.relation = tg_table_schema || '.' || tg_table_name and p.record_id = o.id
    ) then
        raise exception using errcode = 'restrict_violation', message = 'A registered paper is about this record.';
    end if;
    return null;
end $$;
comment on function documents.hold_subjects() is 'Definer: whoever deletes need not read the register.';

create function documents.printed(paper_id bigint, way text, copies integer, workstation text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    paper documents.paper;
begin
    select * into paper from documents.paper p where p.id = paper_id;
    if not documents.issues(paper.kind, paper.faculty_id) is true then
        perform security.refuse('This paper is not yours.', '{}', 'HM002');
    end if;
    if paper.cancelled_at is not null then
        perform security.refuse('The paper {number} was cancelled.', jsonb_build_object('number', paper.register_number));
    end if;
    insert into documents.printing (paper_id, kind, faculty_id, login, workstation, way, copies)
    values (paper.id, paper.kind, paper.faculty_id, security.me(), nullif(btrim(left(workstation, 128)), ''), way, copies);
end $$;
comment on function documents.printed(bigint, text, integer, text) is 'Definer: the print log is written only here.';

create function documents.cancel(paper_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    paper documents.paper;
begin
    select * into paper from documents.paper p where p.id = paper_id for update;
    if not documents.issues(paper.kind, paper.faculty_id) is true then
        perform security.refuse('This paper is not yours.', '{}', 'HM002');
    end if;
    if paper.cancelled_at is not null then
        perform security.refuse('The paper {number} was cancelled.', jsonb_build_object('number', paper.register_number));
    end if;
    if btrim(coalesce(reason, '')) = '' then
        perform security.refuse('Say why the paper is cancelled.');
    end if;
    update documents.paper p
       set cancelled_at = now(), cancelled_by = security.me(), cancel_reason = btrim(reason)
     where p.id = paper_id;
end $$;
comment on function documents.cancel(bigint, text) is 'Definer: papers never change otherwise.';

-- What the register says of a paper, by the text of its QR code, its UUID or its number. The UUID stands only on the
-- paper, so whoever has it may know whose it is; by number alone only those who read the register learn the name, and why
-- it was cancelled.
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
        'registered_at', paper.registered_at, 'cancelled_at', paper.cancelled_at);
    if wanted_uuid is not null
       or paper.kind = any (documents.kinds_of(security.me(), security.my_role()))
          and documents.in_scope(paper.faculty_id, security.me(), security.my_role()) then
        answer := answer || jsonb_build_object('uuid', paper.uuid, 'digest', paper.digest, 'facts', paper.content -> 'facts',
                                               'cancel_reason', paper.cancel_reason);
    end if;
    return answer;
end $$;
comment on function documents.verify(text) is 'Definer: a paper is checked by people who do not read the register.';
