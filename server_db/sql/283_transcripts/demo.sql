-- Papers of a demonstration: last summer's graduates took their transcripts along, some who study asked for one, and the study cards
-- of those who have left lie in the archive. What is registered is what the program would have registered, in Uzbek.
create function pg_temp.label(list text, code text) returns text
    language sql stable
as $$
    select i.name_uz
      from classifiers.item i
      join classifiers.classifier c on c.id = i.classifier_id and c.code = list
     where i.code = label.code
$$;
create function pg_temp.signed(surname text, given text, patronymic text) returns text
    language sql immutable
as $$ select concat(surname, ' ', left(given, 1) || '.', left(nullif(patronymic, ''), 1) || '.') $$;

-- What both papers say alike: the university, the student, and what the marks mean.
create function pg_temp.alike(student students.student) returns jsonb
    language sql stable
as $$
    select jsonb_build_object(
               'language', 'uz', 'university', u.name_uz, 'city', regexp_replace(u.city_uz, ' shahri$', ''),
               'contacts', concat_ws(' · ', concat_ws(', ', u.postcode, u.address), u.phone, u.email, u.website),
               'name', student.full_name, 'student_number', student.number, 'birth_date', student.birth_date,
               'entry_year', student.entry_year, 'executor', 'Yusupova Nargiza Olimovna',
               'signatories', jsonb_build_array(
                   jsonb_build_array('Rektor', pg_temp.signed(split_part(u.rector, ' ', 1), split_part(u.rector, ' ', 2),
                                                              split_part(u.rector, ' ', 3)))) || coalesce(d.dean, '[]'),
               'level', pg_temp.label('h_education_type', student.education_type),
               'form', pg_temp.label('h_education_form', student.education_form),
               'faculty', f.name_uz, 'specialty', p.code || ' – ' || p.name_uz, 'legend', coalesce(g.legend, '[]'))
      from structure.university u
      join structure.unit f on f.id = student.faculty_id
      join students.specialty p on p.id = student.specialty_id
      left join lateral (
            select jsonb_build_array(jsonb_build_array('Dekan', pg_temp.signed(c.surname, c.given_name, c.patronymic))) as dean
              from employees.chiefs(array[student.faculty_id], :teacher_position_type.dean) c limit 1) d on true
      left join lateral (
            select jsonb_agg(case when t.lower_bound > 0
                                  then format('%s – %s (%s balldan)', t.mark, t.name_uz, trim_scale(t.lower_bound))
                                  else format('%s – %s', t.mark, t.name_uz) end order by t.lower_bound desc) as legend
              from curriculum.group_curriculum k
              join curriculum.curriculum c on c.id = k.curriculum_id
              join curriculum.grade_type t on t.marking_system_id = c.marking_system_id
             where k.group_id = student.group_id) g on true
$$;

-- Register papers of a kind as of a day, with the log of their printing; the numbers go on from what is there.
create function pg_temp.register(of_kind text, students bigint[], contents jsonb[], known jsonb[], at timestamptz) returns void
    language sql
as $$
    with counted as (
        insert into documents.counter as c (series, year, last)
        select k.series, extract(year from at at time zone 'Asia/Tashkent'), cardinality(students)
          from documents.kind k
         where k.code = of_kind
            on conflict on constraint counter_pkey do update set last = c.last + excluded.last
        returning last - cardinality(students) as before
    ), made as (
        insert into documents.paper (kind, year, number, register_number, relation, record_id, subject, faculty_id, language,
                                     content, digest, registered_at, registered_by)
        select k.code, y.year, b.before + w.place, documents.register_number(k.prefix, y.year, (b.before + w.place)::integer),
               k.relation, s.id, s.full_name, s.faculty_id, 'uz', c.content,
               encode(sha256(convert_to(c.content::text, 'UTF8')), 'hex'), at + w.place * interval '2 minutes', 'registrar'
          from counted b
         cross join documents.kind k
         cross join lateral (select extract(year from at at time zone 'Asia/Tashkent')::integer as year) y
         cross join unnest(students, contents, known) with ordinality w (student_id, content, known, place)
          join students.student s on s.id = w.student_id
         cross join lateral (select w.content || jsonb_build_object('facts', w.known) as content) c
         where k.code = of_kind
        returning id, kind, faculty_id, registered_at, registered_by
    )
    insert into documents.printing (paper_id, kind, faculty_id, at, login, workstation, way, copies)
    select m.id, m.kind, m.faculty_id, m.registered_at, m.registered_by, 'ARXIV-1', 'print', 1 from made m
$$;

create function pg_temp.transcripts(students bigint[], at timestamptz) returns void
    language sql
as $$
    select pg_temp.register('transcript', array_agg(f.record_id order by f.record_id), array_agg(c.content order by f.record_id),
                            array_agg(f.facts order by f.record_id), at)
      from grades.transcript_facts(students) f
      join students.student s on s.id = f.record_id
     cross join lateral (
            select jsonb_agg(t.name_uz order by t.place) as subjects from grades.transcript_lines(s.id) t) n
      join structure.university u on true
      join structure.unit y on y.id = s.faculty_id
      join students.specialty p on p.id = s.specialty_id
     cross join lateral (
            select pg_temp.alike(s) || f.said || jsonb_build_object(
                       'subjects', n.subjects, 'name_beside', s.full_name,
                       'university_beside', coalesce(u.name_en, u.name_uz), 'faculty_beside', coalesce(y.name_en, y.name_uz),
                       'specialty_beside', p.code || ' – ' || coalesce(p.name_en, p.name_uz),
                       'level_beside', case s.education_type when :education_type.master then 'Master''s degree'
                                                             else 'Bachelor''s degree' end,
                       'form_beside', case s.education_form when :education_form.daytime then 'Full-time'
                                                            else 'Part-time (extramural)' end) as content) c
    having count(*) > 0
$$;

create function pg_temp.study_cards(students bigint[], at timestamptz) returns void
    language sql
as $$
    select pg_temp.register('study-card', array_agg(f.record_id order by f.record_id), array_agg(c.content order by f.record_id),
                            array_agg(f.facts order by f.record_id), at)
      from grades.study_card_facts(students) f
      join students.student s on s.id = f.record_id
      left join students."group" g on g.id = s.group_id
     cross join lateral (
            select coalesce(jsonb_agg(t.name_uz order by t.place), '[]') as subjects from grades.study_lines_of(s.id) t) n
     cross join lateral (
            select coalesce(jsonb_agg(pg_temp.label('h_decree_type', split_part(o.line, '|', 3)) order by o.place), '[]') as contents
              from unnest(string_to_array(nullif(f.said ->> 'orders', ''), E'\n')) with ordinality o (line, place)) o
     cross join lateral (
            select pg_temp.alike(s) || f.said || jsonb_build_object(
                       'subjects', n.subjects, 'contents', o.contents, 'group', coalesce(g.name, ''),
                       'course', (s.course::integer - :course.first::integer + 1)::text,
                       'payment', pg_temp.label('h_payment_form', s.payment_form),
                       'study_language', pg_temp.label('h_language', s.language),
                       'status', pg_temp.label('h_student_status', s.status)) as content) c
    having count(*) > 0
$$;

do $$
declare
    summer constant timestamptz := least(now() - interval '20 days',
                                         make_timestamptz(extract(year from security.today())::integer, 7, 6, 10, 0, 0, 'Asia/Tashkent'));
    asking bigint[];
begin
    perform set_config('session_replication_role', 'replica', true);
    perform pg_temp.transcripts(array(
        select o.id
          from (select s.id, row_number() over (partition by s.faculty_id order by s.id) as place
                  from students.student s
                 where s.status = :student_status.graduated) o
         where o.place <= 6), summer);
    -- One in each faculty who asked while studying, last year: the record has gone on since.
    asking := array(
        select o.id
          from (select s.id, row_number() over (partition by s.faculty_id order by s.sort_key desc) as place
                  from students.student s
                 where s.status = :student_status.studying and s.course::integer > :course.first::integer) o
         where o.place <= 2);
    perform pg_temp.transcripts(asking, now() - interval '40 days');
    update documents.paper p
       set content = jsonb_set(p.content, '{facts,subjects}', to_jsonb((p.content #>> '{facts,subjects}')::integer - 6))
     where p.kind = 'transcript' and p.record_id in (select id from unnest(asking) with ordinality o (id, place) where place % 2 = 1);
    update documents.paper p
       set digest = encode(sha256(convert_to(p.content::text, 'UTF8')), 'hex')
     where p.kind = 'transcript';
    perform pg_temp.study_cards(array(
        select o.id
          from (select s.id, row_number() over (partition by s.faculty_id order by s.id) as place
                  from students.student s
                 where s.status in (:student_status.expelled, :student_status.graduated)) o
         where o.place <= 4), summer + interval '1 day');
    perform set_config('session_replication_role', 'origin', true);
end $$;
