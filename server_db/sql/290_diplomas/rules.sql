-- What a diploma says: texts in Uzbek and English filled from the records, the snapshot whose digest is accepted and signed, and
-- what is wrong with a draft.

-- The texts of a diploma, as shared/diplomas/content.py lists them: how long, whether they must be there.
create function diplomas.fields() returns table (key text, label text, longest integer, required boolean)
    language sql immutable
as $$
    select *
      from (values ('surname', 'Surname', 64, true),
                   ('given_name', 'Given name', 64, true),
                   ('patronymic', 'Patronymic', 64, false),
                   ('birth_date', 'Birth date', 32, true),
                   ('university', 'University', 256, true),
                   ('faculty', 'Faculty', 256, false),
                   ('degree', 'Degree', 128, true),
                   ('form', 'Education form', 64, true),
                   ('specialty', 'Code and name of the specialty', 256, true),
                   ('qualification', 'Qualification', 256, true),
                   ('period', 'Period of study', 128, true),
                   ('language', 'Language of study', 64, true),
                   ('prior_education', 'Previous education', 512, true),
                   ('admission', 'Admission', 512, true),
                   ('grading_system', 'Grading system', 1024, true),
                   ('accreditation', 'Accreditation of the university', 512, false),
                   ('further_study', 'Access to further study', 512, true),
                   ('professional_status', 'Professional status', 512, true),
                   ('thesis', 'Thesis', 512, false),
                   ('decision', 'Decision of the commission', 256, true),
                   ('rector', 'Rector', 128, true),
                   ('city', 'City', 64, true)
           ) f (key, label, longest, required)
$$;

-- A name as a passport has it: its letters in ASCII.
create function diplomas.passport_letters(name text) returns text
    language sql immutable
as $$ select translate(name, 'ʻʼ‘’', '''''''''') $$;

-- What a code of a national list is called. The lists have few English names: the usual ones of forms and languages of study
-- stand here, others are left to be written.
create function diplomas.called(classifier text, code text, language text) returns text
    language sql stable
as $$
    select case language when 'en' then coalesce(i.name_en, e.name) else i.name_uz end
      from classifiers.item i
      join classifiers.classifier c on c.id = i.classifier_id
      left join (values ('h_education_form', :education_form.daytime, 'Full-time'),
                        ('h_education_form', :education_form.evening, 'Evening'),
                        ('h_education_form', :education_form.extramural, 'Part-time'),
                        ('h_education_form', :education_form.special_extramural, 'Special part-time'),
                        ('h_education_form', :education_form.second_higher, 'Second higher education'),
                        ('h_education_form', :education_form.distance, 'Distance'),
                        ('h_education_form', :education_form.joint, 'Joint'),
                        ('h_language', :language.uzbek, 'Uzbek'), ('h_language', :language.russian, 'Russian'),
                        ('h_language', :language.karakalpak, 'Karakalpak'), ('h_language', :language.english, 'English')
                ) e (classifier, code, name) on e.classifier = c.code and e.code = i.code
     where c.code = called.classifier and i.code = called.code
$$;

-- The decision by which the qualification was awarded: the last session of a commission that passed the student.
create function diplomas.decision_of(student_id bigint) returns table (uz text, en text)
    language sql stable
as $$
    select format('Davlat attestatsiya komissiyasining %s dagi %s-sonli bayonnomasi', s.day, s.protocol),
           format('Protocol No. %s of the State Attestation Commission of %s', s.protocol, s.day)
      from (
        select c.protocol, to_char(t.day, 'DD.MM.YYYY') as day
          from attestation.candidate c
          join attestation.sitting t on t.id = c.sitting_id and t.state = 'closed'
         where c.student_id = decision_of.student_id and c.decision = 'passed' and c.protocol is not null
         order by t.day desc, c.id desc
         limit 1) s
$$;

-- What the records know of the holders of these acceptances, in both languages; what is not known is left to the dean's office.
create function diplomas.texts_for(acceptances bigint[]) returns table (acceptance_id bigint, texts jsonb)
    language sql stable
as $$
    select a.id, jsonb_build_object(
               'uz', jsonb_strip_nulls(jsonb_build_object(
                   'surname', s.surname, 'given_name', s.given_name, 'patronymic', s.patronymic, 'birth_date', k.born,
                   'university', v.name_uz, 'faculty', u.name_uz, 'degree', w.degree_uz,
                   'form', diplomas.called('h_education_form', s.education_form, 'uz'), 'specialty', k.code || p.name_uz,
                   'qualification', q.name_uz, 'period', k.period, 'language', diplomas.called('h_language', s.language, 'uz'),
                   'prior_education', k.before, 'admission', w.admission_uz, 'grading_system', w.grading_system_uz,
                   'accreditation', w.accreditation_uz, 'further_study', w.further_study_uz,
                   'professional_status', w.professional_status_uz, 'thesis', t.title_uz, 'decision', d.uz, 'rector', v.rector,
                   'city', w.city_uz)),
               'en', jsonb_strip_nulls(jsonb_build_object(
                   'surname', diplomas.passport_letters(s.surname), 'given_name', diplomas.passport_letters(s.given_name),
                   'patronymic', diplomas.passport_letters(s.patronymic), 'birth_date', k.born, 'university', v.name_en,
                   'faculty', u.name_en, 'degree', w.degree_en, 'form', diplomas.called('h_education_form', s.education_form, 'en'),
                   'specialty', k.code || p.name_en, 'qualification', q.name_en, 'period', k.period,
                   'language', diplomas.called('h_language', s.language, 'en'),
                   'prior_education', diplomas.passport_letters(k.before), 'admission', w.admission_en,
                   'grading_system', w.grading_system_en, 'accreditation', w.accreditation_en,
                   'further_study', w.further_study_en, 'professional_status', w.professional_status_en, 'thesis', t.title_en,
                   'decision', d.en, 'rector', diplomas.passport_letters(v.rector), 'city', w.city_en)))
      from graduation.acceptance a
      join students.student s on s.id = a.student_id
      join students.specialty p on p.id = s.specialty_id
      join structure.unit u on u.id = s.faculty_id
      left join structure.university v on true
      left join diplomas.wording w on w.education_type = s.education_type
      left join students.prior_education e on e.student_id = s.id
      left join lateral (
            select q.name_uz, q.name_en
              from students.qualification q
             where q.specialty_id = s.specialty_id and q.active
             order by q.id
             limit 1) q on true
      left join lateral (
            select t.title_uz, t.title_en
              from attestation.thesis t
             where t.student_id = s.id and t.state = 'approved'
             order by t.year desc, t.id desc
             limit 1) t on true
      left join lateral diplomas.decision_of(s.id) d on true
     cross join lateral (
            select to_char(s.birth_date, 'DD.MM.YYYY') as born, p.code || ' ' as code,
                   concat_ws('–', s.entry_year, extract(year from a.accepted_at at time zone 'Asia/Tashkent')) as period,
                   nullif(concat_ws(', ', e.institution, e.document_number, to_char(e.document_date, 'DD.MM.YYYY')), '')
                       as before) k
     where a.id = any (acceptances)
$$;

-- What a diploma says as one text; the number and the day of the register come when it is prepared.
create function diplomas.content_of(diploma_id bigint) returns jsonb
    language sql stable
as $$
    select jsonb_build_object(
               'uuid', d.uuid, 'category', d.category, 'texts', d.texts, 'lines', coalesce(l.lines, '[]'),
               'hours', coalesce(l.hours, 0), 'credits', coalesce(trim_scale(l.credits), 0)::text, 'gpa', a.gpa::text,
               'duplicate_of', coalesce(o.number, ''))
      from diplomas.diploma d
      join graduation.acceptance a on a.id = d.acceptance_id
      left join diplomas.diploma o on o.id = d.duplicate_of_id
      left join lateral (
            select sum(l.hours) as hours, sum(l.credits) as credits,
                   jsonb_agg(jsonb_build_object(
                       'section', l.section, 'title', jsonb_build_object('uz', l.title_uz, 'en', coalesce(l.title_en, '')),
                       'semesters', l.semesters, 'hours', l.hours, 'credits', trim_scale(l.credits)::text,
                       'points', trim_scale(l.points)::text, 'mark', coalesce(l.mark, ''), 'letter', coalesce(l.letter, ''),
                       'recognised', l.recognised)
                       order by array_position(array['subject', 'course_work', 'practice', 'attestation'], l.section), l.place)
                       as lines
              from diplomas.line l
             where l.diploma_id = d.id) l on true
     where d.id = content_of.diploma_id
$$;

-- Signs that are not written on a diploma: those of neither Latin nor Cyrillic letters, that nobody sees, or that turn the
-- direction of a line. What cannot be shown is told by its number.
create function diplomas.strange_signs(said text) returns text
    language sql immutable parallel safe
as $$
    select coalesce(string_agg(distinct case when c.sign ~ '[[:cntrl:]\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]'
                                             then 'U+' || upper(lpad(to_hex(ascii(c.sign)), 4, '0')) else c.sign end, ' '), '')
      from regexp_split_to_table(
               regexp_replace(said, '[\u0020-\u007E\u00A0-\u024F\u02B0-\u02FF\u0400-\u04FF\u1E00-\u1EFF\u2010-\u2027\u2030-\u205E\u2116]',
                              '', 'g'), '') c (sign)
     where c.sign <> ''
$$;

-- What keeps these diplomas from being accepted: texts that are missing, too long or in other letters, rows that are double,
-- missing or without a title, and sums that are not those of the accepted record.
create function diplomas.found(diplomas bigint[])
    returns table (diploma_id bigint, kind text, field text, language text, details jsonb)
    language sql stable
as $$
    with diploma as materialized (
        select d.id, d.texts, d.student_id, d.acceptance_id, d.duplicate_of_id, d.cause from diplomas.diploma d where d.id = any (diplomas)
    ), said as materialized (
        select d.id, f.key, f.longest, f.required, l.language, d.texts -> l.language ->> f.key as text
          from diploma d
         cross join diplomas.fields() f
         cross join (values ('uz'), ('en')) l (language)
    ), line as materialized (
        select n.* from diplomas.line n where n.diploma_id = any (diplomas)
    ), used as materialized (
        select n.diploma_id, u.source, count(*) as times
          from line n
         cross join lateral unnest(n.sources) u (source)
         group by n.diploma_id, u.source
    )
    select s.id, 'empty', s.key, s.language, '{}'::jsonb
      from said s
     where s.required and coalesce(btrim(s.text), '') = ''
    union all
    select s.id, 'long', s.key, s.language, jsonb_build_object('longest', s.longest, 'length', length(s.text))
      from said s
     where length(s.text) > s.longest
    union all
    select s.id, 'letters', s.key, s.language, '{}' from said s where s.text ~ '[Ѐ-ӿ]'
    union all
    select s.id, 'signs', s.key, s.language, jsonb_build_object('signs', diplomas.strange_signs(s.text))
      from said s
     where diplomas.strange_signs(s.text) <> ''
    union all
    select s.id, 'birth_date', s.key, s.language, jsonb_build_object('day', to_char(p.birth_date, 'DD.MM.YYYY'))
      from said s
      join diploma d on d.id = s.id and coalesce(d.cause, '') not in ('lost', 'unusable')
      join students.student p on p.id = d.student_id
     where s.key = 'birth_date' and s.text <> '' and s.text <> to_char(p.birth_date, 'DD.MM.YYYY')
    union all
    select s.id, 'future', s.key, s.language, jsonb_build_object('day', m.day)
      from said s
     cross join lateral (select t.day[1] as day from regexp_matches(s.text, '\d{2}\.\d{2}\.\d{4}', 'g') t (day)) m
     where s.key in ('prior_education', 'decision')
       and (right(m.day, 4) || substr(m.day, 4, 2) || left(m.day, 2) > to_char(security.today(), 'YYYYMMDD')
            or substr(m.day, 4, 2)::integer not between 1 and 12 or left(m.day, 2)::integer not between 1 and 31)
    union all
    select s.id, 'one_language', s.key, s.language, '{}'
      from said s
      join said o on o.id = s.id and o.key = s.key and o.language <> s.language
     where not s.required and coalesce(btrim(s.text), '') = '' and coalesce(btrim(o.text), '') <> ''
    union all
    select d.id, 'no_rows', '', '', '{}' from diploma d where not exists (select from line n where n.diploma_id = d.id)
    union all
    select n.diploma_id, 'title', n.section, 'en', jsonb_build_object('subject', n.title_uz) from line n where n.title_en is null
    union all
    select n.diploma_id, 'title_letters', n.section, '', jsonb_build_object('subject', n.title_uz)
      from line n
     where n.title_uz || coalesce(n.title_en, '') ~ '[Ѐ-ӿ]'
    union all
    select n.diploma_id, 'title_signs', n.section, '',
           jsonb_build_object('subject', n.title_uz, 'signs', diplomas.strange_signs(n.title_uz || coalesce(n.title_en, '')))
      from line n
     where diplomas.strange_signs(n.title_uz || coalesce(n.title_en, '')) <> ''
    union all
    select n.diploma_id, 'double', n.section, l.language, jsonb_build_object('subject', min(n.title_uz))
      from line n
     cross join lateral (values ('uz', n.title_uz), ('en', n.title_en)) l (language, title)
     where l.title is not null
     group by n.diploma_id, n.section, l.language, lower(regexp_replace(btrim(l.title), '\s+', ' ', 'g'))
    having count(*) > 1
    union all
    select n.diploma_id, 'mark', n.section, '', jsonb_build_object('subject', n.title_uz) from line n where n.mark is null
    union all
    select u.diploma_id, 'used_twice', '', '', jsonb_build_object('subject', b.name_uz, 'semester', r.semester)
      from used u
      join grades.record r on r.id = u.source
      join subjects.subject b on b.id = r.subject_id
     where u.times > 1
    union all
    select d.id, 'gap', '', '', jsonb_build_object('subject', b.name_uz, 'semester', r.semester)
      from diploma d
      join grades.record r on r.student_id = d.student_id and r.counts
      join subjects.subject b on b.id = r.subject_id
     where d.duplicate_of_id is null
       and not exists (select from used u where u.diploma_id = d.id and u.source = r.id)
    union all
    select d.id, 'sums', '', '', jsonb_build_object('have', trim_scale(coalesce(n.credits, 0)), 'needed', trim_scale(a.credits))
      from diploma d
      join graduation.acceptance a on a.id = d.acceptance_id
      left join (select n.diploma_id, sum(n.credits) as credits from line n group by n.diploma_id) n on n.diploma_id = d.id
     where coalesce(n.credits, 0) <> a.credits
    union all
    select d.id, 'acceptance', '', '', '{}'
      from diploma d
      join graduation.acceptance a on a.id = d.acceptance_id
     where a.state <> 'accepted'
$$;

-- What these diplomas stand on, held until the act is done: meanwhile nobody asks an accreditation back or cancels its order.
create function diplomas.hold_acceptances(ids bigint[]) returns void
    language sql
as $$
    select from graduation.acceptance a
     where a.id in (select d.acceptance_id from diplomas.diploma d where d.id = any (ids))
     order by a.id
       for share
$$;

-- Diplomas with their locks, always in one sequence: a dean's office the own, others all. The first that is in another state
-- than one of these ends the act.
create function diplomas.take(ids bigint[], variadic states text[]) returns setof diplomas.diploma
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    one bigint;
    taken diplomas.diploma;
begin
    perform security.require_role('hemis_faculty', 'hemis_academic_office', 'hemis_registrar');
    perform security.require_latest();
    for one in select distinct x from unnest(ids) x order by x loop
        select * into taken from diplomas.diploma d where d.id = one for update;
        if not found or not coalesce(taken.faculty_id = any (units), false) then
            perform security.refuse('This diploma is not yours.', '{}', 'HM002');
        elsif not taken.state = any (states) then
            perform security.refuse(case taken.state
                when 'draft' then 'The diploma of {student} is a draft. The dean''s office accepts it first.'
                when 'accepted' then 'The diploma of {student} is accepted.'
                when 'asked' then 'It is asked that the diploma of {student} be taken back. Wait for the decision.'
                when 'prepared' then 'The diploma of {student} is prepared for printing.'
                when 'printed' then 'The diploma of {student} is printed.'
                when 'issued' then 'The diploma of {student} is issued.'
                else 'The diploma of {student} is cancelled.' end,
                jsonb_build_object('student', taken.student_name), 'HM003');
        end if;
        return next taken;
    end loop;
end $$;
comment on function diplomas.take(bigint[], text[]) is 'Definer: a lock needs the right to write.';
