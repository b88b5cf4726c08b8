-- What is entered while a session runs: typed fields over what stood there, so that two desks do not overwrite each other and
-- what is sent twice changes nothing.

-- What stands for a student: the fields of the list, and the marks of members as m and their id.
create function attestation.entered(candidate attestation.candidate) returns jsonb
    language sql stable
as $$
    select jsonb_build_object(
               'state', candidate.state, 'questions', candidate.questions, 'supervisor_points', candidate.supervisor_points,
               'reviewer_points', candidate.reviewer_points, 'score', candidate.score, 'decision', candidate.decision,
               'honours', candidate.honours, 'began', candidate.began, 'ended', candidate.ended)
           || coalesce((
               select jsonb_object_agg('m' || v.member_id, v.points)
                 from attestation.vote v
                where v.candidate_id = candidate.id), '{}')
$$;

-- The result of a student: the score, or the mean of the members' marks where none was typed; its mark and whether it passes.
create function attestation.result_of(candidate attestation.candidate)
    returns table (score numeric, passed boolean, mark text, grade numeric)
    language sql stable
as $$
    select r.score, r.passed, s.step ->> 'mark', (s.step ->> 'grade')::numeric
      from (
        select f.score, f.score >= candidate.maximum * candidate.pass_percent / 100 as passed
          from (select coalesce(candidate.score, (
                           select round(avg(v.points), case when candidate.maximum > 10 then 0 else 1 end)
                             from attestation.vote v
                            where v.candidate_id = candidate.id)) as score) f
         where f.score is not null) r
      join curriculum.course c on c.id = candidate.course_id
      join curriculum.curriculum p on p.id = c.curriculum_id
     cross join lateral (select grades.mark_in(grades.scale_of(p.marking_system_id), r.score, r.passed) as step) s
$$;

-- Entries of a running session: [{"candidate", "new": {field: value}, "old": {field: value}}], all or none.
create function attestation.enter(sitting_id bigint, entries jsonb) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sitting attestation.sitting;
    entry record;
    entered integer := 0;
begin
    perform security.require_role('hemis_department_head');
    sitting := attestation.take_sitting(enter.sitting_id, 'running');
    for entry in
        select e.candidate, coalesce(e.new, '{}') as new, coalesce(e.old, '{}') as old
          from jsonb_to_recordset(entries) e (candidate bigint, new jsonb, old jsonb)
         order by e.candidate
    loop
        perform attestation.enter_one(sitting, entry.candidate, entry.new, entry.old);
        entered := entered + 1;
    end loop;
    return entered;
end $$;
comment on function attestation.enter(bigint, jsonb) is 'Definer: what a commission decides is written by functions alone.';

create function attestation.enter_one(sitting attestation.sitting, candidate_id bigint, fresh jsonb, former jsonb) returns void
    language plpgsql
as $$
#variable_conflict use_column
declare
    fields constant text[] := '{state,questions,supervisor_points,reviewer_points,score,decision,honours,began,ended}';
    held attestation.candidate;
    standing jsonb;
begin
    if exists (select from jsonb_object_keys(fresh) k where not (k = any (fields) or k ~ '^m[0-9]{1,18}$')) then
        perform security.refuse('A student before a commission has no such field.');
    end if;
    select * into held from attestation.candidate c where c.id = candidate_id and c.sitting_id = sitting.id for update;
    if not found then
        perform security.refuse('This student is not in the list of the session.', '{}', 'HM002');
    end if;
    standing := attestation.entered(held);
    if exists (
        select
          from jsonb_each(fresh) f
         where coalesce(standing -> f.key, 'null') <> f.value
           and coalesce(standing -> f.key, 'null') <> coalesce(former -> f.key, 'null')) then
        perform security.refuse('{student}: somebody else has entered something else meanwhile. Look at it and save again.',
                                jsonb_build_object('student', held.name), 'HM003');
    end if;
    perform attestation.write_votes(sitting, held, fresh);
    held := jsonb_populate_record(held, fresh);
    held.state := case when held.state in ('absent', 'excused') then held.state
                       when held.score is not null or exists (select from attestation.vote v where v.candidate_id = held.id)
                           then 'held' else 'waiting' end;
    perform attestation.refuse_entry(held);
    update attestation.candidate c
       set (state, questions, supervisor_points, reviewer_points, score, decision, honours, began, ended, mark, grade,
            entered_by, entered_at) =
           (select held.state, nullif(btrim(held.questions), ''), held.supervisor_points, held.reviewer_points, held.score,
                   held.decision, coalesce(held.honours, false), held.began, held.ended, r.mark, r.grade, security.me(), now()
              from (values (1)) one
              left join attestation.result_of(held) r on held.state = 'held')
     where c.id = held.id and attestation.entered(c) <> attestation.entered(held)
        or c.id = held.id and c.mark is distinct from (select r.mark from attestation.result_of(held) r where held.state = 'held');
end $$;

-- The marks of members who are there; an empty one is taken away.
create function attestation.write_votes(sitting attestation.sitting, held attestation.candidate, fresh jsonb) returns void
    language plpgsql
as $$
#variable_conflict use_column
declare
    typed record;
    member record;
begin
    for typed in
        select substr(f.key, 2)::bigint as member_id, (f.value #>> '{}')::numeric as points
          from jsonb_each(fresh) f
         where f.key ~ '^m[0-9]{1,18}$'
         order by 1
    loop
        select m.full_name, p.present into member
          from attestation.member m
          left join attestation.presence p on p.member_id = m.id and p.sitting_id = sitting.id
         where m.id = typed.member_id and m.commission_id = sitting.commission_id;
        if not found then
            perform security.refuse('Not all of these people are members of the commission.', '{}', 'HM002');
        elsif typed.points is null then
            delete from attestation.vote v where v.candidate_id = held.id and v.member_id = typed.member_id;
            continue;
        elsif member.present is not true then
            perform security.refuse('{member} is not at the session: no mark of {member} is entered.',
                                    jsonb_build_object('member', member.full_name));
        elsif typed.points < 0 or typed.points > held.maximum then
            perform security.refuse('{student}: {points} is not between 0 and {maximum}.', jsonb_build_object(
                'student', held.name, 'points', trim_scale(typed.points), 'maximum', trim_scale(held.maximum)));
        end if;
        insert into attestation.vote (candidate_id, sitting_id, department_id, member_id, points)
        values (held.id, sitting.id, sitting.department_id, typed.member_id, typed.points)
        on conflict on constraint vote_candidate_id_member_id_key do update
            set points = excluded.points where vote.points <> excluded.points;
    end loop;
end $$;

-- What does not go together in the row of a student.
create function attestation.refuse_entry(held attestation.candidate) returns void
    language plpgsql stable
as $$
declare
    wrong numeric := (select p from unnest(array[held.score, held.supervisor_points, held.reviewer_points]) p
                       where p < 0 or p > held.maximum limit 1);
    result record;
    lowest numeric;
    highest numeric;
begin
    select min(v.points), max(v.points) into lowest, highest from attestation.vote v where v.candidate_id = held.id;
    select * into result from attestation.result_of(held);
    if wrong is not null then
        perform security.refuse('{student}: {points} is not between 0 and {maximum}.', jsonb_build_object(
            'student', held.name, 'points', trim_scale(wrong), 'maximum', trim_scale(held.maximum)));
    elsif held.state in ('absent', 'excused') and (held.score is not null or lowest is not null or held.honours
                                                   or held.decision = 'passed') then
        perform security.refuse('{student} did not come: no marks and no success are entered.',
                                jsonb_build_object('student', held.name));
    elsif held.score not between lowest and highest then
        perform security.refuse('{student}: the score {score} lies outside the marks of the members, {lowest} to {highest}.',
            jsonb_build_object('student', held.name, 'score', trim_scale(held.score), 'lowest', trim_scale(lowest),
                               'highest', trim_scale(highest)));
    elsif held.state = 'held' and held.decision is not null and (held.decision = 'passed') <> result.passed then
        perform security.refuse(case when result.passed then '{student} has passed with {score}: another decision does not fit.'
                                     else '{student} has not passed with {score}: the decision does not fit.' end,
            jsonb_build_object('student', held.name, 'score', trim_scale(result.score)));
    elsif held.honours and coalesce(result.grade, 0) < 5 then
        perform security.refuse('{student}: honours are proposed for the best mark alone.',
                                jsonb_build_object('student', held.name));
    end if;
end $$;
