-- Whom the acts concern, and what the students of the university were on a day.

-- The state of every student on a day, for those who may read the periods.
create function movement.as_of(day date) returns setof students.period
    language sql stable
as $$
    select p.*
      from students.period p
     where p.starts_on <= as_of.day and (p.ends_on is null or p.ends_on >= as_of.day)
       and p.origin <> 'merged'  -- a double is nobody from the day of its merge on
$$;

-- The students of an order with what they are, or were before it was applied, beside what they become. Whoever may read the
-- order reads this of its students, also an office that reads nothing else of them: a dean's office its own and those who
-- come to it, a tutor the own groups.
create function movement.states(of_decree bigint)
    returns table (line_id bigint, student_id bigint, student_name text, student_number text, sort_key text, reason text,
                   starts_on date, ends_on date, note text, gpa numeric, debts integer, old_status text, old_course text,
                   old_semester text, old_group text, old_specialty text, old_faculty_id bigint, old_form text,
                   old_payment text, old_language text, new_status text, new_course text, new_semester text,
                   new_group text, new_specialty text, new_faculty_id bigint, new_form text, new_payment text,
                   new_language text, taken_back jsonb, old_name text, old_cyrillic text,
                   new_name text, new_cyrillic text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with asking as materialized (
        select r.role, security.units_of(security.me(), r.role) as units,
               case when r.role = 'hemis_tutor' then students.groups_of(security.me(), r.role) end as groups
          from (select security.my_role() as role) r
         where security.acts_as(security.me(), r.role)
    )
    select l.id, s.id, l.student_name, l.student_number, s.sort_key, l.reason, l.starts_on, l.ends_on, l.note, l.gpa, l.debts,
           coalesce(b.status, s.status), coalesce(b.course, s.course), coalesce(b.semester, s.semester), bg.name, bp.code,
           coalesce(b.faculty_id, s.faculty_id), coalesce(b.education_form, s.education_form),
           coalesce(b.payment_form, s.payment_form), coalesce(b.language, s.language),
           coalesce(a.status, t.to_status), coalesce(a.course, l.new_course, s.course),
           coalesce(a.semester, l.new_semester, s.semester), ag.name, ap.code,
           coalesce(a.faculty_id, l.new_faculty_id, s.faculty_id), coalesce(a.education_form, l.new_form, s.education_form),
           coalesce(a.payment_form, l.new_payment, s.payment_form), coalesce(a.language, l.new_language, s.language),
           case when r.id is not null then jsonb_build_object('act', r.act, 'number', r.number, 'day', r.signed_on) end,
           case when l.new_surname is not null then coalesce(f.full_name, l.student_name) end,
           case when f.id is not null then f.cyrillic_name when l.new_surname is not null then s.cyrillic_name end,
           case when l.new_surname is not null then concat_ws(' ', l.new_surname, l.new_given_name, l.new_patronymic) end,
           l.new_cyrillic_name
      from asking k
      join movement.decree d on d.id = of_decree
      join movement.line l on l.decree_id = d.id
      join students.student s on s.id = l.student_id
      left join students.period b on b.id = l.before_id
      left join students.period a on a.id = l.after_id
      left join students.former_name f on f.id = l.former_id
      left join movement.transition t on t.act = d.act and t.from_status = coalesce(b.status, s.status)
      left join movement.line q on q.id = l.takes_back_id
      left join movement.decree r on r.id = q.decree_id
      left join students.specialty bp on bp.id = coalesce(b.specialty_id, s.specialty_id)
      left join students.specialty ap on ap.id = coalesce(a.specialty_id, l.new_specialty_id, s.specialty_id)
      left join students."group" bg on bg.id = case when b.id is null then s.group_id else b.group_id end
      left join students."group" ag on ag.id = case when a.id is null then coalesce(l.new_group_id, s.group_id)
                                                    else a.group_id end
     where case k.role
               when 'hemis_academic_office' then true
               when 'hemis_faculty' then l.faculty_id = any (k.units) or l.new_faculty_id = any (k.units)
               when 'hemis_tutor' then d.state <> 'draft' and s.group_id = any (k.groups)
               when 'hemis_accounting' then
                    d.state <> 'draft'
                    and (d.order_type in (:decree_type.stipend, :decree_type.payment)
                         or exists (select from movement.agreement g where g.decree_id = d.id and g.office = 'accounting'))
               else k.role in ('hemis_hr', 'hemis_registrar', 'hemis_management') and d.state <> 'draft'
           end
$$;
comment on function movement.states(bigint) is
    'Definer: an order tells of its students what it says, also to an office that reads no other thing of them.';

-- The time line of a student, rows that were merged into it included: the periods, and beside each the orders that began it or
-- were given in it.
create function movement.time_line(student_id bigint)
    returns table (period_id bigint, starts_on date, ends_on date, origin text, status text, course text, semester text,
                   group_name text, faculty text[], payment_form text, decree_id bigint, act text, number text,
                   signed_on date, reason text, line_from date, line_until date, former_name text, new_name text,
                   source text)
    language sql stable
as $$
    select p.id, p.starts_on, p.ends_on, p.origin, p.status, p.course, p.semester, g.name,
           array[u.name_uz, u.name_oz, u.name_ru, u.name_en], p.payment_form, d.id, d.act, d.number, d.signed_on, l.reason,
           coalesce(l.starts_on, f.until + 1), l.ends_on, f.full_name,
           case when f.id is not null then concat_ws(' ', l.new_surname, l.new_given_name, l.new_patronymic) end, p.source
      from students.period p
      join structure.unit u on u.id = p.faculty_id
      left join students."group" g on g.id = p.group_id
      left join movement.line l on l.after_id = p.id
      left join movement.decree d on d.id = l.decree_id
      left join students.former_name f on f.id = l.former_id
     where p.student_id = any (merging.rows_of(time_line.student_id))
     order by p.starts_on, p.id, d.signed_at
$$;

-- Whom an act concerns now, among the students that the one who asks reads: `must`, `may`, `overdue` or `done`, and why.
-- Where the act may concern anybody, those with a ground for it.
create function movement.concerned(act text, faculty_id bigint default null)
    returns table (student_id bigint, standing text, gpa numeric, debts bigint, hours bigint, until date, decree_id bigint)
    language sql stable
as $$
    with running as materialized (
        select t.id, y.year, case t.season when :semestr_type.autumn then 1 else 2 end as half
          from curriculum.term t
          join curriculum.academic_year y on y.id = t.academic_year_id
         where t.starts_on <= security.today()
         order by t.starts_on desc
         limit 1
    ), due as materialized (  -- in which semester a student of the entry year should be
        select s.id, (r.year - s.entry_year) * 2 + r.half as semester, s.semester::integer - :semester.first::integer + 1 as now,
               c.semesters
          from running r, students.student s
          left join curriculum.group_curriculum f on f.group_id = s.group_id
          left join curriculum.curriculum c on c.id = f.curriculum_id
         where concerned.act in ('promote', 'next_semester', 'retain') and s.status in :students.with_group
    ), open as materialized (
        select distinct on (l.student_id) l.student_id, d.id
          from movement.decree d
          join movement.line l on l.decree_id = d.id
         where d.act = concerned.act and d.state in ('draft', 'sent', 'signed')
         order by l.student_id, d.id desc
    ), results as materialized (
        select g.student_id, g.gpa, g.debts
          from movement.year_results(array(
                 select d.id from due d where concerned.act in ('promote', 'retain') and d.now % 2 = 0)) g
    ), absent as materialized (
        select m.student_id, sum(m.unexcused_hours) as hours
          from attendance.v_mark m, running r
         where concerned.act = 'expel' and m.term_id = r.id
         group by m.student_id
        having sum(m.unexcused_hours) > (select max(v.threshold) from attendance.level v where v.measure = 'hours')
    ), away as materialized (
        select distinct on (l.student_id) l.student_id, l.ends_on
          from movement.line l
          join movement.decree d on d.id = l.decree_id and d.act in ('leave', 'extend') and d.state = 'applied'
         where concerned.act in ('extend', 'return') and l.ends_on is not null
         order by l.student_id, l.ends_on desc
    ), gone as materialized (
        select distinct on (l.student_id) l.student_id, l.reason, p.starts_on
          from movement.line l
          join students.period p on p.id = l.after_id and p.status = :student_status.expelled and p.ends_on is null
         where concerned.act = 'reinstate'
         order by l.student_id, l.id desc
    ), found as (
        select d.id as student_id,
               case when d.semester > d.now then case when r.gpa < :setting.movement.gpa_limit / 100.0 then 'not' else 'must' end
                    else 'may' end as standing,
               r.gpa, r.debts::bigint, null::bigint as hours, null::date as until
          from due d
          left join results r on r.student_id = d.id
         where concerned.act = 'promote' and d.now % 2 = 0 and d.semester >= d.now and d.semesters > d.now is not false
        union all
        select d.id, 'must', r.gpa, r.debts, null, null
          from due d
          join results r on r.student_id = d.id
         where concerned.act = 'retain' and d.now % 2 = 0 and r.gpa < :setting.movement.gpa_limit / 100.0
        union all
        select d.id, case when d.semester > d.now then 'must' else 'done' end, null, null, null, null
          from due d
         where concerned.act = 'next_semester' and d.semester >= d.now and (d.now % 2 = 1 or d.semester = d.now)
        union all
        select s.id, 'not', null, null, null, null  -- held back: they stay where they are until they continue or return
          from students.student s
         where concerned.act in ('promote', 'next_semester')
           and s.status in (:student_status.retained, :student_status.on_leave)
        union all
        select a.student_id, 'must', null, null, a.hours, null
          from absent a
          join students.student s on s.id = a.student_id and s.status in :students.in_contingent
        union all
        select s.id, case when a.ends_on < security.today() then 'overdue' else 'done' end, null, null, null, a.ends_on
          from students.student s
          left join away a on a.student_id = s.id
         where concerned.act in ('extend', 'return') and s.status = :student_status.on_leave
        union all
        select s.id,
               case when g.reason in (:expel_reason.entrance_violation, :expel_reason.death) then 'not'
                    when movement.academic_year(g.starts_on) = movement.academic_year(security.today()) then 'not'
                    else 'may' end, null, null, null, g.starts_on
          from students.student s
          left join gone g on g.student_id = s.id
         where concerned.act = 'reinstate' and s.status = :student_status.expelled
        union all
        select s.id, 'may', null, null, null, null
          from students.student s
         where (concerned.act = 'continue' and s.status = :student_status.retained)
            or (concerned.act = 'enrol' and s.status = :student_status.applied and s.merged_into_id is null)
            or (concerned.act = 'back_to_study' and s.status = :student_status.graduated)
        union all
        select p.student_id, 'must', null, null, null, null
          from grades.schedule p
          join students.student s on s.id = p.student_id and s.status in :students.with_group
         where concerned.act = 'schedule' and p.state = 'draft'
         group by p.student_id
        union all
        select a.student_id, 'must', null, null, null, null
          from graduation.acceptance a
          join students.student s on s.id = a.student_id and s.status in :students.with_group
         where concerned.act = 'graduate' and a.state = 'accepted'
        union all
        select t.student_id, case when num_nulls(t.title_uz, t.title_en, t.supervisor_id) = 0 then 'must' else 'not' end,
               null, null, null, null
          from attestation.thesis t
         where concerned.act = 'topics' and t.state <> 'approved'
        union all
        select s.id, 'may', null, null, null, null
          from students.student s
         where concerned.act = 'finish' and s.status in :students.with_group
           and movement.last_semester(s.group_id) <= s.semester::integer - :semester.first::integer + 1
        union all
        select s.id, 'may', null, null, null, null
          from students.student s
          left join absent a on a.student_id = s.id
         where a.student_id is null
           and ((concerned.act in ('leave', 'transfer', 'transfer_out', 'form', 'stipend') and s.status in :students.with_group)
                or (concerned.act in ('expel', 'payment', 'discipline', 'rename') and s.status in :students.in_contingent))
    )
    select f.student_id, f.standing, f.gpa, f.debts, f.hours, f.until, o.id
      from found f
      join students.student s on s.id = f.student_id
      left join open o on o.student_id = f.student_id
     where concerned.faculty_id is null or s.faculty_id = concerned.faculty_id
$$;
