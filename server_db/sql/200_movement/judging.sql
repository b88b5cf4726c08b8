-- What may be done to whom: each line of a draft is judged by the transitions and the rules of its act. A warning is for
-- people to weigh; a refusal keeps the order from being signed and applied.

-- The lines of an order beside their students: what stands, and what would stand. A group brings its specialty, faculty, form and
-- language along, whatever the student was when the line was written.
create function movement.wanted(decree_id bigint)
    returns table (line_id bigint, student_id bigint, act text, order_type text, starts_on date, allowed boolean, moves text,
                   reasons text, dated boolean, line movement.line, old students.student, to_status text,
                   faculty_id bigint, specialty_id bigint, group_id bigint, education_form text, payment_form text,
                   language text, course text, semester text)
    language sql stable
as $$
    select l.id, s.id, d.act, d.order_type,
           case when t.dated and t.from_status <> t.to_status then coalesce(l.starts_on, d.effective_on)
                else d.effective_on end,
           t.allowed, t.moves, t.reasons, t.dated, l, s, t.to_status,
           coalesce(g.faculty_id, p.faculty_id, s.faculty_id), coalesce(g.specialty_id, p.id, s.specialty_id),
           coalesce(g.id, case when coalesce(p.id, s.specialty_id) = s.specialty_id then s.group_id end),
           coalesce(g.education_form, l.new_form, s.education_form), coalesce(l.new_payment, s.payment_form),
           coalesce(g.language, l.new_language, s.language), coalesce(l.new_course, s.course),
           coalesce(l.new_semester, s.semester)
      from movement.decree d
      join movement.line l on l.decree_id = d.id
      join students.student s on s.id = l.student_id
      left join students."group" g on g.id = l.new_group_id
      left join students.specialty p on p.id = l.new_specialty_id
      left join movement.transition t on t.act = d.act and t.from_status = s.status
     where d.id = wanted.decree_id
$$;

-- The verdicts on the lines of an order, refusals first. The message names the fields of its details in braces. The lines are
-- read once and each is asked all questions: a rule that needs other tables asks them for the few lines it concerns.
create function movement.verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable
as $$
    with w as materialized (
        select o.line_id, o.student_id, o.act, o.starts_on, o.allowed, o.moves, o.reasons, o.dated, o.to_status, o.group_id,
               o.course, o.semester, (o.old).status, (o.line).student_name, (o.line).reason,
               num_nulls((o.line).starts_on, (o.line).ends_on) > 0 as undated,
               (o.line).faculty_id <> (o.old).faculty_id as elsewhere, (o.old).merged_into_id is not null as merged,
               g.name as group_name, not g.active as unused, d.education_type <> (o.old).education_type as other_degree,
               p.id as period_id, p.starts_on as since, p.origin,
               array_remove(array[
                   case when o.faculty_id <> (o.old).faculty_id then 'faculty' end,
                   case when o.specialty_id <> (o.old).specialty_id then 'specialty' end,
                   case when o.group_id is distinct from (o.old).group_id and o.group_id is not null then 'group' end,
                   case when o.education_form <> (o.old).education_form then 'form' end,
                   case when o.payment_form <> (o.old).payment_form then 'payment' end,
                   case when o.language <> (o.old).language then 'language' end,
                   case when o.course <> (o.old).course then 'course' end,
                   case when o.semester <> (o.old).semester then 'semester' end,
                   case when num_nonnulls((o.line).new_surname, (o.line).new_given_name, (o.line).new_patronymic,
                                          (o.line).new_cyrillic_name) > 0 then 'name' end], null) as changed
          from movement.wanted(verdicts.decree_id) o
          left join students.period p on p.student_id = o.student_id and p.ends_on is null
          left join students."group" g on g.id = (o.line).new_group_id
          left join students.specialty d on d.id = g.specialty_id
    ), judged as (
        select w.line_id, w.student_name, v.refused, v.message, v.details
          from w
         cross join lateral (
            select true as refused,
                   'This order moves nobody whose status is that of {student}. Take the student out of it.' as message,
                   '{}'::jsonb as details
             where w.allowed is null
            union all
            select true, 'The academic office does not allow this transition at present.', '{}'
             where not w.allowed
            union all
            select true, 'Choose the reason for {student}.', '{}'
             where w.reasons is not null
               and not exists (select from classifiers.item i join classifiers.classifier c on c.id = i.classifier_id
                                where c.code = w.reasons and i.code = w.reason)
            union all
            select true, 'Write from when and until when for {student}.', '{}'
             where w.dated and w.undated
            union all
            select true, 'Choose the group of {student}.', '{}'
             where w.group_id is null and w.to_status in :students.with_group
            union all
            select true, 'The group {group} is not in use any more. Choose another one for {student}.',
                   jsonb_build_object('group', w.group_name)
             where w.unused
            union all
            select true, 'Since this order was written {student} has come to another faculty. Take the student out of it.', '{}'
             where w.elsewhere
            union all
            select true, 'The group {group} studies for another degree than {student}. Choose another one.',
                   jsonb_build_object('group', w.group_name)
             where w.other_degree
            union all
            select true, 'What would change for {student} needs an order of another type.', '{}'
             where w.allowed and not w.changed <@ string_to_array(coalesce(w.moves, ''), ' ')
            union all
            select true, 'The semester of {student} does not belong to the year of study.', '{}'
             where w.allowed and w.changed && '{course,semester}'
               and (w.semester::integer - :semester.first::integer) / 2 <> w.course::integer - :course.first::integer
            union all
            select true, 'Nothing changes for {student}. Write what does.', '{}'
             where w.allowed and w.act not in ('take_back', 'schedule', 'topics') and w.to_status = w.status and w.reasons is null
               and not w.dated and w.changed = '{}'
            union all
            select true, 'The state of {student} has held since {day} only: the order cannot take effect before that day.',
                   jsonb_build_object('day', w.since)
             where w.since > w.starts_on and w.act not in ('take_back', 'rename') and w.origin <> 'opening'
            union all
            select true, '{student} was merged into another row meanwhile. Take the student out of the order.', '{}'
             where w.merged
            union all
            select true, 'The time line of {student} has no present state. Tell the administrator.', '{}'
             where w.period_id is null
            union all
            select false, 'The group {group} is in another year of study than {student} will be.',
                   jsonb_build_object('group', g.name)
              from students."group" g
             where w.act in ('continue', 'return', 'reinstate', 'back_to_study', 'transfer', 'enrol', 'transfer_in')
               and g.id = w.group_id
               and w.course <> (
                    select mode() within group (order by f.course)
                      from students.student f
                     where f.group_id = w.group_id and f.id <> w.student_id and f.status in :students.with_group)) v
        union all
        select w.line_id, w.student_name, false, 'A student in another order too: {number}',
               jsonb_build_object('number', coalesce(d.number, d.heading))
          from w
          join movement.line o on o.student_id = w.student_id and o.decree_id <> verdicts.decree_id
          join movement.decree d on d.id = o.decree_id and d.state in ('draft', 'sent', 'signed')
        union all
        -- The name is looked up: a join would be planned for the few lines that are known of a fresh draft.
        select v.line_id, (select l.student_name from movement.line l where l.id = v.line_id), v.refused, v.message, v.details
          from (
            select * from movement.study_verdicts(verdicts.decree_id)
            union all
            select * from movement.return_verdicts(verdicts.decree_id)
            union all
            select * from movement.place_verdicts(verdicts.decree_id)
            union all
            select * from movement.name_verdicts(verdicts.decree_id)
            union all
            select * from movement.schedule_verdicts(verdicts.decree_id)
            union all
            select * from attestation.topic_verdicts(verdicts.decree_id)
            union all
            select * from differences.verdicts(verdicts.decree_id)
            union all
            select * from graduation.verdicts(verdicts.decree_id)) v
    )
    select j.line_id, j.refused, j.message, jsonb_build_object('student', j.student_name) || j.details
      from judged j
     order by j.refused desc, j.line_id
$$;

-- Promotion and retention by the results of the year, expulsion for absence by the hours, the end of studies by the plan.
create function movement.study_verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable
as $$
    with w as materialized (
        select o.line_id, o.student_id, o.act, o.course, (o.line).reason, (o.line).gpa, (o.line).debts, (o.old).group_id,
               (o.old).course as present_course, (o.old).semester::integer - :semester.first::integer + 1 as present
          from movement.wanted(study_verdicts.decree_id) o
         where o.act in ('promote', 'retain', 'expel', 'finish', 'next_semester')
    ), plan as materialized (
        select g.group_id, movement.last_semester(g.group_id) as ends_with
          from (select distinct w.group_id from w where w.act in ('promote', 'finish')) g
    ), bar as materialized (
        select :setting.movement.gpa_limit / 100.0 as gpa
    )
    select w.line_id, v.refused, v.message, v.details
      from w
     cross join bar b
      left join plan n on n.group_id = w.group_id
     cross join lateral (
        select true as refused, 'The GPA of {student} is {gpa}, below the limit of {limit}: retention, not promotion.' as message,
               jsonb_build_object('gpa', w.gpa, 'limit', b.gpa) as details
         where w.act = 'promote' and w.gpa < b.gpa
        union all
        select true, 'This order leads {student} to another year of study than the next. Take the student out or correct it.', '{}'
         where w.act = 'promote' and w.course <> movement.following(w.present_course, 1)
        union all
        select false, 'No results of a year are recorded for {student}.', '{}'
         where w.act in ('promote', 'retain') and w.gpa is null
        union all
        select false, '{student} carries {count} debts along.', jsonb_build_object('count', w.debts)
         where w.act = 'promote' and w.debts > 0
        union all
        select false, 'The GPA of {student} is {gpa}, which reaches the limit of {limit}.',
               jsonb_build_object('gpa', w.gpa, 'limit', b.gpa)
         where w.act = 'retain' and w.gpa >= b.gpa
        union all
        select true, '{student} is in the last semester of the year of study: promotion, not a directive.', '{}'
         where w.act = 'next_semester' and w.present % 2 = 0
        union all
        select true, 'The plan of {student} has no year of study after this one.', '{}'
         where w.act = 'promote' and n.ends_with <= w.present
        union all
        select true, 'The semesters of {student} are not over: the plan has {count}.', jsonb_build_object('count', n.ends_with)
         where w.act = 'finish' and n.ends_with > w.present
        union all
        select false, '{student} has {hours} unexcused hours this term, not more than {limit}.',
               jsonb_build_object('hours', h.hours, 'limit', l.hours)
          from (select movement.absent_hours(w.student_id) as hours) h
         cross join (select max(a.threshold)::integer as hours from attendance.level a where a.measure = 'hours') l
         where w.act = 'expel' and w.reason = :expel_reason.absence and h.hours <= l.hours) v
$$;

-- The last semester of the plan by which a group studies; nothing is known without a plan.
create function movement.last_semester(group_id bigint) returns integer
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select max(m.number)
      from curriculum.group_curriculum g
      join curriculum.semester m on m.curriculum_id = g.curriculum_id
     where g.group_id = last_semester.group_id
$$;
comment on function movement.last_semester(bigint) is 'Definer: the plan counts, whoever reads it.';

create function movement.absent_hours(student_id bigint) returns integer
    language sql stable
as $$
    select coalesce(max(attendance.unexcused_hours(absent_hours.student_id, t.id)), 0)
      from curriculum.term t
     where security.today() between t.starts_on and t.ends_on
$$;

-- Who was expelled comes back, but not in the year of the expulsion, never after two of the grounds, and not while the same
-- person studies here otherwise (VMQ 578, §§54–60).
create function movement.return_verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with w as materialized (  -- a dean's office hears of its own students alone
        select *
          from movement.wanted(return_verdicts.decree_id) m
         where m.act in ('reinstate', 'take_back')
           and (security.my_role() = 'hemis_academic_office'
                or (m.line).faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[]))
    ), gone as materialized (
        select distinct on (w.line_id) w.line_id, l.reason, p.starts_on
          from w
          join movement.line l on l.student_id = w.student_id
          join students.period p on p.id = l.after_id and p.status = :student_status.expelled
         where w.act = 'reinstate'
         order by w.line_id, p.starts_on desc
    )
    select g.line_id, true, 'Nobody comes back after this ground of expulsion.', '{}'::jsonb
      from gone g
     where g.reason in (:expel_reason.entrance_violation, :expel_reason.death)
    union all
    select g.line_id, true, '{student} was expelled on {day}: reinstatement is not in the same academic year.',
           jsonb_build_object('day', g.starts_on)
      from gone g
      join w using (line_id)
     where movement.academic_year(g.starts_on) = movement.academic_year(w.starts_on)
    union all
    select w.line_id, true, 'The same person studies here otherwise, as {number}.', jsonb_build_object('number', t.number)
      from w
      join students.private p on p.student_id = w.student_id
      join students.private q on q.pinfl = p.pinfl and q.student_id <> p.student_id
      join students.student t on t.id = q.student_id and t.status in :students.in_contingent
     where w.act = 'reinstate'
    union all
    select w.line_id, true, 'What another order changed later goes first: {student} has no applied order to take back.', '{}'
      from w
     where w.act = 'take_back'
       and not exists (
            select
              from movement.line l
              join students.period p on p.id = l.after_id and p.ends_on is null
             where l.id = (w.line).takes_back_id
               and (l.before_id = l.after_id
                    or not exists (select from movement.line n where n.before_id = l.after_id and n.id <> l.id)))
$$;
comment on function movement.return_verdicts(bigint) is 'Definer: who else is the same person is asked without telling the PINFL.';

-- The academic year of a day, by its first calendar year.
create function movement.academic_year(day date) returns integer
    language sql immutable
as $$ select extract(year from day - interval '8 months')::integer $$;

-- The first refusal ends the act.
create function movement.require_good(decree movement.decree) returns void
    language plpgsql
as $$
declare
    first record;
begin
    if decree.lines = 0 then
        perform security.refuse('There is nobody in this order. Add its students first.');
    end if;
    select v.message, v.details into first
      from movement.verdicts(decree.id) v
     where v.refused
     order by v.line_id
     limit 1;
    if found then
        perform security.refuse(first.message, first.details);
    end if;
end $$;
