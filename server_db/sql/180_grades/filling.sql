-- Teachers write the cells of their own components for their own students, cell by cell, and sign them.

-- Whether a student sits in a class now, or sat there when its term ended; a teacher of practice grades the own members.
create function grades.sits_in(class_id bigint, student_id bigint) returns boolean
    language sql stable
as $$
    select exists (
        select
          from teaching.member m
          join teaching.class k on k.id = m.class_id
          join curriculum.term t on t.id = k.term_id
         where m.class_id = sits_in.class_id and m.student_id = sits_in.student_id
           and (m.ends_on is null or m.ends_on >= least(security.today(), t.ends_on)))
$$;

-- The lines of a component that a teacher grades: the members of the own class, and who is in nobody's class.
create function grades.own_lines(component_id bigint, employee_id bigint) returns setof bigint
    language sql stable
as $$
    select l.id
      from grades.component k
      join grades.line l on l.sheet_id = k.sheet_id
     where k.id = own_lines.component_id
       and exists (
            select
              from grades.grader g
             where g.component_id = k.id and g.employee_id = own_lines.employee_id
               and (g.class_id is null or grades.sits_in(g.class_id, l.student_id)
                    or not exists (
                        select
                          from grades.grader o
                         where o.component_id = k.id and o.class_id is not null
                           and grades.sits_in(o.class_id, l.student_id))))
$$;

-- The cells that the acting teacher grades in a sheet, signed or not.
create function grades.my_cells(sheet_id bigint) returns table (component_id bigint, line_id bigint)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select k.id, l
      from grades.component k
     cross join lateral grades.own_lines(k.id, security.employee_of(security.me(), security.my_role())) l
     where k.sheet_id = my_cells.sheet_id and security.my_role() = 'hemis_teacher'
$$;
comment on function grades.my_cells(bigint) is 'Definer: who sits in the classes of colleagues; answers for the session user only.';

-- Who has left the group of a sheet that is still open, and who came to it within its term, since when: who fills the sheet
-- hears of it, of its own students alone.
create function grades.comings(sheet_id bigint) returns table (line_id bigint, came boolean, day date, status text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select l.id, not f.away, p.starts_on, p.status
      from grades.sheet s
      join curriculum.term t on t.id = s.term_id
      join grades.line l on l.sheet_id = s.id
      join students.period p on p.student_id = l.student_id and p.ends_on is null
     cross join lateral (
            select p.status not in :students.may_register or p.group_id is distinct from l.group_id as away) f
     where s.id = comings.sheet_id and s.state <> 'closed' and p.starts_on > t.starts_on
       and (f.away or p.act in ('transfer', 'transfer_in', 'form', 'return', 'continue', 'reinstate', 'back_to_study', 'enrol'))
       and security.acts_as(security.me(), security.my_role())
       and case security.my_role()
               when 'hemis_academic_office' then true
               when 'hemis_faculty' then s.faculty_id = any (security.units_of(security.me(), security.my_role()))
               when 'hemis_department_head' then s.department_id = any (security.units_of(security.me(), security.my_role()))
               when 'hemis_teacher' then s.id = any (grades.sheets_of(security.me(), security.my_role()))
           end
$$;
comment on function grades.comings(bigint) is 'Definer: a teacher reads no states of students, and of the own sheet who is there no more.';

-- What was typed: [{"line", "component", "kind", "points", "old_kind", "old_points"}], an empty kind empties the cell.
create function grades.typed_cells(cells jsonb)
    returns table (line_id bigint, component_id bigint, kind text, points numeric, old_kind text, old_points numeric)
    language sql immutable
as $$
    select c.line, c.component, c.kind, c.points, c.old_kind, c.old_points
      from jsonb_to_recordset(cells) c (line bigint, component bigint, kind text, points numeric, old_kind text,
                                        old_points numeric)
$$;

-- Somebody else stored another value since these cells were read.
create function grades.refuse_changed(sheet_id bigint, cells jsonb) returns void
    language plpgsql stable
as $$
declare
    changed record;
begin
    select l.name, k.kind as component, c.kind, c.points into changed
      from grades.typed_cells(cells) t
      left join grades.line l on l.id = t.line_id and l.sheet_id = refuse_changed.sheet_id
      left join grades.component k on k.id = t.component_id and k.sheet_id = refuse_changed.sheet_id
      left join grades.cell c on c.line_id = t.line_id and c.component_id = t.component_id
     where l.id is null or k.id is null or (c.kind, c.points) is distinct from (t.old_kind, t.old_points)
     order by l.position
     limit 1;
    if found and changed.name is null then
        perform security.refuse('These cells are not of this grade sheet.', '{}', 'HM002');
    elsif found then
        perform security.refuse('{student} has got another mark meanwhile. Look at it and save again.',
                                jsonb_build_object('student', changed.name), 'HM003');
    end if;
end $$;

create function grades.refuse_wrong(cells jsonb) returns void
    language plpgsql stable
as $$
declare
    wrong record;
    step constant integer := :setting.grades.step;
    directly constant boolean := :setting.grades.current_directly = 1;
begin
    select l.name, t.kind, t.points, k.maximum, l.hindrance, c.carried, k.final, s.admitted_at, s.number,
           not directly and t.kind = 'points' and s.attempt = 1 and k.kind in :controls.currents as reckoned
      into wrong
      from grades.typed_cells(cells) t
      join grades.line l on l.id = t.line_id
      join grades.component k on k.id = t.component_id
      join grades.sheet s on s.id = k.sheet_id
      left join grades.cell c on c.line_id = l.id and c.component_id = k.id
     where (t.kind is not null and t.kind not in ('points', 'absent', 'excused', 'annulled'))
        or (t.kind = 'points') is distinct from (t.points is not null and t.kind is not null)
           and t.kind is not null
        or t.points < 0 or t.points > k.maximum or t.points * 10 % step <> 0
        or c.carried or c.kind in ('not_admitted', 'recognised')
        or (k.final and (s.admitted_at is null or grades.keeps(l.hindrance)))
        or (not directly and t.kind = 'points' and s.attempt = 1 and k.kind in :controls.currents)
     order by l.position
     limit 1;
    if not found then
        return;
    elsif wrong.final and wrong.admitted_at is null then
        perform security.refuse('The admission to the final of the grade sheet {number} is not decided yet.',
                                jsonb_build_object('number', wrong.number));
    elsif wrong.final and grades.keeps(wrong.hindrance) then
        perform security.refuse('{student} is not admitted to the final.', jsonb_build_object('student', wrong.name));
    elsif wrong.reckoned then
        perform security.refuse('{student}: current control is taken over from the rating journal and not typed.',
                                jsonb_build_object('student', wrong.name));
    elsif wrong.carried then
        perform security.refuse('The points of {student} were taken over from another grade sheet.',
                                jsonb_build_object('student', wrong.name));
    elsif wrong.points < 0 or wrong.points > wrong.maximum then
        perform security.refuse('{student}: {points} is not between 0 and {maximum}.', jsonb_build_object(
            'student', wrong.name, 'points', trim_scale(wrong.points), 'maximum', trim_scale(wrong.maximum)));
    elsif wrong.points * 10 % step <> 0 then
        perform security.refuse('{student}: {points} does not fit the step of {step} points.', jsonb_build_object(
            'student', wrong.name, 'points', trim_scale(wrong.points), 'step', trim_scale(step / 10.0)));
    end if;
    perform security.refuse('{student}: this mark is not written by hand.', jsonb_build_object('student', wrong.name));
end $$;

-- A retake is marked from the first day of the schedule on which its students sit it.
create function grades.refuse_early(sheet grades.sheet, cells jsonb) returns void
    language plpgsql stable
as $$
declare
    first_day date;
begin
    if sheet.attempt = 1 or not exists (
        select from grades.typed_cells(cells) t join grades.component k on k.id = t.component_id and k.final) then
        return;
    end if;
    first_day := lower(grades.held_on(sheet.course_id, sheet.group_id, sheet.attempt, array(
        select l.student_id from grades.line l where l.id in (select t.line_id from grades.typed_cells(cells) t))));
    if first_day > security.today() then
        perform security.refuse('The final of the grade sheet {number} is held on {day}. It is marked from that day on.',
            jsonb_build_object('number', sheet.number, 'day', to_char(first_day, 'DD.MM.YYYY')));
    end if;
end $$;

-- Only the own components, only the own students, and nothing that is signed.
create function grades.refuse_foreign_cells(cells jsonb, employee_id bigint) returns void
    language plpgsql stable
as $$
declare
    foreign_cell record;
begin
    select l.name, k.signed_at is not null or exists (
               select from grades.grader g
                where g.component_id = k.id and g.employee_id = refuse_foreign_cells.employee_id
                  and g.signed_at is not null) as signed
      into foreign_cell
      from grades.typed_cells(cells) t
      join grades.line l on l.id = t.line_id
      join grades.component k on k.id = t.component_id
     where k.signed_at is not null
        or l.id not in (select grades.own_lines(k.id, refuse_foreign_cells.employee_id))
        or exists (select from grades.grader g
                    where g.component_id = k.id and g.employee_id = refuse_foreign_cells.employee_id
                      and g.signed_at is not null)
     order by signed, l.position
     limit 1;
    if found and foreign_cell.signed then
        perform security.refuse('{student}: this component is signed. The head of the department returns it with a reason.',
                                jsonb_build_object('student', foreign_cell.name), 'HM003');
    elsif found then
        perform security.refuse('{student}: this component is graded by somebody else.',
                                jsonb_build_object('student', foreign_cell.name), 'HM002');
    end if;
end $$;

-- What is reckoned from the rating journal is marked so; what is typed over it is not.
create function grades.write_cells(
    sheet grades.sheet, cells jsonb, carried boolean default false, from_journal boolean default false
) returns void
    language plpgsql
as $$
begin
    delete from grades.cell c
     using grades.typed_cells(cells) t
     where c.line_id = t.line_id and c.component_id = t.component_id and t.kind is null;
    insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, carried, from_journal, entered_by)
    select sheet.faculty_id, sheet.id, t.line_id, t.component_id, t.kind, t.points, write_cells.carried,
           write_cells.from_journal, security.me()
      from grades.typed_cells(cells) t
     where t.kind is not null
        on conflict on constraint cell_line_id_component_id_key do update
       set kind = excluded.kind, points = excluded.points, from_journal = excluded.from_journal,
           entered_by = excluded.entered_by, entered_at = now();
    perform grades.reckon(array[sheet.id]);
end $$;

create function grades.save_cells(sheet_id bigint, cells jsonb) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    sheet grades.sheet;
begin
    perform security.require_role('hemis_teacher');
    sheet := grades.take_sheet(sheet_id);
    perform grades.require_state(sheet, 'opened', 'filled');
    perform grades.refuse_changed(sheet.id, cells);
    perform grades.refuse_foreign_cells(cells, security.employee_of(security.me(), security.my_role()));
    perform grades.refuse_wrong(cells);
    perform grades.refuse_early(sheet, cells);
    perform grades.write_cells(sheet, cells);
    return jsonb_array_length(cells);
end $$;
comment on function grades.save_cells(bigint, jsonb) is 'Definer: cells are written by functions alone.';

-- A teacher signs the own part of a component, when all of it is written; the last one signs it as a whole. The final is
-- announced at that moment, by the clock of the server.
create function grades.sign(sheet_id bigint, component_id bigint) returns text
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sheet grades.sheet;
    own constant bigint := security.employee_of(security.me(), security.my_role());
    empty text;
begin
    perform security.require_role('hemis_teacher');
    sheet := grades.take_sheet(sign.sheet_id);
    perform grades.require_state(sheet, 'opened', 'filled');
    if not exists (select from grades.grader g
                    where g.component_id = sign.component_id and g.sheet_id = sheet.id and g.employee_id = own) then
        perform security.refuse('This component is graded by somebody else.', '{}', 'HM002');
    end if;
    if exists (select from grades.component k where k.id = sign.component_id and k.owner = 'commission') then
        perform grades.require_commission(sheet);
    end if;
    select l.name into empty
      from grades.line l
     where l.id in (select grades.own_lines(sign.component_id, own))
       and not exists (select from grades.cell c where c.line_id = l.id and c.component_id = sign.component_id)
     order by l.position
     limit 1;
    if found then
        perform security.refuse('{student} has no mark yet. Write one for everybody, then sign.',
                                jsonb_build_object('student', empty));
    end if;
    update grades.grader g
       set signed_at = now()
     where g.component_id = sign.component_id and g.employee_id = own and g.signed_at is null;
    if not found then
        perform security.refuse('You have signed this component already.', '{}', 'HM003');
    end if;
    perform grades.complete_component(sheet.id, sign.component_id);
    return (select s.state from grades.sheet s where s.id = sheet.id);
end $$;
comment on function grades.sign(bigint, bigint) is 'Definer: signatures are written by functions alone.';

create function grades.complete_component(sheet_id bigint, component_id bigint) returns void
    language plpgsql
as $$
#variable_conflict use_column
begin
    update grades.component k
       set signed_at = now()
     where k.id = complete_component.component_id and k.signed_at is null
       and not exists (select from grades.grader g where g.component_id = k.id and g.signed_at is null)
       and not exists (
            select
              from grades.line l
             where l.sheet_id = k.sheet_id
               and not exists (select from grades.cell c where c.line_id = l.id and c.component_id = k.id));
    update grades.sheet s
       set announced_at = coalesce(s.announced_at, now())
      from grades.component k
     where k.id = complete_component.component_id and k.sheet_id = s.id and k.signed_at is not null
       and (k.final or not exists (select from grades.component o where o.sheet_id = s.id and o.id <> k.id));
    update grades.sheet s
       set state = 'signed'
     where s.id = complete_component.sheet_id
       and not exists (select from grades.component k where k.sheet_id = s.id and k.signed_at is null);
    perform grades.stamp(complete_component.sheet_id, 'signed', complete_component.component_id);
end $$;
