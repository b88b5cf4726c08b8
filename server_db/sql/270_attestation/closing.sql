-- Closing a session: what is missing is named, protocols get their numbers, and the grade sheets of types 13 and 15 are written
-- and closed. One result, stored once, in the academic record.

create function attestation.refuse_unfinished(sitting attestation.sitting) returns void
    language plpgsql stable
as $$
declare
    open_ record;
    least constant integer := attestation.quorum_of(sitting.commission_id);
begin
    select c.name, c.state, r.score, n.votes into open_
      from attestation.candidate c
      left join attestation.result_of(c) r on true
     cross join lateral (select count(*) as votes from attestation.vote v where v.candidate_id = c.id) n
     where c.sitting_id = sitting.id
       and (c.state = 'waiting' or (c.state = 'held' and (r.score is null or n.votes between 1 and least - 1)))
     order by c.position
     limit 1;
    if not found then
        return;
    elsif open_.state = 'waiting' or open_.score is null then
        perform security.refuse('{student} has neither a result nor an absence. Enter one, then close.',
                                jsonb_build_object('student', open_.name));
    end if;
    perform security.refuse('{student} has marks of {count} members, {least} are needed for the quorum.',
        jsonb_build_object('student', open_.name, 'count', open_.votes, 'least', least));
end $$;

create function attestation.close_sitting(sitting_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sitting attestation.sitting;
    list record;
begin
    perform security.require_role('hemis_department_head');
    sitting := attestation.take_sitting(close_sitting.sitting_id, 'running');
    perform attestation.refuse_small(sitting);
    perform attestation.refuse_unfinished(sitting);
    update attestation.candidate c
       set score = r.score, mark = r.mark, grade = r.grade, protocol = n.first + n.place,
           decision = coalesce(c.decision, case when r.passed then 'passed' else 'again' end)
      from (select o.id, row_number() over (order by o.position) as place,
                   coalesce((select max(p.protocol) from attestation.candidate p
                              where p.commission_id = sitting.commission_id), 0) as first
              from attestation.candidate o
             where o.sitting_id = sitting.id) n
      left join attestation.candidate k on k.id = n.id and k.state = 'held'
      left join lateral attestation.result_of(k) r on k.id is not null
     where c.id = n.id;
    for list in
        select c.course_id, c.group_id, c.attempt, array_agg(c.student_id order by c.position) as students
          from attestation.candidate c
         where c.sitting_id = sitting.id
         group by c.course_id, c.group_id, c.attempt
         order by c.course_id, c.group_id, c.attempt
    loop
        perform attestation.write_sheet(sitting, list.course_id, list.group_id, list.attempt, list.students);
    end loop;
    update attestation.sitting s set state = 'closed', closed_at = now(), closed_by = security.me() where s.id = sitting.id;
    return sitting.students;
end $$;
comment on function attestation.close_sitting(bigint) is 'Definer: sheets and the record are written by functions alone.';

-- The sheet of those of a session who have a course, group and attempt alike: filled, signed and closed by the commission.
create function attestation.write_sheet(
    sitting attestation.sitting, course_id bigint, group_id bigint, attempt integer, students bigint[]
) returns void
    language plpgsql
as $$
#variable_conflict use_column
declare
    type_id constant bigint := (select c.sheet_type_id from curriculum.course c where c.id = write_sheet.course_id);
    made bigint;
begin
    made := grades.make_sheet(write_sheet.course_id, write_sheet.group_id, type_id, write_sheet.attempt, students);
    insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by)
    select l.faculty_id, l.sheet_id, l.id, k.id,
           case c.state when 'held' then 'points' else c.state end, case c.state when 'held' then c.score end, security.me()
      from grades.line l
      join grades.component k on k.sheet_id = l.sheet_id
      join attestation.candidate c on c.sitting_id = sitting.id and c.student_id = l.student_id
     where l.sheet_id = made;
    update grades.line l set hindrance = '[]' where l.sheet_id = made;
    update grades.component k set signed_at = now() where k.sheet_id = made;
    perform grades.reckon(array[made]);
    update grades.sheet s
       set state = 'closed', admitted_at = now(), announced_at = now(), closed_at = now(), due_on = sitting.day
     where s.id = made;
    perform grades.write_records(array[made]);
    perform grades.stamp(made, 'signed');
    perform grades.stamp(made, 'closed');
    update attestation.candidate c
       set line_id = l.id
      from grades.line l
     where l.sheet_id = made and c.sitting_id = sitting.id and c.student_id = l.student_id;
end $$;
