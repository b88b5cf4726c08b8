-- Who may sit the final: computed from points, attendance, registration and payment, with the reason of every no, and then
-- frozen.

-- Unexcused hours of a course beside its contact hours, as the journal tells them.
create function grades.absences(course_id bigint, students bigint[])
    returns table (student_id bigint, unexcused numeric, hours numeric)
    language sql stable
as $$
    select h.student_id, h.unexcused_hours, h.contact_hours
      from attendance.hours_of(absences.course_id, absences.students) h
$$;

create function grades.hindrances(sheet_id bigint) returns table (line_id bigint, hindrance jsonb)
    language sql stable
as $$
    with points as (
        select l.id, l.student_id, s.course_id, s.marking, s.maximum, s.pass_percent,
               coalesce(sum(c.points) filter (where not k.final), 0) as have,
               coalesce(max(k.maximum) filter (where k.final), 0) as final_maximum,
               coalesce(bool_or(not k.final and coalesce(c.points, 0) < 3), false) as below_three,
               min(k.kind) filter (where not k.final and k.gate and coalesce(c.points, 0)
                                   < coalesce(k.minimum, k.maximum * s.pass_percent / 100)) as gate
          from grades.sheet s
          join grades.line l on l.sheet_id = s.id
          join grades.component k on k.sheet_id = s.id
          left join grades.cell c on c.line_id = l.id and c.component_id = k.id
         where s.id = hindrances.sheet_id
         group by l.id, s.id
    ), absent as (
        select a.*
          from (select p.course_id, array_agg(p.student_id) as students from points p group by p.course_id) p
         cross join grades.absences(p.course_id, p.students) a
    ), found as (
        select p.id, 1 as place, jsonb_build_object('why', 'points', 'have', trim_scale(p.have),
                   'needed', trim_scale((p.maximum - p.final_maximum) * p.pass_percent / 100)) as reason
          from points p
         where p.marking <> :marking_system.five_marks
           and p.have < (p.maximum - p.final_maximum) * p.pass_percent / 100
        union all
        select p.id, 1, jsonb_build_object('why', 'points', 'have', trim_scale(p.have), 'needed', 3)
          from points p
         where p.marking = :marking_system.five_marks and p.below_three
        union all
        select p.id, 2, jsonb_build_object('why', 'gate', 'component', p.gate) from points p where p.gate is not null
        union all
        select p.id, 3, jsonb_build_object('why', 'attendance', 'unexcused', trim_scale(a.unexcused),
                                           'hours', trim_scale(a.hours))
          from points p
          join absent a on a.student_id = p.student_id
         where a.hours > 0 and a.unexcused * 100 >= a.hours * :setting.grades.unexcused_percent
        union all
        select p.id, 4, jsonb_build_object('why', 'registration')
          from points p
         where not exists (select from curriculum.registration r
                            where r.student_id = p.student_id and r.course_id = p.course_id)
        union all
        select p.id, 5, jsonb_build_object('why', 'status', 'status', t.status)
          from points p
          join students.student t on t.id = p.student_id
         where t.status not in :students.may_sit_final
        union all
        -- How much is the accounting office's to tell. Where a hold keeps nobody from the final it is told, no more.
        select p.id, 6, jsonb_build_object('why', case when :setting.grades.unpaid_keeps = 1 then 'payment' else 'unpaid' end)
          from points p
          join finance.payment_hold h on h.student_id = p.student_id and h.released_at is null
    )
    select p.id, coalesce(jsonb_agg(f.reason order by f.place) filter (where f.id is not null), '[]')
      from points p
      left join found f on f.id = p.id and not grades.is_recognised(p.id)
     group by p.id
$$;

-- Whether what was found keeps a student from the final: a note that the contract is not paid does not.
create function grades.keeps(hindrance jsonb) returns boolean
    language sql immutable parallel safe
as $$ select coalesce(jsonb_path_exists(hindrance, '$[*] ? (@.why != "unpaid")'), false) $$;

-- The dean's office decides the admission of a sheet; until a final is marked it may be decided anew.
create function grades.admit(sheet_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    sheet grades.sheet;
begin
    perform security.require_role('hemis_faculty');
    sheet := grades.take_sheet(admit.sheet_id);
    perform grades.require_state(sheet, 'opened', 'filled');
    if exists (select from grades.component k where k.sheet_id = sheet.id and not k.final and k.signed_at is null) then
        perform security.refuse('Components of the grade sheet {number} are not signed yet. Admission is decided after them.',
                                jsonb_build_object('number', sheet.number));
    elsif exists (select from grades.cell c join grades.component k on k.id = c.component_id
                   where c.sheet_id = sheet.id and k.final and c.kind not in ('not_admitted', 'recognised')) then
        perform security.refuse('The final of the grade sheet {number} is being marked already.',
                                jsonb_build_object('number', sheet.number), 'HM003');
    end if;
    perform grades.take_examiners(sheet.id);
    perform grades.require_commission(sheet);
    return grades.freeze_admission(sheet);
end $$;
comment on function grades.admit(bigint) is 'Definer: admission is written by functions alone.';

create function grades.freeze_admission(sheet grades.sheet) returns integer
    language plpgsql
as $$
declare
    barred integer;
begin
    update grades.line l
       set hindrance = h.hindrance
      from grades.hindrances(sheet.id) h
     where l.id = h.line_id;
    delete from grades.cell c
     using grades.component k
     where c.component_id = k.id and k.sheet_id = sheet.id and k.final and c.kind = 'not_admitted';
    insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, entered_by)
    select l.faculty_id, l.sheet_id, l.id, k.id, 'not_admitted', security.me()
      from grades.line l
      join grades.component k on k.sheet_id = l.sheet_id and k.final
     where l.sheet_id = sheet.id and grades.keeps(l.hindrance);
    get diagnostics barred = row_count;
    update grades.sheet s set admitted_at = now() where s.id = sheet.id;
    perform grades.reckon(array[sheet.id]);
    perform grades.stamp(sheet.id, 'admitted');
    return barred;
end $$;
