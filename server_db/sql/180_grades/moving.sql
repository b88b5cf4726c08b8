-- A student goes to another group or plan while sheets are being filled: the line goes along, or it leaves the sheet.

-- The sheets to which a line may go: of the same subject, semester, term, type and attempt, not signed yet, of the present
-- group of the student or of a list.
create function grades.sheets_to_go_to(line_id bigint)
    returns table (sheet_id bigint, number text, name text, faculty text[])
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_faculty');
    return query
    select n.id, n.number::text, n.name::text, array[u.name_uz, u.name_oz, u.name_ru, u.name_en]::text[]
      from grades.line l
      join grades.sheet s on s.id = l.sheet_id
       and s.faculty_id = any (security.units_of(security.me(), security.my_role()))
      join students.student t on t.id = l.student_id
      join grades.sheet n
        on (n.term_id, n.subject_id, n.semester, n.sheet_type_id, n.attempt, n.round)
           = (s.term_id, s.subject_id, s.semester, s.sheet_type_id, s.attempt, s.round)
       and n.id <> s.id and n.faculty_id = t.faculty_id and n.state in ('opened', 'filled')
       and (n.group_id is null or n.group_id = t.group_id)
      join structure.unit u on u.id = n.faculty_id
     where l.id = line_id
       and not exists (select from grades.line o where o.sheet_id = n.id and o.student_id = l.student_id)
     order by n.group_id is null, n.number;
end $$;
comment on function grades.sheets_to_go_to(bigint) is
    'Definer: the sheets of the faculty to which a student went are not read by the one the student left.';

-- Points go along where the other sheet has such a component; what was signed there stays signed, and is nobody's to change.
create function grades.copy_line(line grades.line, target grades.sheet) returns void
    language plpgsql
as $$
declare
    unsigned text;
    made bigint;
begin
    insert into grades.line (faculty_id, sheet_id, student_id, group_id, position, name, student_number, outcome)
    select target.faculty_id, target.id, t.id, t.group_id,
           1 + (select coalesce(max(o.position), 0) from grades.line o where o.sheet_id = target.id), t.full_name, t.number,
           'open'
      from students.student t
     where t.id = line.student_id
    returning id into made;
    insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, carried, entered_by)
    select target.faculty_id, target.id, made, k.id, c.kind, c.points, w.signed_at is not null, c.entered_by
      from grades.component k
      join grades.component w on w.sheet_id = line.sheet_id and w.kind = k.kind
      join grades.cell c on c.component_id = w.id and c.line_id = line.id
     where k.sheet_id = target.id and not k.final and coalesce(c.points, 0) <= k.maximum
       and (k.signed_at is null or w.signed_at is not null)
        on conflict on constraint cell_line_id_component_id_key do update
       set kind = excluded.kind, points = excluded.points, carried = excluded.carried, from_journal = false,
           entered_by = excluded.entered_by;
    select k.kind into unsigned
      from grades.component k
     where k.sheet_id = target.id and k.signed_at is not null
       and not exists (select from grades.cell c where c.line_id = made and c.component_id = k.id)
     limit 1;
    if found then
        perform security.refuse(
            'A component of the grade sheet {number} is signed, and {student} has no signed points for it. Its head of department returns it first.',
            jsonb_build_object('number', target.number, 'student', line.name), 'HM003');
    end if;
end $$;

-- The dean's office lets a student leave a sheet that is being filled: for another one, or for none. What was written stays
-- readable in the history, and the act says who left and where to.
create function grades.move_line(line_id bigint, to_sheet_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    line grades.line;
    sheet grades.sheet;
    target grades.sheet;
begin
    perform security.require_role('hemis_faculty');
    select * into line from grades.line l where l.id = move_line.line_id;
    sheet := grades.take_sheet(line.sheet_id);
    perform grades.require_state(sheet, 'opened', 'filled');
    perform grades.require_reason(reason);
    if exists (select from grades.cell c join grades.component k on k.id = c.component_id
                where c.line_id = line.id and k.final and c.kind not in ('not_admitted', 'recognised')) then
        perform security.refuse('{student} has a mark of the final already and stays in this grade sheet.',
                                jsonb_build_object('student', line.name), 'HM003');
    end if;
    -- Somebody else may have let the student go while this act waited for the sheet.
    if not exists (select from grades.line l where l.id = line.id)
       or (to_sheet_id is not null
           and to_sheet_id not in (select o.sheet_id from grades.sheets_to_go_to(line.id) o)) then
        perform security.refuse('{student} does not belong to that grade sheet. Look at the sheets again.',
                                jsonb_build_object('student', line.name), 'HM003');
    elsif to_sheet_id is not null then
        select * into target from grades.sheet s where s.id = to_sheet_id for update;
        perform grades.require_state(target, 'opened', 'filled');
        perform grades.copy_line(line, target);
    end if;
    delete from rating_journal.frozen f where f.line_id = line.id;
    delete from grades.cell c where c.line_id = line.id;
    delete from grades.line l where l.id = line.id;
    perform grades.reckon(array_remove(array[sheet.id, target.id], null));
    perform grades.stamp(sheet.id, 'left', null, left(concat_ws(' · ', line.name, target.number, btrim(reason)), 512));
    if target.id is not null then
        perform grades.stamp(target.id, 'joined', null, left(concat_ws(' · ', line.name, sheet.number, btrim(reason)), 512));
    end if;
end $$;
comment on function grades.move_line(bigint, bigint, text) is 'Definer: lines are written by functions alone.';
