-- Accreditation of graduates: the faculty accepts a complete record, which is frozen from then on; taking that back needs two
-- people, and nothing that stands on it.

-- What the academic record of a student says, line by line; the SHA-256 over it stands in the acceptance.
create function graduation.content_of(student_id bigint) returns text
    language sql stable
as $$
    select coalesce(string_agg(concat_ws('|', r.year, r.semester, b.code, r.line, r.hours, trim_scale(r.credits), r.ending,
                                         coalesce(trim_scale(r.points)::text, '-'), coalesce(r.mark, '-'),
                                         coalesce(r.letter, '-'), trim_scale(r.grade), r.passed, r.source),
                               E'\n' order by r.year, r.semester, b.code, r.line, r.id), '')
      from grades.record r
      join subjects.subject b on b.id = r.subject_id
     where r.student_id = content_of.student_id and r.counts
$$;

create function graduation.digest(content text) returns text
    language sql immutable parallel safe
as $$ select encode(sha256(convert_to(content, 'UTF8')), 'hex') $$;

-- The first thing that keeps one of these students ends the act.
create function graduation.require_ready(students bigint[]) returns void
    language plpgsql stable
as $$
declare
    first record;
begin
    select s.full_name, f.kind, b.name_uz as subject, f.semester, trim_scale(f.have) as have, trim_scale(f.needed) as needed
      into first
      from graduation.found(students) f
      join students.student s on s.id = f.student_id
      left join subjects.subject b on b.id = f.subject_id
     where f.keeps
     order by s.sort_key, s.id, f.kind, f.semester
     limit 1;
    if found then
        perform security.refuse(case first.kind
            when 'no_plan' then 'The group of {student} follows no curriculum. Say which one it follows.'
            when 'semesters' then '{student} is in semester {have} of {needed}. Accept after the last one.'
            when 'missing' then '{student} has no result in {subject}, semester {semester}.'
            when 'debt' then '{student} has not passed {subject}, semester {semester}.'
            when 'credits' then '{student} has {have} of {needed} credits.'
            when 'attestation' then '{student} has not passed the state attestation: {subject}.'
            when 'open_sheet' then 'A grade sheet of {student} in {subject} is not closed.'
            when 'open_appeal' then 'An appeal or rectification of {student} in {subject} waits.'
            when 'unaccepted' then 'An earlier result of {student} in {subject} is not accepted yet.'
            when 'passport' then 'No passport is recorded for {student}.'
            when 'name' then 'An order that changes the name of {student} waits. Apply it first.'
            when 'photo' then 'There is no photo of {student}.'
            when 'prior_education' then 'The previous education of {student} is not complete.'
            else 'The subject {subject} has no English name; the diploma of {student} needs it.' end,
            jsonb_strip_nulls(jsonb_build_object('student', first.full_name, 'subject', first.subject,
                'semester', first.semester, 'have', first.have, 'needed', first.needed)));
    end if;
end $$;

-- What stands in the record of these students now, into their acceptances.
create function graduation.write_acceptances(students bigint[], login text) returns void
    language sql
as $$
    insert into graduation.acceptance (student_id, faculty_id, student_name, student_number, group_name, curriculum_id, state,
                                       subjects, credits, gpa, fives, fours, marked, honours, content, digest, accepted_by)
    select s.id, s.faculty_id, s.full_name, s.number, g.name, f.curriculum_id, 'accepted',
           (select count(*) from grades.record r where r.student_id = s.id and r.counts), t.credits, t.gpa,
           coalesce(h.fives, 0), coalesce(h.fours, 0), coalesce(h.marked, 0), coalesce(h.honours, false), c.content,
           graduation.digest(c.content), login
      from students.student s
      join students."group" g on g.id = s.group_id
      join curriculum.group_curriculum f on f.group_id = g.id
      join (select * from grades.gpa(students) where year is null) t on t.student_id = s.id
      left join graduation.honours(students) h on h.student_id = s.id
     cross join lateral (select graduation.content_of(s.id) as content) c
     where s.id = any (students)
     order by s.sort_key, s.id
$$;

-- The dean's office accepts complete records, all of these students or none; how many.
create function graduation.accept(students bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    known integer;
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    select count(*) into known
      from (select from students.student s
             where s.id = any (students) and s.faculty_id = any (units) and s.status in :students.with_group
             order by s.id
               for no key update) locked;
    if known = 0 or known <> (select count(distinct i.id) from unnest(students) i (id)) then
        perform security.refuse('Not all of these students study at your faculty.', '{}', 'HM002');
    end if;
    perform graduation.require_ready(students);
    perform graduation.write_acceptances(students, security.me());
    return known;
end $$;
comment on function graduation.accept(bigint[]) is 'Definer: an acceptance is written by functions alone.';

-- Acceptances with their locks, always in one sequence, of the own faculty, or any of the academic office; not those of whom an
-- order has let go.
create function graduation.take(acceptance_ids bigint[], state text) returns setof graduation.acceptance
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    one bigint;
    taken graduation.acceptance;
begin
    perform security.require_role('hemis_faculty', 'hemis_academic_office');
    perform security.require_latest();
    for one in select distinct x from unnest(acceptance_ids) x order by x loop
        select * into taken from graduation.acceptance a where a.id = one for update;
        if not found or not coalesce(taken.faculty_id = any (units), false) then
            perform security.refuse('This accreditation is not yours.', '{}', 'HM002');
        elsif taken.state <> take.state then
            perform security.refuse(case taken.state
                when 'accepted' then '{student} is accepted for graduation, and nobody has asked to take that back.'
                when 'asked' then 'It is asked already that the accreditation of {student} be taken back.'
                else 'The accreditation of {student} is taken back already.' end,
                jsonb_build_object('student', taken.student_name), 'HM003');
        elsif taken.decree_id is not null then
            perform security.refuse('{student} has graduated by the order {number}. Cancel that one first.',
                jsonb_build_object('student', taken.student_name,
                    'number', (select d.number from movement.decree d where d.id = taken.decree_id)), 'HM003');
        end if;
        return next taken;
    end loop;
end $$;
comment on function graduation.take(bigint[], text) is 'Definer: a lock needs the right to write.';

-- The dean's office asks that an acceptance be taken back; another person of the academic office decides.
create function graduation.ask_back(acceptance_ids bigint[], reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform grades.require_reason(reason);
    perform from graduation.take(acceptance_ids, 'accepted');
    update graduation.acceptance a
       set state = 'asked', ask_reason = btrim(reason), asked_at = now(), asked_by = security.me(), decided_at = null,
           decided_by = null
     where a.id = any (acceptance_ids);
    return cardinality(acceptance_ids);
end $$;
comment on function graduation.ask_back(bigint[], text) is 'Definer: an acceptance is written by functions alone.';

create function graduation.decide_back(acceptance_ids bigint[], agree boolean) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_academic_office');
    if exists (select from graduation.take(acceptance_ids, 'asked') t where t.asked_by = security.me()) then
        perform security.refuse(
            'Who asks that an accreditation be taken back does not decide it. Another person does.', '{}', 'HM002');
    end if;
    update graduation.acceptance a
       set state = case when agree then 'taken_back' else 'accepted' end, decided_at = now(), decided_by = security.me(),
           ask_reason = case when agree then a.ask_reason end, asked_at = case when agree then a.asked_at end,
           asked_by = case when agree then a.asked_by end
     where a.id = any (acceptance_ids);
    return cardinality(acceptance_ids);
end $$;
comment on function graduation.decide_back(bigint[], boolean) is 'Definer: an acceptance is written by functions alone.';

-- What was accepted stays: no line of the record of these students comes, goes or changes until the acceptance is taken back.
create function graduation.refuse_frozen(students bigint[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    frozen text;
begin
    select a.student_name into frozen
      from graduation.acceptance a
     where a.student_id = any (students) and a.state <> 'taken_back'
     order by a.id
     limit 1;
    if found then
        perform security.refuse(
            'The academic record of {student} is accepted for graduation and stays as it is. Ask the acceptance back first.',
            jsonb_build_object('student', frozen));
    end if;
end $$;
comment on function graduation.refuse_frozen(bigint[]) is 'Definer: a record is frozen for whoever writes, also for those who do not read this.';

create function graduation.freeze_new() returns trigger
    language plpgsql
as $$
begin
    perform graduation.refuse_frozen(array(select distinct n.student_id from fresh n));
    return null;
end $$;
create function graduation.freeze_old() returns trigger
    language plpgsql
as $$
begin
    perform graduation.refuse_frozen(array(select distinct o.student_id from gone o));
    return null;
end $$;
-- A student may come to another faculty, and a line that said the same stays the same.
create function graduation.freeze_changed() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform graduation.refuse_frozen(array(
        select a.student_id
          from gone o
          join fresh n on n.id = o.id
          join graduation.acceptance a on a.student_id in (o.student_id, n.student_id) and a.state <> 'taken_back'
         where to_jsonb(o) - '{faculty_id,row_version}'::text[] <> to_jsonb(n) - '{faculty_id,row_version}'::text[]));
    return null;
end $$;
comment on function graduation.freeze_changed() is 'Definer: asked of those who are accepted alone, whoever writes.';
create trigger freeze_new after insert on grades.record referencing new table as fresh
    for each statement execute function graduation.freeze_new();
create trigger freeze_old after delete on grades.record referencing old table as gone
    for each statement execute function graduation.freeze_old();
create trigger freeze_changed after update on grades.record referencing old table as gone new table as fresh
    for each statement execute function graduation.freeze_changed();
create trigger freeze_new after insert on grades.result referencing new table as fresh
    for each statement execute function graduation.freeze_new();
create trigger freeze_old after delete on grades.result referencing old table as gone
    for each statement execute function graduation.freeze_old();
create trigger freeze_changed after update on grades.result referencing old table as gone new table as fresh
    for each statement execute function graduation.freeze_changed();
