-- Orders that change the name of a student: what is said about each, what becomes of the name, and the way back. Papers that
-- were issued keep the former name; the student is found under both.

create function movement.name_verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable
as $$
    with w as materialized (
        select m.*, concat_ws(' ', (m.line).new_surname, (m.line).new_given_name, (m.line).new_patronymic) as name
          from movement.wanted(name_verdicts.decree_id) m
         where m.act = 'rename' and m.allowed
    )
    select w.line_id, true, 'Write the new surname and given name of {student} as the passport has them.', '{}'::jsonb
      from w
     where num_nulls((w.line).new_surname, (w.line).new_given_name) > 0
    union all
    select w.line_id, true, 'Write the new name of {student} in Latin letters, as the passport has it.', '{}'
      from w
     where w.name !~ U&'^[A-Za-z\00C0-\024F\02BB\02BC -]*$'
    union all
    select w.line_id, true, 'The name of {student} would stay as it is. Write the new one, or take the student out.', '{}'
      from w
     where ((w.line).new_surname, (w.line).new_given_name, (w.line).new_patronymic, (w.line).new_cyrillic_name)
           is not distinct from
           ((w.old).surname, (w.old).given_name, (w.old).patronymic, (w.old).cyrillic_name)
    union all
    select w.line_id, true,
           'The name of {student} has held since {day} only: the order cannot take effect before that day.',
           jsonb_build_object('day', f.since)
      from w
      join (select n.student_id, max(n.until) + 1 as since from students.former_name n group by n.student_id) f
        on f.student_id = w.student_id and f.since > w.starts_on
    union all
    select w.line_id, false, 'Another student has the new name of {student} and the same birth date: {number}',
           jsonb_build_object('number', s.number)
      from w
      join students.student s on s.sort_key = naming.sort_key(w.name) and s.birth_date = (w.old).birth_date
                             and s.id <> w.student_id
$$;

-- The new names are written, and the former ones kept until the eve of the day of the order.
create function movement.rename_lines(decree movement.decree) returns void
    language plpgsql
as $$
begin
    with kept as (
        insert into students.former_name (student_id, faculty_id, surname, given_name, patronymic, cyrillic_name, until)
        select s.id, s.faculty_id, s.surname, s.given_name, s.patronymic, s.cyrillic_name, decree.effective_on - 1
          from movement.line l
          join students.student s on s.id = l.student_id
         where l.decree_id = decree.id
        returning id, student_id)
    update movement.line l
       set former_id = k.id
      from kept k
     where l.decree_id = decree.id and l.student_id = k.student_id;
    update students.student s
       set surname = l.new_surname, given_name = l.new_given_name, patronymic = l.new_patronymic,
           cyrillic_name = l.new_cyrillic_name
      from movement.line l
     where l.decree_id = decree.id and s.id = l.student_id;
end $$;

-- Drafts say the name that holds; what was sent or signed says what it said.
create function movement.name_drafts(student_ids bigint[]) returns void
    language plpgsql
as $$
declare
    -- A statement that changes nothing would be told to everybody as a change of orders all the same.
    drafted constant bigint[] := array(
        select l.id
          from movement.line l
          join movement.decree d on d.id = l.decree_id and d.state = 'draft'
         where l.student_id = any (student_ids));
begin
    if drafted <> '{}' then
        update movement.line l
           set student_name = s.full_name
          from students.student s
         where l.id = any (drafted) and s.id = l.student_id;
    end if;
end $$;

-- Lines are taken back: the former names hold again, unless a later order has changed one of them since.
create function movement.restore_names(line_ids bigint[]) returns void
    language plpgsql
as $$
declare
    later record;
    back bigint[];
begin
    select l.student_name, coalesce(d.number, '') as number into later
      from movement.line l
      join movement.line n on n.student_id = l.student_id and n.former_id > l.former_id
      join movement.decree d on d.id = n.decree_id
     where l.id = any (line_ids)
     order by n.former_id desc
     limit 1;
    if found then
        perform security.refuse('The name of {student} was changed later by the order {number}. Cancel that one first.',
                                jsonb_build_object('student', later.student_name, 'number', later.number));
    end if;
    select array_agg(l.former_id) into back from movement.line l where l.id = any (line_ids) and l.former_id is not null;
    update students.student s
       set surname = f.surname, given_name = f.given_name, patronymic = f.patronymic, cyrillic_name = f.cyrillic_name
      from students.former_name f
     where f.id = any (back) and s.id = f.student_id;
    update movement.line l set former_id = null where l.former_id = any (back);
    delete from students.former_name f where f.id = any (back);
end $$;
