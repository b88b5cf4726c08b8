-- Orders on students: who may write a draft, what a line becomes, and what nobody changes any more.

-- The orders in which somebody's students stand: those of a dean's office, also those who come to it, and those of the
-- groups of a tutor once the order is signed.
create function movement.decrees_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    with unit as materialized (
        select security.units_of(login, role) as ids where role = 'hemis_faculty'
    )
    select coalesce(array_agg(distinct f.decree_id), '{}')
      from (
        select l.decree_id from movement.line l where l.faculty_id = any ((select u.ids from unit u)::bigint[])
        union all
        select l.decree_id from movement.line l where l.new_faculty_id = any ((select u.ids from unit u)::bigint[])
        union all
        select l.decree_id
          from students.student s
          join movement.line l on l.student_id = s.id
         where role = 'hemis_tutor' and s.group_id = any ((select students.groups_of(login, role))::bigint[])) f
      join movement.decree d on d.id = f.decree_id and (d.state <> 'draft' or role <> 'hemis_tutor')
$$;
comment on function movement.decrees_of(text, text) is 'Definer: an order is in scope by its lines, which are read under it.';

create function movement.my_decrees(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select movement.decrees_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function movement.my_decrees(text) is 'Definer: answers for the session user only.';

-- Who drafts an order is who is signed in; a draft is not dated decades away.
create function movement.sign_draft() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'INSERT' then
        new.state := 'draft';
        new.made_by := security.me();
    end if;
    if new.effective_on not between security.today() - 1000 and security.today() + 400 then
        perform security.refuse('The day on which the order takes effect lies too far away. Correct it.',
                                jsonb_build_object('field', 'effective_on'));
    end if;
    return new;
end $$;
create trigger sign_draft before insert or update of effective_on on movement.decree
    for each row execute function movement.sign_draft();

-- What was sent, signed or applied says what it said: its words are those of a draft alone.
create function movement.keep_words() returns trigger
    language plpgsql
as $$
begin
    if (old.heading, old.effective_on, old.basis, old.language, old.preamble, old.body, old.closing)
       is distinct from (new.heading, new.effective_on, new.basis, new.language, new.preamble, new.body, new.closing) then
        perform movement.require_state(old, 'draft');
    end if;
    return new;
end $$;
create trigger keep_words before update on movement.decree for each row execute function movement.keep_words();

-- A text has only fields that an order can fill; one that is misspelled would be printed with its braces.
create function movement.check_fields() returns trigger
    language plpgsql
as $$
declare
    unknown text;
begin
    select f.found[1] into unknown
      from regexp_matches(concat_ws(' ', new.heading, new.preamble, new.body, new.closing), '\{[^{}]*\}', 'g') f (found)
     where f.found[1] not in ('{number}', '{day}', '{faculty}', '{count}', '{effective}')
     limit 1;
    if found then
        perform security.refuse('An order has no field {field}. It fills {number}, {day}, {faculty}, {count} and {effective}.',
            jsonb_build_object('field', unknown, 'number', '{number}', 'day', '{day}', 'faculty', '{faculty}',
                               'count', '{count}', 'effective', '{effective}'));
    end if;
    return new;
end $$;
create trigger check_fields before insert or update of heading, preamble, body, closing on movement.template
    for each row execute function movement.check_fields();
create trigger check_fields before insert or update of heading, preamble, body, closing on movement.decree
    for each row execute function movement.check_fields();

-- A draft with its students: its words are those of the template of its type and language, if there is one.
create function movement.draft(
    act text, effective_on date, language text, faculty_id bigint, basis text, student_ids bigint[] default '{}',
    given jsonb default '{}'
) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    made bigint;
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    if security.my_role() = 'hemis_faculty' and not coalesce(
            draft.faculty_id = any (security.units_of(security.me(), security.my_role())), false) then
        perform security.refuse('An order of a dean''s office is one of its own faculty.', '{}', 'HM002');
    elsif not exists (select from movement.transition t where t.act = draft.act) then
        perform security.refuse('Choose what the order does.');
    end if;
    insert into movement.decree (order_type, act, faculty_id, heading, effective_on, language, basis, preamble, body, closing)
    select y.order_type, draft.act, draft.faculty_id, coalesce(w.heading, y.name),
           draft.effective_on, draft.language, nullif(btrim(draft.basis), ''), w.preamble, w.body, w.closing
      from (
        select t.order_type, i.name_uz as name
          from movement.transition t
          join classifiers.classifier c on c.code = 'h_decree_type'
          join classifiers.item i on i.classifier_id = c.id and i.code = t.order_type
         where t.act = draft.act
         limit 1) y
      left join lateral (
            select t.*
              from movement.template t
             where t.order_type = y.order_type and t.language = draft.language and t.active
             order by t.id
             limit 1) w on true
    returning id into made;
    if cardinality(student_ids) > 0 then
        perform movement.put_students(made, student_ids, given);
    end if;
    return made;
end $$;
comment on function movement.draft(text, date, text, bigint, text, bigint[], jsonb) is
    'Definer: an order begins with its words and students, all of it or nothing.';

-- An order with its lock, for who keeps it: the academic office any, a dean's office the own ones.
create function movement.take(decree_id bigint, variadic states text[]) returns movement.decree
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken movement.decree;
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    perform security.require_latest();
    select * into taken from movement.decree d where d.id = take.decree_id for update;
    if not found or (security.my_role() = 'hemis_faculty' and not coalesce(
            taken.faculty_id = any (security.units_of(security.me(), security.my_role())), false)) then
        perform security.refuse('This order is not yours.', '{}', 'HM002');
    end if;
    perform movement.require_state(taken, variadic states);
    return taken;
end $$;
comment on function movement.take(bigint, text[]) is 'Definer: a lock needs the right to write.';

create function movement.require_state(decree movement.decree, variadic states text[]) returns void
    language plpgsql stable
as $$
begin
    if decree.state <> all (states) then
        perform security.refuse(case decree.state
            when 'draft' then 'This order is a draft still.'
            when 'sent' then 'This order is sent to be signed. Take it back to change it.'
            when 'signed' then 'The order {number} is signed and stays as it is.'
            when 'applied' then 'The order {number} is applied and stays as it is. A correction changes it.'
            else 'The order {number} is cancelled.' end,
            jsonb_build_object('number', coalesce(decree.number, '')), 'HM003');
    end if;
end $$;

-- How many students stand in an order.
create function movement.count_lines(decree_id bigint) returns void
    language sql
as $$
    update movement.decree d
       set lines = (select count(*) from movement.line l where l.decree_id = d.id)
     where d.id = count_lines.decree_id
$$;

-- The next year of study and semester, as codes; nothing follows the last.
create function movement.following(code text, by integer) returns text
    language sql immutable
as $$ select (code::integer + by)::text $$;

-- The first semester of a year of study.
create function movement.first_semester(course text) returns text
    language sql immutable
as $$ select ((course::integer - :course.first::integer) * 2 + :semester.first::integer)::text $$;

-- Students into a draft, with what the act gives them; how many came. `given` is what all of these lines have alike.
create function movement.put_students(decree_id bigint, student_ids bigint[], given jsonb default '{}') returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    decree movement.decree := movement.take(put_students.decree_id, 'draft');
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    added integer;
    merged students.student;
begin
    select s.* into merged from students.student s where s.id = any (student_ids) and s.merged_into_id is not null limit 1;
    if found then
        perform security.refuse('{student} was merged into the row {number}. Take that one.', jsonb_build_object(
            'student', merged.full_name,
            'number', (select s.number from students.student s where s.id = merged.merged_into_id)));
    end if;
    if exists (
        select from unnest(student_ids) i (id)
          left join students.student s on s.id = i.id
         where s.id is null or s.faculty_id <> all (units)) then
        perform security.refuse('Not all of these students are of your faculty.', '{}', 'HM002');
    end if;
    insert into movement.line (decree_id, student_id, faculty_id, student_name, student_number, reason, new_course,
                               new_semester, gpa, debts, takes_back_id, schedule_id)
    select decree.id, s.id, s.faculty_id, s.full_name, s.number,
           case decree.act when 'transfer_out' then :expel_reason.transfer end,
           case decree.act when 'promote' then movement.following(s.course, 1) end,
           case decree.act when 'promote' then movement.first_semester(movement.following(s.course, 1))
                           when 'next_semester' then movement.following(s.semester, 1) end,
           y.gpa, y.debts, b.id, case decree.act when 'schedule' then movement.schedule_waiting(s.id) end
      from students.student s
      left join movement.year_results(student_ids) y on y.student_id = s.id and decree.act in ('promote', 'retain', 'transfer')
      left join lateral (
            select l.id
              from movement.line l
              join students.period p on p.id = l.after_id and p.ends_on is null
              join movement.decree d on d.id = l.decree_id
             where l.student_id = s.id
             order by (l.before_id = l.after_id) desc nulls last, d.applied_at desc
             limit 1) b on decree.act = 'take_back'  -- what was given in the present state stands on what began it
     where s.id = any (student_ids)
     order by s.sort_key, s.id
        on conflict on constraint line_decree_id_student_id_key do nothing;
    get diagnostics added = row_count;
    perform movement.write_lines(decree, array(
        select l.id from movement.line l where l.decree_id = decree.id and l.student_id = any (student_ids)), given);
    perform movement.count_lines(decree.id);
    return added;
end $$;
comment on function movement.put_students(bigint, bigint[], jsonb) is 'Definer: lines are written by functions alone.';

-- The results of the last year in which students have any, and what they owe by then.
create function movement.year_results(student_ids bigint[]) returns table (student_id bigint, year integer, gpa numeric, debts integer)
    language sql stable
as $$
    select distinct on (g.student_id) g.student_id, g.year, g.gpa, t.debts::integer
      from grades.gpa(student_ids) g
      join (select a.student_id, a.debts from grades.gpa(student_ids) a where a.year is null) t using (student_id)
     where g.year is not null and g.semester is null
     order by g.student_id, g.year desc
$$;

-- What lines say, the keys that are given: a group brings its specialty, faculty, form and language along. A value that a
-- student has already is no change.
create function movement.write_lines(decree movement.decree, line_ids bigint[], given jsonb) returns void
    language plpgsql
as $$
declare
    fields constant text[] := '{reason,starts_on,ends_on,note,new_group_id,new_specialty_id,new_course,new_semester,
        new_form,new_payment,new_language,new_surname,new_given_name,new_patronymic,new_cyrillic_name}';
begin
    if given - fields <> '{}' then
        perform security.refuse('A line of an order has no such field.');
    end if;
    update movement.line l
       set (reason, starts_on, ends_on, note, new_group_id, new_specialty_id, new_course, new_semester, new_form,
            new_payment, new_language, new_surname, new_given_name, new_patronymic, new_cyrillic_name) =
           (w.reason, w.starts_on, w.ends_on, nullif(btrim(w.note), ''), w.new_group_id, w.new_specialty_id, w.new_course,
            w.new_semester, w.new_form, w.new_payment, w.new_language, w.new_surname, w.new_given_name,
            nullif(btrim(w.new_patronymic), ''), nullif(btrim(w.new_cyrillic_name), ''))
      from movement.line o
     cross join lateral jsonb_populate_record(o, given) w
     where l.id = any (line_ids) and o.id = l.id and given <> '{}';
    update movement.line l
       set new_group_id = nullif(g.id, s.group_id),
           new_specialty_id = nullif(coalesce(g.specialty_id, l.new_specialty_id), s.specialty_id),
           new_faculty_id = nullif(coalesce(g.faculty_id, p.faculty_id), s.faculty_id),
           new_form = nullif(coalesce(g.education_form, l.new_form), s.education_form),
           new_language = nullif(coalesce(g.language, l.new_language), s.language),
           new_payment = nullif(l.new_payment, s.payment_form),
           new_course = nullif(l.new_course, s.course),
           new_semester = nullif(l.new_semester, s.semester)
      from movement.line k
      join students.student s on s.id = k.student_id
      left join students."group" g on g.id = k.new_group_id
      left join students.specialty p on p.id = k.new_specialty_id
     where k.id = any (line_ids) and l.id = k.id;
end $$;

create function movement.change_lines(line_ids bigint[], given jsonb) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    decree movement.decree;
begin
    for decree in
        select t.*
          from (select distinct l.decree_id as id from movement.line l where l.id = any (line_ids) order by 1) d
         cross join lateral movement.take(d.id, 'draft') t
    loop
        perform movement.write_lines(decree, array(
            select l.id from movement.line l where l.id = any (line_ids) and l.decree_id = decree.id), given);
    end loop;
    return cardinality(line_ids);
end $$;
comment on function movement.change_lines(bigint[], jsonb) is 'Definer: lines are written by functions alone.';

create function movement.remove_lines(line_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    decrees constant bigint[] := array(
        select distinct l.decree_id from movement.line l where l.id = any (line_ids) order by 1);
    removed integer;
begin
    perform movement.take(d, 'draft') from unnest(decrees) d order by d;
    delete from movement.line l where l.id = any (line_ids);
    get diagnostics removed = row_count;
    perform movement.count_lines(d) from unnest(decrees) d;
    return removed;
end $$;
comment on function movement.remove_lines(bigint[]) is 'Definer: lines are written by functions alone.';

-- A draft that nobody wants goes with its lines.
create function movement.discard(decree_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform movement.take(discard.decree_id, 'draft');
    delete from movement.line l where l.decree_id = discard.decree_id;
    delete from movement.agreement a where a.decree_id = discard.decree_id;
    delete from movement.decree d where d.id = discard.decree_id;
end $$;
comment on function movement.discard(bigint) is 'Definer: orders are removed by functions alone, drafts only.';
