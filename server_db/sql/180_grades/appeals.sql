-- Appeals: within 24 hours of the examiner's signature by the clock of the server, judged by a chair and four members who
-- neither graded nor teach the group. Until the sheet is closed the outcome is entered at once, afterwards by rectification.

create function grades.file_appeal(line_id bigint, filed_at timestamptz, reason text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    line grades.line;
    sheet grades.sheet;
    component bigint;
    hours constant integer := :setting.grades.appeal_hours;
    made bigint;
begin
    perform security.require_role('hemis_faculty');
    select * into line from grades.line l where l.id = file_appeal.line_id;
    sheet := grades.take_sheet(line.sheet_id);
    perform grades.require_reason(reason);
    if sheet.announced_at is null then
        perform security.refuse('The result of {student} is not announced yet.', jsonb_build_object('student', line.name));
    elsif file_appeal.filed_at > now() or file_appeal.filed_at < date_trunc('minute', sheet.announced_at) then
        perform security.refuse('The application was received between the announcement and now. Correct its time.');
    elsif file_appeal.filed_at > sheet.announced_at + make_interval(hours => hours) then
        perform security.refuse('The {hours} hours for an appeal of {student} are over.',
                                jsonb_build_object('hours', hours, 'student', line.name), 'HM004');
    end if;
    select k.id into component from grades.component k where k.sheet_id = sheet.id order by k.position desc limit 1;
    insert into grades.appeal (number, faculty_id, sheet_id, line_id, component_id, filed_at, reason, state, recorded_by)
    values (grades.next_number('grades.appeal', 'A'), sheet.faculty_id, sheet.id, line.id, component,
            file_appeal.filed_at, btrim(file_appeal.reason), 'filed', security.me())
    returning id into made;
    return made;
end $$;
comment on function grades.file_appeal(bigint, timestamptz, text) is 'Definer: appeals are written by functions alone.';

create function grades.refuse_partial(appeal grades.appeal, members bigint[]) returns void
    language plpgsql stable
as $$
declare
    partial record;
begin
    select e.full_name, exists (select from grades.grader g
                                 where g.sheet_id = appeal.sheet_id and g.employee_id = e.id) as graded
      into partial
      from grades.line l
      join grades.sheet s on s.id = l.sheet_id
      join employees.employee e on e.id = any (members)
     where l.id = appeal.line_id
       and (exists (select from grades.grader g where g.sheet_id = s.id and g.employee_id = e.id)
            or timetable.teaches(e.id, l.group_id, s.term_id))
     order by e.id
     limit 1;
    if found then
        perform security.refuse(case when partial.graded
            then '{teacher} has graded this sheet and does not judge an appeal against it.'
            else '{teacher} teaches the group and does not judge its appeal.' end,
            jsonb_build_object('teacher', partial.full_name));
    end if;
end $$;

create function grades.appoint_commission(appeal_id bigint, chair bigint, members bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    appeal grades.appeal;
    everyone constant bigint[] := members || chair;
begin
    perform security.require_role('hemis_faculty');
    select * into appeal from grades.appeal a where a.id = appoint_commission.appeal_id for update;
    perform grades.take_sheet(appeal.sheet_id);
    if appeal.state = 'appointed' then
        perform security.refuse('The commission is appointed already. Replace its members one by one, with a reason.', '{}',
                                'HM003');
    elsif appeal.state <> 'filed' then
        perform security.refuse('This appeal is decided already.', '{}', 'HM003');
    elsif (select count(distinct m) from unnest(members) m where m <> chair) < 4 or chair is null then
        perform security.refuse('The commission of an appeal has a chair and at least four members.');
    end if;
    perform grades.refuse_not_employed(m) from unnest(everyone) m;
    perform grades.refuse_partial(appeal, everyone);
    insert into grades.appeal_member (faculty_id, appeal_id, employee_id, chair)
    select appeal.faculty_id, appeal.id, m, m = appoint_commission.chair
      from (select distinct unnest(everyone) as m) d;
    update grades.appeal a set state = 'appointed' where a.id = appeal.id;
end $$;
comment on function grades.appoint_commission(bigint, bigint, bigint[]) is 'Definer: commissions are written by functions alone.';

-- Somebody else sits in the place of a member or of the chair who fell ill, until the chair has written the decision. Whose
-- place was taken neither reads nor judges the appeal any more.
create function grades.replace_judge(appeal_id bigint, instead_of bigint, employee_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    appeal grades.appeal;
begin
    perform security.require_role('hemis_faculty');
    select * into appeal from grades.appeal a where a.id = replace_judge.appeal_id for update;
    perform grades.take_sheet(appeal.sheet_id);
    if appeal.state = 'filed' then
        perform security.refuse('The appeal {number} has no commission yet. Appoint it.',
                                jsonb_build_object('number', appeal.number), 'HM003');
    elsif appeal.state <> 'appointed' then
        perform security.refuse('This appeal is decided already.', '{}', 'HM003');
    end if;
    perform grades.require_reason(reason);
    perform grades.refuse_not_employed(replace_judge.employee_id);
    perform grades.refuse_partial(appeal, array[replace_judge.employee_id]);
    if exists (select from grades.appeal_member m
                where m.appeal_id = appeal.id and m.employee_id = replace_judge.employee_id) then
        perform security.refuse('{teacher} is in this commission already. Choose another person.',
            jsonb_build_object('teacher', (select e.full_name from employees.employee e
                                            where e.id = replace_judge.employee_id)));
    end if;
    update grades.appeal_member m
       set employee_id = replace_judge.employee_id
     where m.appeal_id = appeal.id and m.employee_id = instead_of;
    if not found then
        perform security.refuse('That person is not in the commission any more. Look at it again.', '{}', 'HM003');
    end if;
    perform grades.stamp(appeal.sheet_id, 'judge', appeal.component_id, reason, replace_judge.employee_id, instead_of);
end $$;
comment on function grades.replace_judge(bigint, bigint, bigint, text) is 'Definer: commissions are written by functions alone.';

-- The chair writes what the commission has decided. A grade goes down only if it says so.
create function grades.decide_appeal(appeal_id bigint, decision text, points numeric, conclusion text) returns text
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    appeal grades.appeal;
    sheet grades.sheet;
    component grades.component;
    before numeric;
begin
    perform security.require_role('hemis_teacher');
    select * into appeal from grades.appeal a where a.id = decide_appeal.appeal_id for update;
    if not exists (select from grades.appeal_member m
                    where m.appeal_id = appeal.id and m.chair
                      and m.employee_id = security.employee_of(security.me(), security.my_role())) then
        perform security.refuse('The chair of the commission writes its decision.', '{}', 'HM002');
    elsif appeal.state <> 'appointed' then
        perform security.refuse('This appeal is decided already.', '{}', 'HM003');
    end if;
    perform grades.require_reason(conclusion);
    sheet := grades.take_sheet(appeal.sheet_id);
    select * into component from grades.component k where k.id = appeal.component_id;
    select coalesce(c.points, 0) into before
      from grades.cell c where c.line_id = appeal.line_id and c.component_id = component.id;
    if coalesce(decision not in ('kept', 'raised', 'lowered'), true) or (decision = 'kept') <> (points is null)
       or decision = 'raised' and points <= before or decision = 'lowered' and points >= before then
        perform security.refuse('Decision and points do not agree: kept has none, raised more, lowered less than {points}.',
                                jsonb_build_object('points', trim_scale(coalesce(before, 0))));
    end if;
    update grades.appeal a
       set state = 'decided', decision = decide_appeal.decision, points = decide_appeal.points, decided_at = now(),
           conclusion = btrim(decide_appeal.conclusion)
     where a.id = appeal.id;
    if decision <> 'kept' then
        perform grades.require_within('points', points, component);
        perform grades.enter_appeal(appeal, sheet, points);
    end if;
    return decision;
end $$;
comment on function grades.decide_appeal(bigint, text, numeric, text) is 'Definer: appeals are written by functions alone.';

create function grades.enter_appeal(appeal grades.appeal, sheet grades.sheet, points numeric) returns void
    language plpgsql
as $$
#variable_conflict use_column
begin
    if sheet.state = 'closed' then
        insert into grades.rectification (number, faculty_id, sheet_id, line_id, component_id, old_kind, old_points,
                                          new_kind, new_points, reason, state, asked_by)
        select grades.next_number('grades.rectification', 'T'), sheet.faculty_id, sheet.id, appeal.line_id,
               appeal.component_id, c.kind, c.points, 'points', enter_appeal.points, appeal.number, 'asked', security.me()
          from (values (1)) one
          left join grades.cell c on c.line_id = appeal.line_id and c.component_id = appeal.component_id;
    else
        perform grades.change_cell(sheet, appeal.line_id, appeal.component_id, 'points', enter_appeal.points);
        perform grades.stamp(sheet.id, 'appeal', appeal.component_id, appeal.number);
    end if;
end $$;

create function grades.close_appeal(appeal_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    appeal grades.appeal;
begin
    perform security.require_role('hemis_faculty');
    select * into appeal from grades.appeal a where a.id = close_appeal.appeal_id for update;
    perform grades.take_sheet(appeal.sheet_id);
    if appeal.state <> 'decided' then
        perform security.refuse('The appeal {number} is not decided yet or is closed already.',
                                jsonb_build_object('number', appeal.number), 'HM003');
    end if;
    update grades.appeal a set state = 'closed' where a.id = appeal.id;
end $$;
comment on function grades.close_appeal(bigint) is 'Definer: appeals are written by functions alone.';
