-- A grade sheet takes current control over from the journal: with its working, and from then on nothing in the journal
-- changes the sheet. It does so when it is opened after the last lesson, else when the teacher asks for it.

-- Write current control of these lines into a component, with the working of each. Who has no points in any lesson is left
-- for the teacher to judge. How many lines were written.
create function rating_journal.fill_lines(component_id bigint, line_ids bigint[]) returns integer
    language plpgsql
as $$
declare
    component constant grades.component := (select k from grades.component k where k.id = fill_lines.component_id);
    sheet constant grades.sheet := (select s from grades.sheet s where s.id = component.sheet_id);
    cells jsonb;
begin
    with line as materialized (
        select l.id, l.student_id
          from grades.line l
          left join grades.cell c on c.line_id = l.id and c.component_id = component.id
         where l.id = any (line_ids) and not coalesce(c.carried or c.kind in ('not_admitted', 'recognised'), false)
    ), worked as materialized (
        select l.id as line_id, w.working, (w.working ->> 'points')::numeric as points
          from rating_journal.work_out(sheet.course_id, array(select l.student_id from line l), component.maximum) w
          join line l on l.student_id = w.student_id
         where (w.working ->> 'entries')::integer > 0
    ), kept as (
        insert into rating_journal.frozen as f (faculty_id, sheet_id, line_id, component_id, points, working, taken_by)
        select sheet.faculty_id, sheet.id, w.line_id, component.id, w.points, w.working, security.me()
          from worked w
            on conflict on constraint frozen_line_id_component_id_key do update
           set points = excluded.points, working = excluded.working, taken_at = now(), taken_by = excluded.taken_by
    )
    select jsonb_agg(jsonb_build_object('line', w.line_id, 'component', component.id, 'kind', 'points',
                                        'points', w.points))
      into cells
      from worked w;
    if cells is null then
        return 0;
    end if;
    perform grades.write_cells(sheet, cells, false, true);
    return jsonb_array_length(cells);
end $$;

-- The component of current control that a sheet of the first attempt takes over from the journal.
create function rating_journal.component_of(sheet_id bigint) returns bigint
    language sql stable
as $$
    select k.id
      from grades.component k
      join grades.sheet s on s.id = k.sheet_id
     where s.id = component_of.sheet_id and s.attempt = 1 and k.kind in :controls.currents
     order by k.position
     limit 1
$$;

-- The teacher of the component takes over the current control of the own students. What comes back says how many were
-- taken over, and who has no points.
create function rating_journal.take_over(sheet_id bigint) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sheet grades.sheet;
    own constant bigint := security.employee_of(security.me(), security.my_role());
    component constant bigint := rating_journal.component_of(take_over.sheet_id);
    lines bigint[];
    taken integer;
begin
    perform security.require_role('hemis_teacher');
    sheet := grades.take_sheet(take_over.sheet_id);
    perform grades.require_state(sheet, 'opened', 'filled');
    lines := array(select grades.own_lines(component, own));
    if component is null or lines = '{}' then
        perform security.refuse('This component is graded by somebody else.', '{}', 'HM002');
    end if;
    if exists (select from grades.component k where k.id = component and k.signed_at is not null)
       or exists (select from grades.grader g
                   where g.component_id = component and g.employee_id = own and g.signed_at is not null) then
        perform security.refuse('This component is signed. The head of the department returns it with a reason.', '{}', 'HM003');
    end if;
    if (rating_journal.rule_of(sheet.course_id)).number is null then
        perform security.refuse('The subject has no rule of points and no rating journal. Type the points.', '{}', 'HM003');
    end if;
    taken := rating_journal.fill_lines(component, lines);
    return jsonb_build_object('taken', taken, 'without', cardinality(lines) - taken);
end $$;
comment on function rating_journal.take_over(bigint) is 'Definer: cells are written by functions alone.';

-- A sheet that is opened when all lessons are over has its current control at once; an earlier one waits for the teacher.
create function rating_journal.fill_opened() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    opened record;
begin
    for opened in
        select s.id, s.course_id, array_agg(n.id) as lines
          from new_rows n
          join grades.sheet s on s.id = n.sheet_id
         where s.attempt = 1
         group by s.id
    loop
        continue when rating_journal.component_of(opened.id) is null
                   or (rating_journal.rule_of(opened.course_id)).number is null
                   or exists (
                        select
                          from teaching.part p
                          join timetable.lesson l on l.class_id = p.class_id and l.live and l.day >= security.today()
                         where p.course_id = opened.course_id);
        perform rating_journal.fill_lines(rating_journal.component_of(opened.id), opened.lines);
    end loop;
    return null;
end $$;
comment on function rating_journal.fill_opened() is 'Definer: cells are written by functions alone.';
create trigger fill_opened after insert on grades.line
    referencing new table as new_rows
    for each statement execute function rating_journal.fill_opened();
