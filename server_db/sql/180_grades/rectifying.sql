-- A closed sheet never changes but by a rectification: numbered, with a reason, asked for by the dean's office and agreed
-- to by another person at the academic office. Old and new stay readable.

create function grades.require_within(kind text, points numeric, component grades.component) returns void
    language plpgsql stable
as $$
begin
    if coalesce(kind not in ('points', 'absent', 'excused', 'not_admitted', 'annulled', 'recognised'), true)
       or (kind in ('points', 'recognised')) <> (points is not null) then
        perform security.refuse('This is no mark of a grade sheet.');
    elsif points < 0 or points > component.maximum then
        perform security.refuse('{points} is not between 0 and {maximum}.', jsonb_build_object(
            'points', trim_scale(points), 'maximum', trim_scale(component.maximum)));
    end if;
end $$;

create function grades.ask_rectification(line_id bigint, component_id bigint, kind text, points numeric, reason text)
    returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    component grades.component;
    sheet grades.sheet;
    made bigint;
begin
    perform security.require_role('hemis_faculty');
    select k.* into component
      from grades.component k
      join grades.line l on l.sheet_id = k.sheet_id and l.id = ask_rectification.line_id
     where k.id = ask_rectification.component_id;
    sheet := grades.take_sheet(component.sheet_id);
    if sheet.state <> 'closed' then
        perform security.refuse('The grade sheet {number} is not closed: its graders correct it.',
                                jsonb_build_object('number', sheet.number));
    end if;
    perform grades.require_reason(reason);
    perform grades.require_within(kind, points, component);
    insert into grades.rectification (number, faculty_id, sheet_id, line_id, component_id, old_kind, old_points, new_kind,
                                      new_points, reason, state, asked_by)
    select grades.next_number('grades.rectification', 'T'), sheet.faculty_id, sheet.id, ask_rectification.line_id,
           component.id, c.kind, c.points, ask_rectification.kind, ask_rectification.points,
           btrim(ask_rectification.reason), 'asked', security.me()
      from (values (1)) one
      left join grades.cell c on c.line_id = ask_rectification.line_id and c.component_id = component.id
    returning id into made;
    return made;
end $$;
comment on function grades.ask_rectification(bigint, bigint, text, numeric, text) is
    'Definer: rectifications are written by functions alone.';

create function grades.decide_rectification(rectification_id bigint, agree boolean, answer text default null) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    asked grades.rectification;
    sheet grades.sheet;
begin
    perform security.require_role('hemis_academic_office');
    select * into asked from grades.rectification r where r.id = rectification_id for update;
    if not found or asked.state <> 'asked' then
        perform security.refuse('This rectification is decided already.', '{}', 'HM003');
    elsif asked.asked_by = security.me() then
        perform security.refuse('Who asks for a rectification does not agree to it. Another person decides.', '{}', 'HM002');
    elsif not agree then
        perform grades.require_reason(answer);
    end if;
    sheet := grades.take_sheet(asked.sheet_id);
    update grades.rectification r
       set state = case when agree then 'agreed' else 'refused' end, decided_at = now(), decided_by = security.me(),
           answer = nullif(btrim(decide_rectification.answer), '')
     where r.id = asked.id;
    if agree then
        perform grades.change_cell(sheet, asked.line_id, asked.component_id, asked.new_kind, asked.new_points);
        perform grades.write_records(array[sheet.id]);
        perform grades.stamp(sheet.id, 'rectified', asked.component_id, asked.number);
    end if;
end $$;
comment on function grades.decide_rectification(bigint, boolean, text) is
    'Definer: rectifications are written by functions alone.';

-- One cell of a signed or closed sheet; who is admitted by it has no hindrance any more.
create function grades.change_cell(sheet grades.sheet, line_id bigint, component_id bigint, kind text, points numeric)
    returns void
    language plpgsql
as $$
begin
    perform grades.write_cells(sheet, jsonb_build_array(jsonb_build_object(
        'line', line_id, 'component', component_id, 'kind', kind, 'points', points)));
    update grades.line l
       set hindrance = jsonb_path_query_array(l.hindrance, '$[*] ? (@.why == "unpaid")')
      from grades.component k
     where l.id = change_cell.line_id and k.id = change_cell.component_id and k.final
       and change_cell.kind <> 'not_admitted' and grades.keeps(l.hindrance);
end $$;
