-- Theses are written by the head of the department, or the dean's office, until an order approves them.

-- Students whose plan has the thesis in an academic year, by department: who of them belongs to it.
create function attestation.due(department_id bigint, year integer)
    returns table (student_id bigint, course_id bigint)
    language sql stable
as $$
    select s.id, min(c.id)
      from curriculum.course c
      join curriculum.sheet_type y on y.id = c.sheet_type_id and y.code = :sheet_type.graduation_work
      join curriculum.semester m on m.id = c.semester_id
      join curriculum.term e on e.id = m.term_id
      join curriculum.academic_year a on a.id = e.academic_year_id
      join curriculum.group_curriculum g on g.curriculum_id = c.curriculum_id
      join students.student s on s.group_id = g.group_id and s.status in :students.in_contingent
     where c.department_id = due.department_id and a.year = due.year
     group by s.id
$$;

-- The students of a department with their theses, also those who have none yet; for whoever reads the department.
create function attestation.theses_of(department_id bigint, year integer)
    returns table (student_id bigint, name text, sort_key text, number text, group_name text, education_type text,
                   thesis attestation.thesis)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_department_head', 'hemis_faculty', 'hemis_academic_office', 'hemis_registrar',
                                  'hemis_management');
    if security.my_role() in ('hemis_department_head', 'hemis_faculty') then
        perform attestation.require_department(department_id, 'hemis_department_head', 'hemis_faculty');
    end if;
    return query
    select s.id, s.full_name, s.sort_key, s.number, g.name, s.education_type, t
      from (select d.student_id from attestation.due(theses_of.department_id, theses_of.year) d
            union
            select o.student_id from attestation.thesis o
             where o.department_id = theses_of.department_id and o.year = theses_of.year) f
      join students.student s on s.id = f.student_id
      left join students."group" g on g.id = s.group_id
      left join attestation.thesis t on t.student_id = s.id
     where t.id is null or (t.department_id, t.year) = (theses_of.department_id, theses_of.year)
     order by g.name, s.sort_key, s.id;
end $$;
comment on function attestation.theses_of(bigint, integer) is
    'Definer: a head need not read the students whose theses the department has yet to write.';

-- Theses with their locks, always in one sequence, for who writes those of their departments.
create function attestation.take_theses(thesis_ids bigint[]) returns setof attestation.thesis
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    one bigint;
    taken attestation.thesis;
begin
    perform security.require_latest();
    for one in select distinct x from unnest(thesis_ids) x order by x loop
        select * into taken from attestation.thesis t where t.id = one for update;
        perform attestation.require_department(taken.department_id, 'hemis_department_head', 'hemis_faculty');
        return next taken;
    end loop;
end $$;
comment on function attestation.take_theses(bigint[]) is 'Definer: a lock needs the right to write.';

-- What an order approved, or what stands in one that is on its way, is not written any more.
create function attestation.refuse_standing(thesis attestation.thesis) returns void
    language plpgsql stable
as $$
declare
    decree movement.decree;
begin
    if thesis.state = 'approved' then
        perform security.refuse(
            'The topic of {student} is approved by order {number}. Begin a change first; another order approves it.',
            jsonb_build_object('student', thesis.student_name, 'number', thesis.order_number), 'HM003');
    end if;
    select d.* into decree
      from movement.line l
      join movement.decree d on d.id = l.decree_id and d.act = 'topics' and d.state in ('sent', 'signed')
     where l.student_id = thesis.student_id
     limit 1;
    if found then
        perform security.refuse(
            'The topic of {student} stands in an order that is being signed. Have the order given back to change it.',
            jsonb_build_object('student', thesis.student_name), 'HM003');
    end if;
end $$;

-- How many theses a person supervises in an academic year.
create function attestation.supervised(employee_id bigint, year integer, but bigint default 0) returns bigint
    language sql stable
as $$
    select count(*)
      from attestation.thesis t
     where t.supervisor_id = supervised.employee_id and t.year = supervised.year and t.id <> supervised.but
$$;

-- How many theses everybody has who supervises one in a year, also at other departments, and the limit.
create function attestation.load_of(year integer) returns table (employee_id bigint, theses bigint, at_most integer)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select t.supervisor_id, count(*), :setting.attestation.theses_at_most
      from attestation.thesis t
     where t.year = load_of.year and t.supervisor_id is not null
       and security.my_role() in ('hemis_department_head', 'hemis_faculty', 'hemis_academic_office')
     group by t.supervisor_id
$$;
comment on function attestation.load_of(integer) is 'Definer: a supervisor has theses of other departments too; a number, no more.';

create function attestation.refuse_people(thesis attestation.thesis, former attestation.thesis) returns void
    language plpgsql stable
as $$
declare
    had bigint;
    person record;
begin
    if thesis.supervisor_id is distinct from former.supervisor_id and thesis.supervisor_id is not null then
        perform grades.refuse_not_employed(thesis.supervisor_id);
        had := attestation.supervised(thesis.supervisor_id, thesis.year, thesis.id);
        if had >= :setting.attestation.theses_at_most then
            select e.full_name into person from employees.employee e where e.id = thesis.supervisor_id;
            perform security.refuse(
                '{teacher} supervises {count} theses of this year already, as many as one may. Choose another supervisor.',
                jsonb_build_object('teacher', person.full_name, 'count', had, 'field', 'supervisor_id'));
        end if;
    end if;
    if thesis.title_uz is not null and (thesis.title_uz is distinct from former.title_uz) then
        select t.student_name into person
          from attestation.thesis t
         where t.department_id = thesis.department_id and t.year = thesis.year and t.id <> thesis.id
           and lower(t.title_uz) = lower(thesis.title_uz)
         limit 1;
        if found then
            perform security.refuse('{student} has this topic already. Give every student an own one.',
                                    jsonb_build_object('student', person.student_name, 'field', 'title_uz'));
        end if;
    end if;
end $$;

-- What was typed for a student of the department: the keys that are given. Version 0 is a student without a thesis yet.
create function attestation.save_thesis(student_id bigint, department_id bigint, year integer, version integer, said jsonb)
    returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    fields constant text[] := '{title_uz,title_en,supervisor_id,adviser_id,reviewer_id,outside_reviewer,outside_place}';
    former attestation.thesis;
    fresh attestation.thesis;
begin
    perform attestation.require_department(save_thesis.department_id, 'hemis_department_head', 'hemis_faculty');
    perform security.require_latest();
    if said - fields <> '{}' then
        perform security.refuse('A thesis has no such field.');
    end if;
    -- Two desks that give one supervisor the last thesis: the second waits and is told.
    perform from structure.unit u where u.id = attestation.faculty_of(save_thesis.department_id) for no key update;
    former := attestation.thesis_for(save_thesis.student_id, save_thesis.department_id, save_thesis.year, version);
    perform attestation.refuse_standing(former);
    fresh := jsonb_populate_record(former, said);
    perform attestation.refuse_people(fresh, former);
    update attestation.thesis t
       set title_uz = nullif(btrim(fresh.title_uz), ''), title_en = nullif(btrim(fresh.title_en), ''),
           supervisor_id = fresh.supervisor_id, adviser_id = fresh.adviser_id, reviewer_id = fresh.reviewer_id,
           outside_reviewer = nullif(btrim(fresh.outside_reviewer), ''), outside_place = nullif(btrim(fresh.outside_place), '')
     where t.id = former.id;
    return former.id;
end $$;
comment on function attestation.save_thesis(bigint, bigint, integer, integer, jsonb) is 'Definer: theses are written by functions alone.';

-- The thesis of a student with its lock; an empty one is begun for a student of the department who has none.
create function attestation.thesis_for(student_id bigint, department_id bigint, year integer, version integer)
    returns attestation.thesis
    language plpgsql
as $$
#variable_conflict use_column
declare
    found_ attestation.thesis;
begin
    select * into found_ from attestation.thesis t where t.student_id = thesis_for.student_id for update;
    if found and found_.department_id <> thesis_for.department_id then
        perform security.refuse('This student''s thesis is one of another department.', '{}', 'HM002');
    elsif found_.row_version is distinct from nullif(version, 0) then
        perform security.refuse('{student}: somebody else has changed the thesis meanwhile. Look at it and save again.',
                                jsonb_build_object('student', coalesce(found_.student_name, '')), 'HM003');
    elsif found_.id is not null then
        return found_;
    elsif not exists (select from attestation.due(thesis_for.department_id, thesis_for.year) d
                       where d.student_id = thesis_for.student_id) then
        perform security.refuse('This student writes no thesis at the department in this year.', '{}', 'HM002');
    end if;
    insert into attestation.thesis (student_id, faculty_id, department_id, student_name, student_number, group_name,
                                    education_type, year, state)
    select s.id, s.faculty_id, thesis_for.department_id, s.full_name, s.number, g.name, s.education_type, thesis_for.year,
           'open'
      from students.student s
      left join students."group" g on g.id = s.group_id
     where s.id = thesis_for.student_id
    returning * into found_;
    return found_;
end $$;

-- A student takes a free topic: its titles and its supervisor.
create function attestation.take_offer(offer_id bigint, student_id bigint, department_id bigint, year integer, version integer)
    returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    offer attestation.offer;
    taken text;
    thesis bigint;
begin
    perform attestation.require_department(take_offer.department_id, 'hemis_department_head', 'hemis_faculty');
    select * into offer from attestation.offer o where o.id = take_offer.offer_id for update;
    if not found or offer.department_id <> take_offer.department_id then
        perform security.refuse('This topic is not offered any more. Choose another one.', '{}', 'HM003');
    end if;
    select t.student_name into taken from attestation.thesis t where t.offer_id = offer.id;
    if found then
        perform security.refuse('{student} has just taken this topic. Choose another one.',
                                jsonb_build_object('student', taken), 'HM003');
    end if;
    thesis := attestation.save_thesis(take_offer.student_id, take_offer.department_id, take_offer.year, version,
        jsonb_build_object('title_uz', offer.title_uz, 'title_en', offer.title_en, 'supervisor_id', offer.supervisor_id));
    update attestation.thesis t set offer_id = offer.id where t.id = thesis;
end $$;
comment on function attestation.take_offer(bigint, bigint, bigint, integer, integer) is 'Definer: theses are written by functions alone.';

-- An approved topic is written anew; what the order approved stands until another one approves the change.
create function attestation.begin_change(thesis_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    thesis attestation.thesis;
    number integer := 0;
begin
    for thesis in select t.* from attestation.take_theses(thesis_ids) t loop
        continue when thesis.state <> 'approved';
        perform attestation.refuse_heard(thesis.id);
        update attestation.thesis t set state = 'changing' where t.id = thesis.id;
        number := number + 1;
    end loop;
    return number;
end $$;
comment on function attestation.begin_change(bigint[]) is 'Definer: the state of a thesis is written by functions alone.';

-- A thesis that stands before a commission, or was defended, keeps its topic.
create function attestation.refuse_heard(thesis_id bigint) returns void
    language plpgsql stable
as $$
declare
    heard record;
begin
    select c.name into heard
      from attestation.candidate c
      join attestation.sitting s on s.id = c.sitting_id
     where c.thesis_id = refuse_heard.thesis_id and (s.state <> 'closed' or c.decision = 'passed')
     limit 1;
    if found then
        perform security.refuse('{student} stands before a commission with this topic. It stays as it is.',
                                jsonb_build_object('student', heard.name), 'HM003');
    end if;
end $$;

-- The change is given up: the thesis says again what the last order approved.
create function attestation.drop_change(thesis_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    thesis attestation.thesis;
    number integer := 0;
begin
    for thesis in select t.* from attestation.take_theses(thesis_ids) t loop
        continue when thesis.state <> 'changing';
        perform attestation.refuse_standing(thesis);
        perform attestation.restore_topic(thesis.id);
        number := number + 1;
    end loop;
    return number;
end $$;
comment on function attestation.drop_change(bigint[]) is 'Definer: the state of a thesis is written by functions alone.';

create function attestation.restore_topic(thesis_id bigint) returns void
    language sql
as $$
    update attestation.thesis t
       set title_uz = o.title_uz, title_en = o.title_en, supervisor_id = o.supervisor_id, adviser_id = o.adviser_id,
           reviewer_id = o.reviewer_id, outside_reviewer = o.outside_reviewer, outside_place = o.outside_place,
           state = 'approved'
      from attestation.standing_topic(restore_topic.thesis_id) o
     where t.id = restore_topic.thesis_id
$$;

-- The topic that an order approved last and that was not taken back.
create function attestation.standing_topic(thesis_id bigint) returns setof attestation.ordered_topic
    language sql stable
as $$
    select o.*
      from attestation.ordered_topic o
     where o.thesis_id = standing_topic.thesis_id and o.withdrawn_at is null
     order by o.id desc
     limit 1
$$;

-- The dean's office says which department a student writes the thesis at.
create function attestation.move_theses(student_ids bigint[], from_id bigint, to_id bigint, year integer) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    student bigint;
    thesis attestation.thesis;
begin
    perform attestation.require_department(from_id, 'hemis_faculty');
    perform attestation.require_department(to_id, 'hemis_faculty');
    if not exists (select from structure.unit u where u.id = to_id and u.kind = :structure_type.department) then
        perform security.refuse('Choose the department at which the thesis is written.');
    end if;
    foreach student in array student_ids loop
        thesis := attestation.thesis_for(student, from_id, move_theses.year, coalesce((
            select t.row_version from attestation.thesis t where t.student_id = student), 0));
        perform attestation.refuse_standing(thesis);
        if exists (select from attestation.ordered_topic o where o.thesis_id = thesis.id) then
            perform security.refuse('{student}: an order has approved a topic at this department. The thesis stays there.',
                                    jsonb_build_object('student', thesis.student_name));
        end if;
        update attestation.thesis t set department_id = to_id, offer_id = null where t.id = thesis.id;
    end loop;
    return cardinality(student_ids);
end $$;
comment on function attestation.move_theses(bigint[], bigint, bigint, integer) is 'Definer: theses are written by functions alone.';
