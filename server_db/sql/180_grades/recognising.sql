-- What was recognised for a student stands in the sheet of the subject: nobody grades it and no admission keeps it away.

-- Lay accepted recognised results over the lines of sheets that are being filled, a share of the points for each component.
-- Points of the sheet that somebody has signed stay. How many lines were recognised.
create function grades.take_recognised(sheet_ids bigint[]) returns integer
    language plpgsql
as $$
declare
    taken integer;
begin
    with found as (
        select l.id as line_id, s.id as sheet_id, s.faculty_id,
               case when s.marking = :marking_system.five_marks then r.points / 20 else r.points * s.maximum / 100 end
                   as points, s.marking, s.maximum
          from grades.sheet s
          join curriculum.sheet_type y on y.id = s.sheet_type_id
          join grades.line l on l.sheet_id = s.id
          join grades.record r
            on (r.student_id, r.subject_id, r.semester) = (l.student_id, s.subject_id, s.semester)
           and r.source = 'recognised' and r.counts and r.passed
           and r.line = case y.code when :sheet_type.course_work then 'course_work'
                                    when :sheet_type.practice then 'practice' else 'subject' end
         where s.id = any (sheet_ids) and s.attempt = 1 and s.state in ('opened', 'filled')
           and not exists (
                select
                  from grades.component k
                  join grades.cell c on c.component_id = k.id and c.line_id = l.id
                 where k.sheet_id = s.id and (k.signed_at is not null or c.kind = 'recognised'))
    ), shared as (
        select f.*, k.id as component_id, k.position, max(k.position) over (partition by f.line_id) as last,
               case when f.marking = :marking_system.five_marks then least(f.points, k.maximum)
                    else round(f.points * k.maximum / f.maximum, 2) end as share
          from found f
          join grades.component k on k.sheet_id = f.sheet_id
    ), written as (
        insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by)
        select h.faculty_id, h.sheet_id, h.line_id, h.component_id, 'recognised',
               -- The last one takes what rounding left: the sum is that of the result.
               case when h.position = h.last and h.marking <> :marking_system.five_marks
                    then h.points - coalesce(sum(h.share) filter (where h.position < h.last)
                                                 over (partition by h.line_id), 0)
                    else h.share end, security.me()
          from shared h
            on conflict on constraint cell_line_id_component_id_key do update
           set kind = excluded.kind, points = excluded.points, from_journal = false, entered_by = excluded.entered_by,
               entered_at = now()
        returning line_id
    )
    select count(distinct w.line_id) into taken from written w;
    update grades.line l
       set hindrance = '[]'
     where l.sheet_id = any (sheet_ids) and l.hindrance <> '[]' and grades.is_recognised(l.id);
    return taken;
end $$;

-- Whether the result of a line was recognised, and is in the record already.
create function grades.is_recognised(line_id bigint) returns boolean
    language sql stable
as $$
    select exists (select from grades.cell c where c.line_id = is_recognised.line_id and c.kind = 'recognised')
           and not exists (select from grades.cell c where c.line_id = is_recognised.line_id and c.kind <> 'recognised')
$$;

-- Results that were just accepted enter the sheets that are still being filled.
create function grades.recognise_open(students bigint[]) returns void
    language plpgsql
as $$
declare
    sheets bigint[];
begin
    sheets := array(
        select s.id
          from grades.sheet s
         where s.state in ('opened', 'filled')
           and s.id in (select l.sheet_id from grades.line l where l.student_id = any (recognise_open.students))
         order by s.id
           for update);
    if grades.take_recognised(sheets) > 0 then
        perform grades.reckon(sheets);
    end if;
end $$;
