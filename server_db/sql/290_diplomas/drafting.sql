-- Drafts: made by the dean's office from accepted records, filled from what is known, completed by hand, accepted, and taken back
-- by two people.

-- Drafts for these students, whoever has one keeps it; how many were made.
create function diplomas.write_drafts(acceptances bigint[]) returns bigint[]
    language plpgsql
as $$
declare
    made bigint[];
begin
    with fresh as (
        insert into diplomas.diploma (student_id, faculty_id, acceptance_id, curriculum_id, student_name, student_number,
                                      group_name, education_type, year, category, state, texts)
        select s.id, s.faculty_id, a.id, a.curriculum_id, s.full_name, s.number, a.group_name, s.education_type,
               extract(year from a.accepted_at at time zone 'Asia/Tashkent')::integer,
               case when a.honours then :diploma_category.honours else :diploma_category.ordinary end, 'draft', t.texts
          from diplomas.texts_for(acceptances) t
          join graduation.acceptance a on a.id = t.acceptance_id
          join students.student s on s.id = a.student_id
         where not exists (
                select from diplomas.diploma d where d.student_id = s.id and d.state <> 'cancelled')
         order by s.sort_key, s.id
        returning id)
    select coalesce(array_agg(f.id order by f.id), '{}') into made from fresh f;
    perform diplomas.write_rows(made);
    return made;
end $$;

create function diplomas.draft(students bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    strange text;
    acceptances bigint[];
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    if exists (select from unnest(students) i (id)
                 left join students.student s on s.id = i.id and s.faculty_id = any (units)
                where s.id is null) then
        perform security.refuse('Not all of these students study at your faculty.', '{}', 'HM002');
    end if;
    perform from students.student s where s.id = any (students) order by s.id for no key update;
    select s.full_name into strange
      from students.student s
     where s.id = any (students)
       and not exists (select from graduation.acceptance a where a.student_id = s.id and a.state = 'accepted')
     order by s.sort_key, s.id
     limit 1;
    if found then
        perform security.refuse('The academic record of {student} is not accepted for graduation. Accept it in the accreditation first.',
                                jsonb_build_object('student', strange));
    end if;
    acceptances := array(select a.id from graduation.acceptance a where a.student_id = any (students) and a.state = 'accepted');
    return cardinality(diplomas.write_drafts(acceptances));
end $$;
comment on function diplomas.draft(bigint[]) is 'Definer: diplomas are written by functions alone.';

-- Texts of drafts, {"id", "version", "texts": {"uz": {…}, "en": {…}}} each: keys that are not given stay, empty ones go. All of
-- them or none.
create function diplomas.save_texts(rows jsonb) returns table (id bigint, version integer)
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    stale text;
begin
    if exists (
            select from jsonb_array_elements(rows) r
             cross join lateral jsonb_each(r -> 'texts') l (language, texts)
             cross join lateral jsonb_each(l.texts) t (key, text)
             where l.language not in ('uz', 'en') or jsonb_typeof(t.text) <> 'string' or length(t.text #>> '{}') > 2000
                or not exists (select from diplomas.fields() f where f.key = t.key)) then
        perform security.refuse('A diploma has no such text.');
    end if;
    perform from diplomas.take(array(select (r ->> 'id')::bigint from jsonb_array_elements(rows) r), 'draft') t;
    perform security.require_role('hemis_faculty');
    select d.student_name into stale
      from jsonb_to_recordset(rows) r (id bigint, version integer)
      join diplomas.diploma d on d.id = r.id
     where d.row_version is distinct from r.version
     order by d.id
     limit 1;
    if found then
        perform security.refuse('The diploma of {student} was changed meanwhile. Look at it again.',
                                jsonb_build_object('student', stale), 'HM003');
    end if;
    return query
    update diplomas.diploma d
       set texts = (
               select jsonb_object_agg(l.language, coalesce((
                          select jsonb_object_agg(t.key, btrim(t.text))
                            from jsonb_each_text(coalesce(d.texts -> l.language, '{}')
                                                 || coalesce(r.texts -> l.language, '{}')) t (key, text)
                           where btrim(t.text) <> ''), '{}'))
                 from (values ('uz'), ('en')) l (language))
      from jsonb_to_recordset(rows) r (id bigint, texts jsonb)
     where d.id = r.id
    returning d.id, d.row_version;
end $$;
comment on function diplomas.save_texts(jsonb) is 'Definer: diplomas are written by functions alone.';

-- Texts and rows as the records give them now; what was written by hand is lost, and who asks knows that.
create function diplomas.refill(ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from diplomas.take(ids, 'draft') t;
    perform security.require_role('hemis_faculty');
    if exists (select from diplomas.diploma d where d.id = any (ids) and d.replaces_id is not null) then
        perform security.refuse('What takes the place of a diploma says what that one said.');
    end if;
    update diplomas.diploma d
       set texts = t.texts, student_name = s.full_name, student_number = s.number, group_name = a.group_name,
           category = case when a.honours then :diploma_category.honours else :diploma_category.ordinary end
      from graduation.acceptance a
      join students.student s on s.id = a.student_id
      join diplomas.texts_for(array(select x.acceptance_id from diplomas.diploma x where x.id = any (ids))) t
        on t.acceptance_id = a.id
     where d.id = any (ids) and d.acceptance_id = a.id;
    perform diplomas.write_rows(ids);
    return cardinality(ids);
end $$;
comment on function diplomas.refill(bigint[]) is 'Definer: diplomas are written by functions alone.';

-- What is wrong with diplomas of those who may read them.
create function diplomas.findings(ids bigint[])
    returns table (diploma_id bigint, kind text, field text, language text, details jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select f.*
      from diplomas.found(array(
            select d.id
              from diplomas.diploma d
             where d.id = any (ids) and security.acts_as(security.me(), security.my_role())
               and security.my_role() in ('hemis_faculty', 'hemis_academic_office', 'hemis_registrar')
               and d.faculty_id = any (security.units_of(security.me(), security.my_role())))) f
     order by f.diploma_id, f.kind, f.field, f.language
$$;
comment on function diplomas.findings(bigint[]) is 'Definer: the record is compared as it was accepted.';

create function diplomas.refuse_found(ids bigint[]) returns void
    language plpgsql stable
as $$
declare
    first record;
begin
    select d.student_name, f.*, coalesce(t.label, '') as label into first
      from diplomas.found(ids) f
      join diplomas.diploma d on d.id = f.diploma_id
      left join diplomas.fields() t on t.key = f.field
     order by d.id, f.kind, f.field, f.language
     limit 1;
    if found then
        perform security.refuse(case first.kind
            when 'empty' then 'The diploma of {student} lacks “{label}” ({language}).'
            when 'long' then 'In the diploma of {student} “{label}” ({language}) has {length} letters; {longest} fit.'
            when 'letters' then 'In the diploma of {student} “{label}” ({language}) has Cyrillic letters.'
            when 'signs' then 'In the diploma of {student} “{label}” ({language}) has signs that are not printed: {signs}.'
            when 'birth_date' then 'In the diploma of {student} the birth date ({language}) is not that of the student, {day}.'
            when 'future' then 'In the diploma of {student} “{label}” ({language}) names a day that has not been: {day}.'
            when 'one_language' then 'In the diploma of {student} “{label}” stands in one language alone.'
            when 'no_rows' then 'The supplement of {student} has no rows.'
            when 'title' then 'In the supplement of {student} {subject} has no English title.'
            when 'title_letters' then 'In the supplement of {student} the title of {subject} has Cyrillic letters.'
            when 'title_signs' then 'In the supplement of {student} the title of {subject} has signs that are not printed: {signs}.'
            when 'double' then 'In the supplement of {student} {subject} stands twice.'
            when 'mark' then 'In the supplement of {student} {subject} has no mark.'
            when 'used_twice' then 'In the supplement of {student} the result in {subject}, semester {semester}, stands in two rows.'
            when 'gap' then 'In the supplement of {student} {subject}, semester {semester}, is missing.'
            when 'sums' then 'The supplement of {student} has {have} credits, the accepted record {needed}.'
            else 'The accreditation of {student} does not stand any more.' end,
            jsonb_build_object('student', first.student_name, 'label', first.label,
                               'language', case first.language when 'en' then 'English' else 'Uzbek' end) || first.details);
    end if;
end $$;

create function diplomas.write_acceptance(ids bigint[], login text) returns void
    language sql
as $$
    update diplomas.diploma d
       set state = 'accepted', accepted_at = now(), accepted_by = login,
           accepted_digest = graduation.digest(diplomas.content_of(d.id)::text)
     where d.id = any (ids)
$$;

create function diplomas.accept(ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform diplomas.hold_acceptances(ids);
    perform from diplomas.take(ids, 'draft') t;
    perform security.require_role('hemis_faculty');
    perform diplomas.refuse_found(ids);
    perform diplomas.write_acceptance(ids, security.me());
    return cardinality(ids);
end $$;
comment on function diplomas.accept(bigint[]) is 'Definer: diplomas are written by functions alone.';

-- The dean's office asks, another person of the academic office decides: back to a draft, whatever number it was given stays its
-- own. What is printed is taken back by nobody.
create function diplomas.ask_back(ids bigint[], reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform grades.require_reason(reason);
    perform from diplomas.take(ids, 'accepted', 'prepared') t;
    perform security.require_role('hemis_faculty');
    perform diplomas.refuse_begun(ids);
    update diplomas.diploma d
       set state = 'asked', ask_reason = btrim(reason), asked_at = now(), asked_by = security.me()
     where d.id = any (ids);
    return cardinality(ids);
end $$;
comment on function diplomas.ask_back(bigint[], text) is 'Definer: diplomas are written by functions alone.';

create function diplomas.decide_back(ids bigint[], agree boolean) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from diplomas.take(ids, 'asked') t where t.asked_by = security.me()) then
        perform security.refuse('Who asks that a diploma be taken back does not decide it. Another person does.', '{}',
                                'HM002');
    end if;
    perform security.require_role('hemis_academic_office');
    if agree then
        perform diplomas.refuse_begun(ids);
    end if;
    update diplomas.diploma d
       set state = case when d.content is null then 'accepted' else 'prepared' end, ask_reason = null, asked_at = null,
           asked_by = null
     where d.id = any (ids);
    if agree then
        update diplomas.diploma d
           set state = 'draft', accepted_digest = null, accepted_at = null, accepted_by = null, content = null, digest = null,
               prepared_at = null, prepared_by = null, signature = null, signed_with = null, code = null, signed_at = null,
               signed_by = null
         where d.id = any (ids);
    end if;
    return cardinality(ids);
end $$;
comment on function diplomas.decide_back(bigint[], boolean) is 'Definer: diplomas are written by functions alone.';

-- A draft that nobody needs: it is cancelled with a reason, and another can be made.
create function diplomas.discard(ids bigint[], reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform grades.require_reason(reason);
    perform from diplomas.take(ids, 'draft') t;
    perform security.require_role('hemis_faculty', 'hemis_registrar');
    perform diplomas.write_cancelling(ids, btrim(reason), security.me());
    return cardinality(ids);
end $$;
comment on function diplomas.discard(bigint[], text) is 'Definer: diplomas are written by functions alone.';

create function diplomas.write_cancelling(ids bigint[], reason text, login text) returns void
    language sql
as $$
    update diplomas.diploma d
       set state = 'cancelled', cancelled_at = now(), cancelled_by = login, cancel_reason = reason, ask_reason = null,
           asked_at = null, asked_by = null
     where d.id = any (ids);
    update diplomas.line n set chosen_id = null where n.diploma_id = any (ids) and n.chosen_id is not null
$$;
