-- What takes the place of a diploma: a duplicate with its own number and blank, or another after a mistake of the university.

-- A draft that says what the other said; after a change of name it bears the new one. What takes the place of a wrong duplicate
-- is a duplicate of the same diploma.
create function diplomas.write_copy(original bigint, cause text, document text) returns bigint
    language plpgsql
as $$
declare
    made bigint;
begin
    insert into diplomas.diploma (student_id, faculty_id, acceptance_id, curriculum_id, student_name, student_number, group_name,
                                  education_type, year, category, state, texts, replaces_id, duplicate_of_id, cause,
                                  cause_document)
    select d.student_id, s.faculty_id, d.acceptance_id, d.curriculum_id,
           case when write_copy.cause in ('lost', 'unusable') then d.student_name else s.full_name end, d.student_number,
           d.group_name, d.education_type, d.year, d.category, 'draft',
           case when write_copy.cause = 'renamed' then jsonb_build_object(
               'uz', d.texts -> 'uz' || jsonb_strip_nulls(jsonb_build_object(
                   'surname', s.surname, 'given_name', s.given_name, 'patronymic', s.patronymic)),
               'en', d.texts -> 'en' || jsonb_strip_nulls(jsonb_build_object(
                   'surname', diplomas.passport_letters(s.surname), 'given_name', diplomas.passport_letters(s.given_name),
                   'patronymic', diplomas.passport_letters(s.patronymic))))
               else d.texts end,
           d.id, case when write_copy.cause <> 'mistaken' then d.id else d.duplicate_of_id end, write_copy.cause, write_copy.document
      from diplomas.diploma d
      join students.student s on s.id = d.student_id
     where d.id = original
    returning id into made;
    insert into diplomas.line (diploma_id, faculty_id, subject_id, section, place, title_uz, title_en, semesters, hours, credits,
                               points, mark, letter, recognised, sources)
    select made, d.faculty_id, n.subject_id, n.section, n.place, n.title_uz, n.title_en, n.semesters, n.hours, n.credits,
           n.points, n.mark, n.letter, n.recognised, n.sources
      from diplomas.line n
      join diplomas.diploma d on d.id = made
     where n.diploma_id = original
     order by n.id;
    return made;
end $$;

-- A duplicate of an issued diploma, drafted by the dean's office; the original stands until the duplicate is handed out.
create function diplomas.draft_duplicate(id bigint, cause text, document text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from diplomas.take(array[draft_duplicate.id], 'issued') t;
    perform security.require_role('hemis_faculty');
    if coalesce(cause, '') not in ('lost', 'unusable', 'renamed') then
        perform security.refuse('Say why a duplicate is made.', '{"field": "cause"}');
    elsif nullif(btrim(document), '') is null then
        perform security.refuse('Write by what application a duplicate is made.', '{"field": "document"}');
    elsif exists (select from diplomas.diploma d where d.duplicate_of_id = draft_duplicate.id and d.state <> 'cancelled') then
        perform security.refuse('There is a duplicate of this diploma already.', '{}', 'HM003');
    end if;
    return diplomas.write_copy(draft_duplicate.id, cause, btrim(document));
end $$;
comment on function diplomas.draft_duplicate(bigint, text, text) is 'Definer: diplomas are written by functions alone.';

-- A printed or issued diploma that is wrong: taken in by the act of a commission, cancelled with its blanks, and drafted anew.
create function diplomas.take_in(id bigint, document text, reason text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    one diplomas.diploma;
    strange text;
begin
    perform blanks.take_turn('hemis_registrar');
    perform grades.require_reason(reason);
    if nullif(btrim(document), '') is null then
        perform security.refuse('Write the number and the day of the commission''s act.', '{"field": "document"}');
    end if;
    select * into one from diplomas.take(array[take_in.id], 'printed', 'issued');
    if exists (select from diplomas.diploma d where d.duplicate_of_id = one.id and d.state <> 'cancelled') then
        perform security.refuse('There is a duplicate of this diploma already.', '{}', 'HM003');
    end if;
    select b.number into strange
      from diplomas.printing p
      join blanks.blank b on b.id = p.blank_id
     where p.diploma_id = one.id and p.outcome = 'good' and b.unit_id is not null
     limit 1;
    if found and one.state = 'printed' then
        perform security.refuse('The blank {number} is held by a faculty. It is given back first.',
                                jsonb_build_object('number', strange));
    end if;
    perform diplomas.blank_act(t.deed, t.numbers, security.today(), one.student_name, btrim(document), btrim(reason), security.me())
       from (select case b.state when 'issued' then 'take_in' else 'spoil' end as deed,
                    array_agg(b.number order by b.number) as numbers
               from diplomas.printing p
               join blanks.blank b on b.id = p.blank_id
              where p.diploma_id = one.id and p.outcome = 'good' and b.state in ('issued', 'printed')
              group by b.state) t;
    update diplomas.printing p
       set outcome = 'taken_in', reason = btrim(take_in.reason)
     where p.diploma_id = one.id and p.outcome = 'good';
    perform diplomas.write_cancelling(array[one.id], format('%s: %s', btrim(document), btrim(reason)), security.me());
    return diplomas.write_copy(one.id, 'mistaken', btrim(document));
end $$;
comment on function diplomas.take_in(bigint, text, text) is 'Definer: diplomas and blanks are written by functions alone.';

-- Nothing of these is on paper or with a workstation that may print it.
create function diplomas.refuse_begun(ids bigint[]) returns void
    language plpgsql stable
as $$
declare
    begun text;
begin
    select d.student_name into begun
      from diplomas.diploma d
     where d.id = any (ids) and exists (select from diplomas.printing p where p.diploma_id = d.id and p.outcome = 'good')
     order by d.id
     limit 1;
    if found then
        perform security.refuse('A part of the diploma of {student} is printed already. The registrar takes it in.',
                                jsonb_build_object('student', begun), 'HM003');
    end if;
end $$;

-- What a diploma stands on stays: an accreditation is not taken back under an accepted one, an order of graduation not under a
-- prepared one. Drafts are cancelled with the accreditation.
create function diplomas.keep_acceptance() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.state in ('asked', 'taken_back') and old.state <> new.state and exists (
            select from diplomas.diploma d where d.acceptance_id = new.id and d.state not in ('draft', 'cancelled')) then
        perform security.refuse(case when exists (
                select from diplomas.diploma d where d.acceptance_id = new.id and d.state in ('printed', 'issued'))
            then 'The diploma of {student} is printed already. The registrar takes that one in first.'
            else 'The diploma of {student} is accepted already. Ask that one back first.' end,
                                jsonb_build_object('student', new.student_name), 'HM003');
    elsif new.decree_id is null and old.decree_id is not null and exists (
            select from diplomas.diploma d
             where d.acceptance_id = new.id and d.state in ('asked', 'prepared', 'printed', 'issued')
               and d.content is not null) then
        perform security.refuse('The diploma of {student} is prepared by this order already. Ask that one back first.',
                                jsonb_build_object('student', new.student_name), 'HM003');
    elsif new.state = 'taken_back' and old.state <> 'taken_back' then
        perform diplomas.write_cancelling(
            array(select d.id from diplomas.diploma d where d.acceptance_id = new.id and d.state = 'draft'),
            coalesce(new.ask_reason, 'Akkreditatsiya bekor qilindi'), security.me());
    end if;
    return null;
end $$;
comment on function diplomas.keep_acceptance() is 'Definer: whoever changes the accreditation reads no diploma.';
create trigger keep_acceptance after update of state, decree_id on graduation.acceptance
    for each row execute function diplomas.keep_acceptance();

-- A diploma by its UUID, its register number or the number of its blank, to whoever checks papers. Whoever has the UUID holds the
-- paper and compares all of it; a number could be guessed, and tells those who do not read the diploma how it stands alone.
create function diplomas.check_code(code text)
    returns table (uuid uuid, student_name text, register_number text, registered_on date, number text, category text,
                   education_type text, specialty text, digest text, signature text, key_id text, state text, issued_on date,
                   cancelled_on date, replaced_by text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case when k.known then d.uuid end,
           case when k.known then concat_ws(' ', d.texts -> 'uz' ->> 'surname', d.texts -> 'uz' ->> 'given_name',
                                            d.texts -> 'uz' ->> 'patronymic') end,
           d.register_number, d.registered_on, d.number, case when k.known then d.category end,
           case when k.known then d.education_type end, case when k.known then d.texts -> 'uz' ->> 'specialty' end,
           case when k.known then d.digest end, case when k.known then d.signature end, case when k.known then d.signed_with end,
           d.state, d.issued_on, (d.cancelled_at at time zone 'Asia/Tashkent')::date,
           (select r.register_number from diplomas.diploma r
             where r.replaces_id = d.id and r.state <> 'cancelled' order by r.id desc limit 1)
      from (select substring(lower(code) from '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')::uuid as uuid,
                   upper(btrim(code)) as number, security.my_role() as role) a
      join diplomas.diploma d on d.uuid = a.uuid
                              or a.uuid is null and (d.register_number = a.number or d.number = a.number)
     cross join lateral (
            select a.uuid is not null or a.role in ('hemis_registrar', 'hemis_academic_office')
                   or a.role in ('hemis_hr', 'hemis_management') and d.state = 'issued'
                   or a.role = 'hemis_faculty' and d.faculty_id = any (security.units_of(security.me(), a.role)) as known) k
     where security.acts_as(security.me(), a.role) and d.content is not null
$$;
comment on function diplomas.check_code(text) is 'Definer: a diploma is checked by whoever is shown it, whatever they read else.';
