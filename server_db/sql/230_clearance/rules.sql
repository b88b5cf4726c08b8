-- Clearance sheets: opened by the dean's office or by an order, answered point by point by the offices, and the end of both ways:
-- the personal file is handed out, or the sheet is withdrawn.

-- A point is confirmed by a unit of the university that is neither a faculty nor a department.
create function clearance.check_point() returns trigger
    language plpgsql
as $$
begin
    if new.unit_id is not null and exists (
            select from structure.unit u where u.id = new.unit_id and u.kind in :units.teaching) then
        perform security.refuse('A service unit is no faculty and no department. Choose the section that confirms.',
                                jsonb_build_object('field', 'unit_id'));
    end if;
    return new;
end $$;
create trigger check_point before insert or update on clearance.point
    for each row execute function clearance.check_point();

-- How many points of these sheets nobody has confirmed.
create function clearance.count_points(sheet_ids bigint[]) returns void
    language sql
as $$
    update clearance.sheet s
       set open_points = (select count(*) from clearance.line l where l.sheet_id = s.id and l.answer <> 'confirmed')
     where s.id = any (sheet_ids)
$$;

-- Sheets of these students with the points of the occasion; who has a standing sheet keeps that one. How many were opened.
create function clearance.write_sheets(student_ids bigint[], occasion text, decree_id bigint) returns integer
    language plpgsql
as $$
#variable_conflict use_column
declare
    opened bigint[];
begin
    with made as (
        insert into clearance.sheet (student_id, faculty_id, student_name, student_number, group_name, occasion, decree_id,
                                     opened_by)
        select s.id, s.faculty_id, s.full_name, s.number, g.name, write_sheets.occasion, write_sheets.decree_id,
               security.me()
          from students.student s
          left join students."group" g on g.id = s.group_id
         where s.id = any (student_ids)
         order by s.id
            on conflict (student_id) where handed_at is null and withdrawn_at is null do nothing
        returning id)
    select coalesce(array_agg(m.id), '{}') into opened from made m;
    insert into clearance.line (sheet_id, point_id, student_name, office, unit_id, answer)
    select s.id, p.id, s.student_name, p.office, case p.office when 'faculty' then s.faculty_id else p.unit_id end, 'open'
      from clearance.sheet s
      join clearance.point p on p.active and case write_sheets.occasion when 'graduation' then p.at_graduation
                                                                        else p.at_leaving end
     where s.id = any (opened)
     order by s.id, p.place, p.id;
    perform clearance.count_points(opened);
    return cardinality(opened);
end $$;

create function clearance.open(student_ids bigint[], occasion text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    known integer;
begin
    perform security.require_role('hemis_faculty');
    select count(*) into known
      from students.student s
     where s.id = any (student_ids) and s.faculty_id = any (units) and s.status <> :student_status.applied;
    if known = 0 or known <> (select count(distinct i.id) from unnest(student_ids) i (id)) then
        perform security.refuse('Not all of these students are of your faculty and past enrolment.', '{}', 'HM002');
    elsif occasion is null or occasion not in ('leaving', 'graduation') then
        perform security.refuse('A sheet is for leaving or for graduation.');
    elsif not exists (
            select from clearance.point p
             where p.active and case occasion when 'graduation' then p.at_graduation else p.at_leaving end) then
        perform security.refuse('No point is in use for this occasion. The academic office keeps the points.');
    end if;
    return clearance.write_sheets(student_ids, occasion, null);
end $$;
comment on function clearance.open(bigint[], text) is 'Definer: sheets are written by functions alone.';

-- An applied order that ends studies opens the sheets of its students; one that is cancelled, or of which a student is taken
-- out, withdraws those that it opened and whose file was not handed out.
create function clearance.follow_order() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.state = 'applied' and new.act in ('expel', 'transfer_out', 'finish', 'graduate') then
        perform clearance.write_sheets(
            array(select l.student_id from movement.line l where l.decree_id = new.id),
            case when new.act in ('finish', 'graduate') then 'graduation' else 'leaving' end, new.id);
    elsif new.state = 'applied' and new.act = 'take_back' then
        perform clearance.withdraw_of_order(t.decree_id, t.student_id, new.number)
           from movement.line l
           join movement.line t on t.id = l.takes_back_id
          where l.decree_id = new.id;
    elsif new.state = 'cancelled' and old.state = 'applied' then
        perform clearance.withdraw_of_order(new.id, null, new.number);
    end if;
    return null;
end $$;
comment on function clearance.follow_order() is 'Definer: an order is applied by who keeps no sheets.';
create trigger clearance after update of state on movement.decree
    for each row when (old.state is distinct from new.state) execute function clearance.follow_order();

create function clearance.withdraw_of_order(decree_id bigint, student_id bigint, number text) returns void
    language sql
as $$
    update clearance.sheet s
       set withdrawn_at = now(), withdrawn_by = security.me(), withdraw_reason = '№ ' || withdraw_of_order.number
     where s.decree_id = withdraw_of_order.decree_id and s.handed_at is null and s.withdrawn_at is null
       and (withdraw_of_order.student_id is null or s.student_id = withdraw_of_order.student_id)
$$;

-- The office that a role answers for.
create function clearance.office_of(role text) returns text
    language sql immutable parallel safe
as $$
    select case role when 'hemis_accounting' then 'accounting' when 'hemis_hr' then 'hr'
                     when 'hemis_faculty' then 'faculty' when 'hemis_service' then 'service' end
$$;

-- Confirm points of the own office, or say what is owed; either may be said anew until the file is handed out.
create function clearance.answer(line_ids bigint[], confirmed boolean, note text default null) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    sheets bigint[];
    own integer;
begin
    perform security.require_role('hemis_accounting', 'hemis_hr', 'hemis_faculty', 'hemis_service');
    perform security.require_latest();
    select array_agg(distinct l.sheet_id order by l.sheet_id), count(*) into sheets, own
      from clearance.line l
     where l.id = any (line_ids) and l.office = clearance.office_of(security.my_role())
       and (l.unit_id is null or l.unit_id = any (units));
    if own = 0 or own <> (select count(distinct i.id) from unnest(line_ids) i (id)) then
        perform security.refuse('Not all of these points are yours to answer.', '{}', 'HM002');
    end if;
    perform from clearance.sheet s where s.id = any (sheets) order by s.id for no key update;
    perform clearance.require_standing(sheets);
    if not confirmed and btrim(coalesce(note, '')) = '' then
        perform security.refuse('Say what is owed.');
    end if;
    update clearance.line l
       set answer = case when confirmed then 'confirmed' else 'objected' end,
           note = case when confirmed then null else btrim(answer.note) end,
           answered_by = security.me(), answered_at = now()
     where l.id = any (line_ids);
    perform clearance.count_points(sheets);
    return own;
end $$;
comment on function clearance.answer(bigint[], boolean, text) is 'Definer: who answered, and when, is nobody''s to write.';

-- A sheet that was withdrawn, or whose file was handed out, stays as it is.
create function clearance.require_standing(sheet_ids bigint[]) returns void
    language plpgsql
as $$
declare
    ended clearance.sheet;
begin
    select * into ended
      from clearance.sheet s
     where s.id = any (sheet_ids) and (s.handed_at is not null or s.withdrawn_at is not null)
     order by s.id
     limit 1;
    if ended.handed_at is not null then
        perform security.refuse('The personal file of {student} was handed out on {day}; the sheet stays as it is.',
                                jsonb_build_object('student', ended.student_name,
                                                   'day', (ended.handed_at at time zone 'Asia/Tashkent')::date), 'HM003');
    elsif ended.withdrawn_at is not null then
        perform security.refuse('The sheet of {student} is withdrawn. Open a new one.',
                                jsonb_build_object('student', ended.student_name), 'HM003');
    end if;
end $$;

-- Sheets of the own faculty, with their locks.
create function clearance.take(sheet_ids bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    own integer;
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    select count(*) into own
      from (
        select from clearance.sheet s
         where s.id = any (sheet_ids) and s.faculty_id = any (units)
         order by s.id
           for no key update) locked;
    if own = 0 or own <> (select count(distinct i.id) from unnest(sheet_ids) i (id)) then
        perform security.refuse('Not all of these sheets are of your faculty.', '{}', 'HM002');
    end if;
    perform clearance.require_standing(sheet_ids);
end $$;
comment on function clearance.take(bigint[]) is 'Definer: a lock needs the right to write.';

-- Hand out the personal file; an open point keeps it.
create function clearance.hand_out(sheet_ids bigint[], handed_to text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    kept record;
begin
    perform clearance.take(sheet_ids);
    if btrim(coalesce(handed_to, '')) = '' then
        perform security.refuse('Say to whom the file is handed.', jsonb_build_object('field', 'handed_to'));
    end if;
    select l.student_name, string_agg(p.name_uz, ', ' order by p.place, p.id) as points into kept
      from clearance.line l
      join clearance.point p on p.id = l.point_id
     where l.sheet_id = any (sheet_ids) and l.answer <> 'confirmed'
     group by l.sheet_id, l.student_name
     order by l.sheet_id
     limit 1;
    if found then
        perform security.refuse('The personal file of {student} stays here: not confirmed are {points}.',
                                jsonb_build_object('student', kept.student_name, 'points', kept.points));
    end if;
    update clearance.sheet s
       set handed_at = now(), handed_by = security.me(), handed_to = btrim(hand_out.handed_to)
     where s.id = any (sheet_ids);
    return cardinality(sheet_ids);
end $$;
comment on function clearance.hand_out(bigint[], text) is 'Definer: when a file was handed out is nobody''s to write.';

create function clearance.withdraw(sheet_ids bigint[], reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform clearance.take(sheet_ids);
    perform grades.require_reason(reason);
    update clearance.sheet s
       set withdrawn_at = now(), withdrawn_by = security.me(), withdraw_reason = btrim(withdraw.reason)
     where s.id = any (sheet_ids);
    return cardinality(sheet_ids);
end $$;
comment on function clearance.withdraw(bigint[], text) is 'Definer: a sheet is withdrawn with a reason and removed by nobody.';
