-- The rule of a subject: set by who teaches it or by the head before the first point, changed by the head with a reason.

-- Whether the acting person may set the rule that a class follows: a teacher of the subject, the head of its department.
create function rating_journal.may_set(of_class bigint) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce((
        select case security.my_role()
                   when 'hemis_department_head' then
                       c.department_id = any (security.units_of(security.me(), security.my_role()))
                   when 'hemis_teacher' then exists (
                       select
                         from teaching.class o
                         join curriculum.course p on p.id = o.course_id and p.subject_id = c.subject_id
                          and p.department_id is not distinct from c.department_id
                         join teaching.assignment a on a.class_id = o.id
                        where o.term_id = k.term_id
                          and a.employee_id = security.employee_of(security.me(), security.my_role()))
                   else false end
          from teaching.class k
          join curriculum.course c on c.id = k.course_id
         where k.id = of_class), false)
$$;
comment on function rating_journal.may_set(bigint) is 'Definer: who teaches a subject; answers for the session user only.';

-- What a rule says has to be possible: shares, and kinds with name, maximum and weight.
create function rating_journal.refuse_impossible(shares numeric[], best integer, kinds jsonb) returns void
    language plpgsql stable
as $$
declare
    step constant integer := :setting.grades.step;
    wrong record;
begin
    if exists (select from unnest(shares) s (share) where s.share is null or s.share < 0 or s.share * 100 % 1 <> 0)
       or best not between 1 and 99 then
        perform security.refuse('A rule has points for lessons, tasks and attendance, none of them below 0.');
    end if;
    if jsonb_typeof(kinds) is distinct from 'array' or jsonb_array_length(kinds) not between 1 and 9 then
        perform security.refuse('A rule has one to nine kinds of columns.');
    end if;
    select k.name, k.maximum, k.weight into wrong
      from jsonb_to_recordset(kinds) k (name text, maximum numeric, weight numeric)
     where coalesce(btrim(k.name), '') = '' or length(k.name) > 40
        or coalesce(k.maximum, 0) <= 0 or k.maximum > 100 or k.maximum * 10 % step <> 0
        or coalesce(k.weight, 0) <= 0 or k.weight > 100 or k.weight * 100 % 1 <> 0
     limit 1;
    if found then
        perform security.refuse(
            'The kind “{kind}” needs a name, a maximum up to 100 that fits the step of points, and a weight above 0.',
            jsonb_build_object('kind', coalesce(wrong.name, '')));
    end if;
end $$;

-- What was given by the former rule still has its kind, and is not above its maximum.
create function rating_journal.refuse_lowered(course_id bigint, former jsonb, kinds jsonb) returns void
    language plpgsql stable
as $$
declare
    lost record;
begin
    select g.most, former -> (g.kind - 1) ->> 'name' as name, kinds -> (g.kind - 1) as now into lost
      from rating_journal.given(course_id) g
     where g.kind > jsonb_array_length(kinds) or g.most > (kinds -> (g.kind - 1) ->> 'maximum')::numeric
     order by g.kind
     limit 1;
    if found and lost.now is null then
        perform security.refuse('Points of the kind “{kind}” have been given. It stays in the rule.',
                                jsonb_build_object('kind', lost.name));
    elsif found then
        perform security.refuse('Somebody has {points} points of the kind “{kind}”. Its maximum is not lowered below them.',
                                jsonb_build_object('kind', lost.name, 'points', trim_scale(lost.most)));
    end if;
end $$;

-- Set the rule that a class follows: {"lessons", "tasks", "attendance", "best", "kinds": [{"name", "maximum", "weight"}]}.
-- The version is the number of the rule that was read, 0 where there was none. What comes back is the new number.
create function rating_journal.set_rule(of_class bigint, version integer, rule jsonb, reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    course constant bigint := (select c.course_id from teaching.class c where c.id = of_class);
    former rating_journal.rule;
    shares constant numeric[] := array[
        (rule ->> 'lessons')::numeric, (rule ->> 'tasks')::numeric, (rule ->> 'attendance')::numeric];
    best_of constant integer := (rule ->> 'best')::integer;
    kinds constant jsonb := rule -> 'kinds';
begin
    perform security.require_role('hemis_teacher', 'hemis_department_head');
    perform security.require_latest();
    if not rating_journal.may_set(of_class) then
        perform security.refuse('The rule of this subject is not yours to set.', '{}', 'HM002');
    end if;
    former := rating_journal.rule_of(course);
    perform from rating_journal.rule r where r.id = former.id for no key update;  -- who gives points waits
    if coalesce(former.number, 0) is distinct from version then
        perform security.refuse('Somebody else has just changed the rule of this subject. Look at it again.', '{}', 'HM003');
    end if;
    perform rating_journal.refuse_impossible(shares, best_of, kinds);
    if exists (select from rating_journal.given(course)) then
        if security.my_role() <> 'hemis_department_head' then
            perform security.refuse(
                'Points have been given by this rule. The head of the department changes it, with a reason.', '{}', 'HM004');
        end if;
        perform rating_journal.refuse_lowered(course, former.kinds, kinds);
    end if;
    if former.number is not null and coalesce(btrim(set_rule.reason), '') = '' then
        perform security.refuse('Say why the rule is changed: the reason stays with it.');
    end if;
    insert into rating_journal.rule (term_id, subject_id, department_id, number, lesson_points, task_points,
                                     attendance_points, best, kinds, reason, made_by)
    select m.term_id, c.subject_id, c.department_id, coalesce(former.number, 0) + 1, shares[1], shares[2], shares[3],
           best_of, (
               select jsonb_agg(jsonb_build_object('name', btrim(k.kind ->> 'name'),
                                                   'maximum', (k.kind ->> 'maximum')::numeric,
                                                   'weight', (k.kind ->> 'weight')::numeric) order by k.place)
                 from jsonb_array_elements(kinds) with ordinality k (kind, place)),
           case when former.number is not null then btrim(set_rule.reason) end, security.me()
      from curriculum.course c
      join curriculum.semester m on m.id = c.semester_id
     where c.id = course;
    return coalesce(former.number, 0) + 1;
end $$;
comment on function rating_journal.set_rule(bigint, integer, jsonb, text) is 'Definer: rules are written by functions alone.';
