-- Whose a sheet is, how results are marked, and what a sheet says to the letter.

-- The sheets a teacher grades in, or judges in as a member of the commission of an appeal.
create function grades.sheets_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(s.id), '{}')
      from (
        select g.sheet_id
          from grades.grader g
         where role = 'hemis_teacher' and g.employee_id = (select security.employee_of(login, role))
        union
        select a.sheet_id
          from grades.appeal_member m
          join grades.appeal a on a.id = m.appeal_id
         where role = 'hemis_teacher' and m.employee_id = (select security.employee_of(login, role))
      ) s (id)
$$;
comment on function grades.sheets_of(text, text) is 'Definer: whose a sheet is stands in tables read under that scope.';

create function grades.my_sheets(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select grades.sheets_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function grades.my_sheets(text) is 'Definer: answers for the session user only.';

create function grades.appeals_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(a.id), '{}')
      from (
        select m.appeal_id
          from grades.appeal_member m
         where role = 'hemis_teacher' and m.employee_id = (select security.employee_of(login, role))
        union
        select a.id
          from grades.appeal a
          join grades.grader g on g.component_id = a.component_id
         where role = 'hemis_teacher' and g.employee_id = (select security.employee_of(login, role))
      ) a (id)
$$;
comment on function grades.appeals_of(text, text) is 'Definer: whose an appeal is stands in tables read under that scope.';

create function grades.my_appeals(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select grades.appeals_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function grades.my_appeals(text) is 'Definer: answers for the session user only.';

-- The marks of a marking system from the best one down, as a sheet keeps them.
create function grades.scale_of(marking_system_id bigint) returns jsonb
    language sql stable
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
               'from', t.lower_bound, 'mark', t.mark, 'letter', t.letter, 'passed', t.passed,
               'grade', coalesce(t.grade, case when t.mark ~ '^[0-9]([.][0-9]+)?$' then t.mark::numeric else 0 end))
               order by t.lower_bound desc), '[]')
      from curriculum.grade_type t
     where t.marking_system_id = scale_of.marking_system_id
$$;

-- The mark of a total: borders are lower bounds, and who has not passed has the best of the marks that do not pass.
create function grades.mark_in(scale jsonb, total numeric, passed boolean) returns jsonb
    language sql immutable parallel safe
as $$
    select s.step
      from jsonb_array_elements(scale) s (step)
     where (s.step ->> 'passed')::boolean = passed
     order by (s.step ->> 'from')::numeric <= total desc,
              case when (s.step ->> 'from')::numeric <= total then -1 else 1 end * (s.step ->> 'from')::numeric
     limit 1
$$;

-- Points of 100 on the scale of five and back: exact, rounded up to the student's favour.
create function grades.hundred_of_five(five numeric) returns numeric
    language sql immutable parallel safe
as 'select ceil(five * 20)';

-- Every line of these sheets reckoned anew: the total is never rounded before its border.
create function grades.reckoned(sheet_ids bigint[])
    returns table (line_id bigint, sheet_id bigint, total numeric, mark text, letter text, grade numeric, outcome text)
    language sql stable
as $$
    with sums as (
        select l.id as line_id, s.id as sheet_id, s.scale, s.maximum, s.pass_percent,
               case when s.marking = :marking_system.five_marks
                    then coalesce(max(c.points) filter (where k.final), max(c.points), 0)
                    else coalesce(sum(c.points), 0) end as total,
               count(c.id) = count(k.id) as complete,
               coalesce(bool_or(c.kind = 'excused'), false) as postponed,
               coalesce(bool_or(c.kind in ('not_admitted', 'annulled')), false) as barred,
               bool_and(not k.gate
                        or coalesce(c.points, 0) >= coalesce(k.minimum, k.maximum * s.pass_percent / 100)) as gates
          from grades.sheet s
          join grades.line l on l.sheet_id = s.id
          join grades.component k on k.sheet_id = s.id
          left join grades.cell c on c.line_id = l.id and c.component_id = k.id
         where s.id = any (sheet_ids)
         group by l.id, s.id
    ), judged as (
        select m.*, m.total >= m.maximum * m.pass_percent / 100 and m.gates and not m.barred as passed
          from sums m
    )
    select j.line_id, j.sheet_id, j.total, t.step ->> 'mark', t.step ->> 'letter', (t.step ->> 'grade')::numeric,
           case when not j.complete then 'open' when j.postponed then 'postponed'
                when j.passed then 'passed' else 'failed' end
      from judged j
      left join lateral (
            select grades.mark_in(j.scale, j.total, j.passed) as step
             where j.complete and not j.postponed) t on true
$$;

-- What a sheet says, line by line: the SHA-256 over it can be recomputed by whoever reads the sheet.
create function grades.content_of(sheet_id bigint) returns text
    language sql stable
as $$
    select concat_ws(E'\n',
               concat_ws('|', s.number, b.code, s.name, s.semester, s.attempt, s.round, trim_scale(s.maximum),
                         trim_scale(s.pass_percent), trim_scale(s.credits)),
               (select string_agg(concat_ws('|', k.position, k.kind, trim_scale(k.maximum)), E'\n' order by k.position)
                  from grades.component k where k.sheet_id = s.id),
               (select string_agg(concat_ws('|', l.position, l.student_number, c.cells,
                                            coalesce(trim_scale(l.total)::text, '-'), coalesce(l.mark, '-'), l.outcome),
                                  E'\n' order by l.position)
                  from grades.line l
                 cross join lateral (
                        select string_agg(coalesce(case when e.kind = 'points' then trim_scale(e.points)::text
                                                        when e.kind = 'recognised' then 'r' || trim_scale(e.points)
                                                        else e.kind end, '-'), ',' order by k.position) as cells
                          from grades.component k
                          left join grades.cell e on e.component_id = k.id and e.line_id = l.id
                         where k.sheet_id = s.id) c
                 where l.sheet_id = s.id))
      from grades.sheet s
      join subjects.subject b on b.id = s.subject_id
     where s.id = content_of.sheet_id
$$;

create function grades.digest_of(sheet_id bigint) returns text
    language sql stable
as $$ select encode(sha256(convert_to(grades.content_of(sheet_id), 'UTF8')), 'hex') $$;

create function grades.next_number(relation text, letter text) returns text
    language sql
as $$ select (system.give_numbers(relation, letter || to_char(security.today(), 'YY') || '-', 6, 1))[1] $$;

-- An act on a sheet; where people change places, who comes and instead of whom.
create function grades.stamp(
    sheet_id bigint, act text, component_id bigint default null, reason text default null,
    employee_id bigint default null, instead_of_id bigint default null
) returns void
    language sql
as $$
    insert into grades.stamp (faculty_id, sheet_id, component_id, act, login, reason, employee_id, instead_of_id, digest)
    select s.faculty_id, s.id, stamp.component_id, stamp.act, security.me(), nullif(btrim(stamp.reason), ''),
           stamp.employee_id, stamp.instead_of_id,
           case when stamp.act not in ('opened', 'replaced', 'judge', 'left', 'joined') then grades.digest_of(s.id) end
      from grades.sheet s
     where s.id = stamp.sheet_id
$$;

-- Lines and state of sheets follow their cells.
create function grades.reckon(sheet_ids bigint[]) returns void
    language plpgsql
as $$
begin
    update grades.line l
       set total = r.total, mark = r.mark, letter = r.letter, grade = r.grade, outcome = r.outcome
      from grades.reckoned(sheet_ids) r
     where l.id = r.line_id
       and (l.total, l.mark, l.letter, l.grade, l.outcome)
           is distinct from (r.total, r.mark, r.letter, r.grade, r.outcome);
    update grades.sheet s
       set students = n.students,
           missing = n.missing,
           state = case when s.state not in ('opened', 'filled') then s.state
                        when n.missing = 0 and n.students > 0 then 'filled' else 'opened' end
      from (
        select s.id, count(distinct l.id) as students, count(l.id) - count(c.id) as missing
          from grades.sheet s
          left join (grades.line l join grades.component k on k.sheet_id = l.sheet_id) on l.sheet_id = s.id
          left join grades.cell c on c.line_id = l.id and c.component_id = k.id
         where s.id = any (sheet_ids)
         group by s.id) n
     where s.id = n.id
       and (s.students, s.missing, s.state) is distinct from (n.students, n.missing,
            case when s.state not in ('opened', 'filled') then s.state
                 when n.missing = 0 and n.students > 0 then 'filled' else 'opened' end);
end $$;

-- A sheet with its lock, for the role that acts on it: the dean's office of its faculty, the head of its department, who
-- grades in it. Others are told nothing about it.
create function grades.take_sheet(sheet_id bigint) returns grades.sheet
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken grades.sheet;
begin
    perform security.require_latest();
    select * into taken from grades.sheet s where s.id = take_sheet.sheet_id for update;
    if not coalesce(case security.my_role()
            when 'hemis_academic_office' then true
            when 'hemis_faculty' then taken.faculty_id = any (security.units_of(security.me(), security.my_role()))
            when 'hemis_department_head' then
                taken.department_id = any (security.units_of(security.me(), security.my_role()))
            when 'hemis_teacher' then taken.id = any (grades.sheets_of(security.me(), security.my_role()))
        end, false) then
        perform security.refuse('This grade sheet is not yours.', '{}', 'HM002');
    end if;
    return taken;
end $$;
comment on function grades.take_sheet(bigint) is 'Definer: a lock needs the right to write.';

create function grades.require_state(sheet grades.sheet, variadic states text[]) returns void
    language plpgsql stable
as $$
begin
    if sheet.state <> all (states) then
        perform security.refuse(case sheet.state
            when 'closed' then 'The grade sheet {number} is closed. A rectification changes it.'
            when 'confirmed' then 'The grade sheet {number} is confirmed by the department.'
            when 'signed' then 'The grade sheet {number} is signed. The head of the department returns it with a reason.'
            else 'The grade sheet {number} is not complete: {missing} cells or signatures are missing.' end,
            jsonb_build_object('number', sheet.number, 'missing', sheet.missing), 'HM003');
    end if;
end $$;

create function grades.require_reason(reason text) returns void
    language plpgsql stable
as $$
begin
    if btrim(coalesce(reason, '')) = '' then
        perform security.refuse('Give a reason.');
    end if;
end $$;
