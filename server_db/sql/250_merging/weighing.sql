-- What hangs on two rows that shall be one: what moves, what stays, and what does not go together.

-- Every record of the row that goes, and the way it takes: `moves`, `stays`, or `back` for results of the row that stays which
-- give way to those of the other. What was closed, applied or issued stays; the record of results is reckoned from what
-- stays and moves, so that GPA, debts and transcripts are those of one student.
create function merging.hanging(stays bigint, goes bigint, choices jsonb)
    returns table (relation text, record_id bigint, way text, clash text, details jsonb)
    language sql stable
as $$
    with found as (
        select 'students.award' as relation, a.id, 'moves' as way, null as clash, null::text as named
          from students.award a where a.student_id = goes
        union all
        select 'system.note', n.id, 'moves', null, null
          from system.note n where n.relation = 'students.student' and n.record_id = goes
        union all
        select 'system.attachment', t.id, 'moves', null, null
          from system.attachment t where t.relation = 'students.student' and t.record_id = goes
        union all
        select 'students.photo', p.id, case when o.id is null then 'moves' else 'stays' end, null, null
          from students.photo p
          left join students.photo o on o.student_id = stays
         where p.student_id = goes
        union all
        select 'students.prior_education', p.id, case when o.id is null then 'moves' else 'stays' end, null, null
          from students.prior_education p
          left join students.prior_education o on o.student_id = stays
         where p.student_id = goes
        union all
        select 'finance.payment_hold', h.id, case when h.released_at is null and o.id is null then 'moves' else 'stays' end, null, null
          from finance.payment_hold h
          left join finance.payment_hold o on o.student_id = stays and o.released_at is null
         where h.student_id = goes
        union all
        select 'mobility.exchange', e.id, 'moves',
               case when o.id is not null then 'Both rows have an exchange with {record} of the same beginning. Correct one of them.' end,
               e.partner
          from mobility.exchange e
          left join mobility.exchange o on o.student_id = stays and (o.direction, o.starts_on) = (e.direction, e.starts_on)
         where e.student_id = goes
        union all
        select 'clearance.sheet', s.id, case when s.handed_at is null and s.withdrawn_at is null then 'moves' else 'stays' end,
               case when o.id is not null and s.handed_at is null and s.withdrawn_at is null then
                    'Both rows have a clearance sheet under way. Withdraw one of them.' end, null
          from clearance.sheet s
          left join clearance.sheet o on o.student_id = stays and o.handed_at is null and o.withdrawn_at is null
         where s.student_id = goes
        union all
        select 'differences.difference', d.id, case d.state when 'open' then 'moves' else 'stays' end,
               case when o.id is not null and d.state = 'open' then
                    'Both rows have a difference with the same plan and semester. Decide that of {record} first.' end, d.student_name
          from differences.difference d
          left join differences.difference o on o.student_id = stays
                                            and (o.curriculum_id, o.semester) = (d.curriculum_id, d.semester)
         where d.student_id = goes
        union all
        select 'grades.schedule', p.id, case p.state when 'draft' then 'moves' else 'stays' end, null, null
          from grades.schedule p where p.student_id = goes
        union all
        select 'grades.line', l.id,
               case when s.state <> 'closed' and not exists (
                        select from grades.component c where c.sheet_id = s.id and c.signed_at is not null)
                    then 'moves' else 'stays' end,
               case when o.id is not null and s.state <> 'closed' then
                    'Both rows stand in the grade sheet {record}, which is not closed. Close that sheet first.' end, s.number
          from grades.line l
          join grades.sheet s on s.id = l.sheet_id
          left join grades.line o on o.sheet_id = s.id and o.student_id = stays
         where l.student_id = goes
        union all
        select 'movement.line', l.id, case d.state when 'draft' then 'moves' else 'stays' end,
               case when d.state in ('sent', 'signed') then
                         '{student} stands in the order {record}, which is not applied yet. Apply it, or take the student out first.'
                    when o.id is not null and d.state = 'draft' then
                         'Both rows stand in the draft order {record}. Take one of them out.' end,
               coalesce('№ ' || d.number, d.heading)
          from movement.line l
          join movement.decree d on d.id = l.decree_id
          left join movement.line o on o.decree_id = d.id and o.student_id = stays
         where l.student_id = goes
        union all
        select 'curriculum.registration', r.id, case when m.ends_on >= security.today() and o.id is null then 'moves' else 'stays' end,
               null, null
          from curriculum.registration r
          join curriculum.course c on c.id = r.course_id
          join curriculum.semester m on m.id = c.semester_id
          left join curriculum.registration o on o.student_id = stays and o.course_id = r.course_id
         where r.student_id = goes
        union all
        select 'timetable.examinee', e.id,
               case when coalesce(x.day, 'infinity') >= security.today() and o.id is null then 'moves' else 'stays' end, null, null
          from timetable.examinee e
          join timetable.examination x on x.id = e.examination_id
          left join timetable.examinee o on o.examination_id = x.id and o.student_id = stays
         where e.student_id = goes
        union all
        select 'teaching.member', m.id,
               case when m.by_hand and coalesce(m.ends_on, 'infinity') >= security.today() and not exists (
                        select from teaching.member o
                         where o.student_id = stays and o.class_id = m.class_id
                           and coalesce(o.ends_on, 'infinity') >= security.today())
                    then 'moves' else 'stays' end, null, null
          from teaching.member m where m.student_id = goes
        union all
        select 'topics.task_work', w.id, 'stays', null, null from topics.task_work w where w.student_id = goes
        union all
        select 'topics.test_answers', w.id, 'stays', null, null from topics.test_answers w where w.student_id = goes
        union all
        select 'attendance.excuse', e.id, 'stays', null, null from attendance.excuse e where e.student_id = goes
        union all
        select 'attendance.ruling', e.id, 'stays', null, null from attendance.ruling e where e.student_id = goes
        union all
        select 'documents.paper', p.id, 'stays', null, null from documents.paper p where p.student_id = goes
        union all
        select r.relation, r.id, r.way, r.clash, r.named from merging.results(stays, goes, choices ->> 'results') r
    )
    select f.relation, f.id, f.way, f.clash, jsonb_strip_nulls(jsonb_build_object('record', f.named)) from found f
$$;

-- The results of both rows: those of a subject and attempt that both have are asked about, and the lines of the record of
-- `stays` or `other` count then. An earlier result that both have entered stays where it was entered.
create function merging.results(stays bigint, goes bigint, chosen text)
    returns table (relation text, id bigint, way text, clash text, named text)
    language sql stable
as $$
    with both_have as (
        select r.id, o.id as other, s.name_uz
          from grades.record r
          join subjects.subject s on s.id = r.subject_id
          left join grades.record o on o.student_id = stays
                    and (o.subject_id, o.semester, o.line, o.round, o.attempt) = (r.subject_id, r.semester, r.line, r.round, r.attempt)
         where r.student_id = goes
    )
    select 'grades.record', b.id, case when b.other is not null and chosen = 'stays' then 'stays' else 'moves' end,
           case when b.other is not null and chosen is null then
                'Both rows have a result of {record} for the same attempt. Say which row''s results count.' end, b.name_uz
      from both_have b
    union all
    select 'grades.record', b.other, 'back', null, null from both_have b where b.other is not null and chosen = 'other'
    union all
    select 'grades.result', r.id, case when o.id is null then 'moves' else 'stays' end, null, null
      from grades.result r
      left join grades.result o on o.student_id = stays and (o.subject_id, o.semester, o.line) = (r.subject_id, r.semester, r.line)
     where r.student_id = goes
$$;

-- What keeps two rows from being merged or linked, the gravest first.
create function merging.verdicts(kind text, stays bigint, goes bigint, choices jsonb)
    returns table (message text, details jsonb)
    language sql stable
as $$
    with pair as materialized (
        select a, b, merging.one_study(stays, goes) as one, va.pinfl as pinfl, vb.pinfl as other_pinfl
          from students.student a
          join students.student b on b.id = goes
          left join students.private va on va.student_id = a.id
          left join students.private vb on vb.student_id = b.id
         where a.id = stays
    )
    select v.message, jsonb_build_object('student', (p.b).full_name)
      from pair p
     cross join lateral (
            values (1, 'Choose two rows, not one.', stays = goes),
                   (2, '{student} was merged into another row already.',
                    (p.a).merged_into_id is not null or (p.b).merged_into_id is not null),
                   (3, 'Another row was merged into that of {student}: let that row stay.', verdicts.kind = 'merge' and exists (
                        select from students.student s where s.merged_into_id = goes)),
                   (4, 'These are two studies of one person: link them instead of merging them.', verdicts.kind = 'merge' and not p.one),
                   (5, 'These are two rows of one study: merge them instead of linking them.', verdicts.kind = 'link' and p.one),
                   (6, '{student} has graduated by an order: let that row stay.',
                    verdicts.kind = 'merge' and (p.b).status = :student_status.graduated),
                   (7, '{student} studies and the other row does not: let the row that studies stay.',
                    verdicts.kind = 'merge' and (p.b).status in :students.in_contingent and (p.a).status not in :students.in_contingent),
                   (8, 'The two rows have different PINFLs. Say which one is right.',
                    verdicts.kind = 'merge' and p.pinfl <> p.other_pinfl and not choices ? 'pinfl'),
                   (9, 'The name of {student} changes by an order only: draft one for the change of surname or name.',
                    verdicts.kind = 'merge' and choices ->> 'name' = 'other' and (p.a).status <> :student_status.applied
                    and students.take_over_closed())) v (place, message, holds)
     where v.holds
    union all
    select h.clash, jsonb_build_object('student', s.full_name) || h.details
      from merging.hanging(stays, goes, choices) h
      join students.student s on s.id = goes
     where verdicts.kind = 'merge' and h.clash is not null
$$;

-- What a proposal looks at before it is made, for who may make it: how many records of each kind take which way.
create function merging.weighed(stays bigint, goes bigint, choices jsonb)
    returns table (relation text, way text, records bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform merging.require_rows(stays, goes);
    return query
    select h.relation, h.way, count(*) from merging.hanging(stays, goes, choices) h group by h.relation, h.way order by 1, 2;
end $$;
comment on function merging.weighed(bigint, bigint, jsonb) is 'Definer: counts what hangs on two rows, also what another office keeps.';

create function merging.objections(kind text, stays bigint, goes bigint, choices jsonb)
    returns table (message text, details jsonb)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform merging.require_rows(stays, goes);
    return query select v.message, v.details from merging.verdicts(kind, stays, goes, choices) v;
end $$;
comment on function merging.objections(text, bigint, bigint, jsonb) is 'Definer: names what is in the way, also what another office keeps.';
