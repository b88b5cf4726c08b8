-- Accepting a plan, opening it again, copying it and giving it its semesters.

-- The subjects that a student of the plan takes in every semester: of alternatives, one.
create function curriculum.taken(plan_id bigint)
    returns table (course_id bigint, semester integer, credits numeric, total integer, contact integer)
    language sql stable
as $$
    select distinct on (s.number, coalesce(-c.choice, c.id))
           c.id, s.number, c.credits, coalesce(h.total, 0)::integer, coalesce(h.contact, 0)::integer
      from curriculum.course c
      join curriculum.semester s on s.id = c.semester_id
      left join lateral (
            select sum(h.hours) as total,
                   sum(h.hours) filter (where h.training not in :trainings.without_contact) as contact
              from curriculum.course_hours h
             where h.course_id = c.id) h on true
     where c.curriculum_id = plan_id
     order by s.number, coalesce(-c.choice, c.id), c.id
$$;

-- What keeps a plan from being accepted (serious), and what is only recommended. Refused is what VMQ 824 and the plan's
-- own figures say: semesters, credits, hours, points, the contact share of daytime study and the weekly ceiling.
create function curriculum.breaches(plan_id bigint)
    returns table (sentence text, serious boolean, details jsonb)
    language sql stable
as $$
    with plan as (
        select c.* from curriculum.curriculum c where c.id = plan_id
    ), semesters as (
        select s.id, s.number, coalesce(w.weeks, 0) as weeks, coalesce(t.credits, 0) as credits,
               coalesce(t.contact, 0) as contact
          from curriculum.semester s
          left join lateral (
                select count(*) as weeks
                  from curriculum.week w
                 where w.semester_id = s.id and w.kind = :education_week_type.teaching) w on true
          left join lateral (
                select sum(t.credits) as credits, sum(t.contact) as contact
                  from curriculum.taken(plan_id) t where t.semester = s.number) t on true
         where s.curriculum_id = plan_id
    ), courses as (
        select c.*, s.number as semester, b.name_uz as subject, coalesce(h.total, 0) as total,
               coalesce(h.contact, 0) as contact, k.points, k.least, k.midterms,
               (select weeks from semesters where id = c.semester_id) as weeks
          from curriculum.course c
          join curriculum.semester s on s.id = c.semester_id
          join subjects.subject b on b.id = c.subject_id
          left join lateral (
                select sum(h.hours) as total,
                       sum(h.hours) filter (where h.training not in :trainings.without_contact) as contact
                  from curriculum.course_hours h where h.course_id = c.id) h on true
          left join lateral (
                -- By five marks every control brings up to five; otherwise they bring the maximum together.
                select case when m.code = :marking_system.five_marks then max(k.maximum)
                            else coalesce(sum(k.maximum), 0) end as points,
                       case when m.code = :marking_system.five_marks then min(k.maximum) end as least,
                       count(*) filter (where k.kind in :controls.midterms) as midterms
                  from plan p
                  join curriculum.marking_system m on m.id = p.marking_system_id
                  left join curriculum.control k on k.course_id = c.id
                 group by m.code) k on true
         where c.curriculum_id = plan_id
    ), share as (
        select round(100.0 * sum(t.contact) / nullif(sum(t.total), 0), 1) as found
          from curriculum.taken(plan_id) t
    )
    select 'The plan has {found} of its {wanted} semesters.', true,
           jsonb_build_object('found', (select count(*) from semesters), 'wanted', p.semesters)
      from plan p
     where (select count(*) from semesters where number <= p.semesters) <> p.semesters
        or exists (select from semesters where number > p.semesters)
    union all
    select 'Semester {semester} has no weeks of theoretical study.', true, jsonb_build_object('semester', s.number)
      from semesters s
     where s.weeks = 0 and s.contact > 0
    union all
    select 'Semester {semester} has {found} credits instead of {wanted}.', true,
           jsonb_build_object('semester', s.number, 'found', trim_scale(s.credits), 'wanted', p.credits_per_semester)
      from semesters s
     cross join plan p
     where s.credits <> p.credits_per_semester
    union all
    select 'The alternatives of choice {choice} in semester {semester} differ in credits.', true,
           jsonb_build_object('semester', c.semester, 'choice', c.choice)
      from courses c
     where c.choice is not null
     group by c.semester, c.choice
    having min(c.credits) <> max(c.credits)
    union all
    select '{subject}, semester {semester}: {found} hours instead of {wanted} for its credits.', true,
           jsonb_build_object('subject', c.subject, 'semester', c.semester, 'found', c.total,
                              'wanted', trim_scale(c.credits * p.hours_per_credit))
      from courses c
     cross join plan p
     where c.total <> c.credits * p.hours_per_credit
    union all
    select '{subject}, semester {semester}: the controls bring {found} points instead of {wanted}.', true,
           jsonb_build_object('subject', c.subject, 'semester', c.semester, 'found', trim_scale(coalesce(c.points, 0)),
                              'wanted', trim_scale(m.maximum))
      from courses c
     cross join plan p
      join curriculum.marking_system m on m.id = p.marking_system_id
     where coalesce(c.points, 0) <> m.maximum or c.least <> m.maximum
    union all
    select 'Semester {semester} has {found} contact hours a week; at most {wanted} are planned.', true,
           jsonb_build_object('semester', s.number, 'found', trim_scale(round(s.contact / s.weeks, 1)), 'wanted', p.weekly_ceiling)
      from semesters s
     cross join plan p
     where s.weeks > 0 and s.contact > p.weekly_ceiling * s.weeks
    union all
    select 'Contact hours are {found} % of the load; this type of education has {least} to {most} %.',
           p.education_form = :education_form.daytime,
           jsonb_build_object('found', trim_scale(s.found), 'least', b.least, 'most', b.most)
      from plan p
      join (values (:education_type.bachelor, 40, 50), (:education_type.master, 30, 40)) b (education_type, least, most)
           using (education_type)
     cross join share s
     where s.found not between b.least and b.most
    union all
    select '{subject}, semester {semester}: no department is named, so nobody would teach it.', false,
           jsonb_build_object('subject', c.subject, 'semester', c.semester)
      from courses c
     where c.department_id is null and c.contact > 0
    union all
    select '{subject}, semester {semester}: no type of grade sheet is named.', false,
           jsonb_build_object('subject', c.subject, 'semester', c.semester)
      from courses c
     where c.sheet_type_id is null
    union all
    select '{subject}, semester {semester}: at most two midterm controls are held, and none below 2 contact hours a week.',
           false, jsonb_build_object('subject', c.subject, 'semester', c.semester)
      from courses c
     where c.midterms > 2 or c.midterms > 0 and c.contact < 2 * c.weeks
    union all
    select 'The block {block} has {found} credits instead of the {wanted} planned.', false,
           jsonb_build_object('block', b.kind, 'wanted', trim_scale(b.credits),
                              'found', trim_scale(coalesce(t.credits, 0)))
      from curriculum.block b
      left join lateral (
            select sum(t.credits) as credits
              from curriculum.taken(plan_id) t
              join curriculum.course c on c.id = t.course_id
             where c.block = b.kind) t on true
     where b.curriculum_id = plan_id and b.credits <> coalesce(t.credits, 0)
$$;

-- The academic office accepts a plan that breaks no rule; what is only recommended is returned as advice.
create function curriculum.accept(plan_id bigint) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    plan record;
    breach record;
begin
    perform security.require_role('hemis_academic_office');
    select c.name, c.accepted_at into plan from curriculum.curriculum c where c.id = plan_id for update;
    if not found then
        perform security.refuse('There is no such curriculum.');
    elsif plan.accepted_at is not null then
        perform security.refuse('The curriculum {name} is already accepted.',
                                jsonb_build_object('name', plan.name), 'HM003');
    end if;
    select b.sentence, b.details || jsonb_build_object('more', count(*) over () - 1) as details
      into breach
      from curriculum.breaches(plan_id) b
     where b.serious;
    if found then
        perform security.refuse(breach.sentence, breach.details);
    end if;
    update curriculum.curriculum c set accepted_at = now(), accepted_by = security.me() where c.id = plan_id;
    return coalesce((select jsonb_agg(jsonb_build_object('sentence', b.sentence, 'details', b.details))
                       from curriculum.breaches(plan_id) b), '[]');
end $$;
comment on function curriculum.accept(bigint) is 'Definer: nobody writes an acceptance by hand.';

-- An accepted plan is opened again while no class was made from it; the reason stays as a note on the plan.
create function curriculum.reopen(plan_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    plan record;
begin
    perform security.require_role('hemis_academic_office');
    select c.name, c.accepted_at into plan from curriculum.curriculum c where c.id = plan_id for update;
    if not found then
        perform security.refuse('There is no such curriculum.');
    elsif plan.accepted_at is null then
        perform security.refuse('The curriculum {name} is not accepted.',
                                jsonb_build_object('name', plan.name), 'HM003');
    elsif btrim(coalesce(reason, '')) = '' then
        perform security.refuse('Say why the curriculum is opened again.');
    elsif exists (
        select
          from curriculum.course c
         where c.curriculum_id = plan_id
           and (exists (select from teaching.part p where p.course_id = c.id)
                or exists (select from teaching.class k where k.course_id = c.id))
    ) then
        perform security.refuse('Classes were made from the curriculum {name}; it stays as it is.',
                                jsonb_build_object('name', plan.name));
    end if;
    update curriculum.curriculum c set accepted_at = null, accepted_by = null where c.id = plan_id;
    insert into system.note (relation, record_id, body)
    values ('curriculum.curriculum', plan_id, btrim(reason));
end $$;
comment on function curriculum.reopen(bigint, text) is 'Definer: nobody writes an acceptance by hand.';

create function curriculum.nearest_monday(day date) returns date
    language sql immutable parallel safe
as $$ select day + 4 - extract(isodow from day + 3)::integer $$;

-- The term a semester of a plan falls into: the first and second, third and fourth … of the years from the entry year.
create function curriculum.term_of(entry_year integer, number integer) returns bigint
    language sql stable
as $$
    select t.id
      from curriculum.term t
      join curriculum.academic_year y on y.id = t.academic_year_id
     where y.year = entry_year + (number - 1) / 2
       and t.season = case number % 2 when 1 then :semestr_type.autumn else :semestr_type.spring end
$$;

-- A plan for another specialty, form or year with all that lies below the first; its days move by whole years to Mondays.
create function curriculum.copy(plan_id bigint, specialty_id bigint, education_form text, entry_year integer, name text)
    returns bigint
    language plpgsql
as $$
#variable_conflict use_column
declare
    source curriculum.curriculum;
    target curriculum.curriculum;
    specialty students.specialty;
begin
    select * into source from curriculum.curriculum c where c.id = plan_id;
    if not found then
        perform security.refuse('There is no such curriculum.');
    end if;
    select * into specialty from students.specialty s where s.id = copy.specialty_id;
    if not found then
        perform security.refuse('There is no such specialty.');
    end if;
    insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form, entry_year, variant,
                                       marking_system_id, semesters, hours_per_credit, credits_per_semester, weekly_ceiling)
    select specialty.faculty_id, specialty.id, copy.name, specialty.education_type, copy.education_form, copy.entry_year,
           1 + coalesce(max(c.variant), 0), source.marking_system_id, source.semesters, source.hours_per_credit,
           source.credits_per_semester, source.weekly_ceiling
      from curriculum.curriculum c
     where (c.specialty_id, c.education_form, c.entry_year, c.marking_system_id)
           = (specialty.id, copy.education_form, copy.entry_year, source.marking_system_id)
    returning * into target;
    perform curriculum.copy_semesters(source.id, target.id);
    perform curriculum.copy_courses(source.id, target.id);
    return target.id;
end $$;

create function curriculum.copy_semesters(source_id bigint, target_id bigint) returns void
    language sql
as $$
    with plans as (
        select t.id, t.faculty_id, t.entry_year, t.entry_year - s.entry_year as years
          from curriculum.curriculum s
         cross join curriculum.curriculum t
         where s.id = source_id and t.id = target_id
    )
    insert into curriculum.semester (faculty_id, curriculum_id, number, term_id, starts_on, ends_on)
    select p.faculty_id, p.id, s.number, curriculum.term_of(p.entry_year, s.number), s.starts_on + m.days,
           s.ends_on + m.days
      from plans p
     cross join curriculum.semester s
     cross join lateral (
            select curriculum.nearest_monday((date_trunc('week', s.starts_on) + make_interval(years => p.years))::date)
                   - date_trunc('week', s.starts_on)::date as days) m
     where s.curriculum_id = source_id;

    insert into curriculum.week (faculty_id, curriculum_id, semester_id, number, kind, starts_on)
    select n.faculty_id, n.curriculum_id, n.id, w.number, w.kind, w.starts_on + (n.starts_on - s.starts_on)
      from curriculum.week w
      join curriculum.semester s on s.id = w.semester_id
      join curriculum.semester n on n.curriculum_id = target_id and n.number = s.number
     where w.curriculum_id = source_id;

    insert into curriculum.block (faculty_id, curriculum_id, kind, credits)
    select t.faculty_id, t.id, b.kind, b.credits
      from curriculum.block b
     cross join curriculum.curriculum t
     where b.curriculum_id = source_id and t.id = target_id
$$;

create function curriculum.copy_courses(source_id bigint, target_id bigint) returns void
    language sql
as $$
    insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, department_id, block, kind, choice,
                                   seats, credits, sheet_type_id, ending)
    select n.faculty_id, n.curriculum_id, n.id, c.subject_id, c.department_id, c.block, c.kind, c.choice, c.seats,
           c.credits, c.sheet_type_id, c.ending
      from curriculum.course c
      join curriculum.semester s on s.id = c.semester_id
      join curriculum.semester n on n.curriculum_id = target_id and n.number = s.number
     where c.curriculum_id = source_id
     order by s.number, c.id;

    insert into curriculum.course_hours (faculty_id, course_id, training, hours)
    select n.faculty_id, n.course_id, h.training, h.hours
      from curriculum.course_hours h
      join curriculum.copied(source_id, target_id) n on n.source_id = h.course_id;

    insert into curriculum.control (faculty_id, course_id, kind, maximum, minimum, gate, owner)
    select n.faculty_id, n.course_id, k.kind, k.maximum, k.minimum, k.gate, k.owner
      from curriculum.control k
      join curriculum.copied(source_id, target_id) n on n.source_id = k.course_id
$$;

-- Which course of a copy was made of which.
create function curriculum.copied(source_id bigint, target_id bigint)
    returns table (source_id bigint, course_id bigint, faculty_id bigint)
    language sql stable
as $$
    select c.id, n.id, n.faculty_id
      from curriculum.course c
      join curriculum.semester s on s.id = c.semester_id
      join curriculum.semester t on t.curriculum_id = copied.target_id and t.number = s.number
      join curriculum.course n on n.semester_id = t.id and n.subject_id = c.subject_id
     where c.curriculum_id = copied.source_id
$$;

-- The missing semesters of a plan on the days of their terms, or from the first Monday of September and of February; their
-- first fifteen weeks are for theoretical study, the others for assessment. How many were made.
create function curriculum.make_semesters(plan_id bigint) returns integer
    language plpgsql
as $$
declare
    made bigint[];
begin
    with missing as (
        select c.id, c.faculty_id, n.number, t.id as term_id, t.starts_on, t.ends_on,
               make_date(c.entry_year + n.number / 2, case n.number % 2 when 1 then 9 else 2 end, 7) as seventh
          from curriculum.curriculum c
         cross join generate_series(1, c.semesters) n (number)
          left join curriculum.term t on t.id = curriculum.term_of(c.entry_year, n.number)
         where c.id = plan_id
           and not exists (select from curriculum.semester s where s.curriculum_id = c.id and s.number = n.number)
    ), added as (
        insert into curriculum.semester (faculty_id, curriculum_id, number, term_id, starts_on, ends_on)
        select m.faculty_id, m.id, m.number, m.term_id, coalesce(m.starts_on, date_trunc('week', m.seventh)::date),
               coalesce(m.ends_on, date_trunc('week', m.seventh)::date + 18 * 7 - 2)
          from missing m
        returning id
    )
    select array_agg(id) into made from added;
    insert into curriculum.week (faculty_id, curriculum_id, semester_id, number, kind, starts_on)
    select s.faculty_id, s.curriculum_id, s.id, w.week,
           case when w.week <= 15 then :education_week_type.teaching else :education_week_type.assessment end,
           date_trunc('week', s.starts_on)::date + 7 * (w.week - 1)
      from curriculum.semester s
     cross join generate_series(1, 53) w (week)
     where s.id = any (made) and date_trunc('week', s.starts_on)::date + 7 * (w.week - 1) <= s.ends_on;
    return coalesce(cardinality(made), 0);
end $$;

-- Subjects go from a plan with their hours and controls.
create function curriculum.remove_courses(course_ids bigint[]) returns integer
    language plpgsql
as $$
declare
    gone integer;
begin
    delete from curriculum.control k where k.course_id = any (course_ids);
    delete from curriculum.course_hours h where h.course_id = any (course_ids);
    delete from curriculum.course c where c.id = any (course_ids);
    get diagnostics gone = row_count;
    return gone;
end $$;
