-- Groups of a tutor, faculties that are faculties, and the words of a name kept for searching by their beginning.

create function students.groups_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(t.group_id), '{}')
      from students.tutor_group t
     where role = 'hemis_tutor'
       and t.employee_id = (select security.employee_of(login, role))
       and (select security.today()) between t.starts_on and coalesce(t.ends_on, 'infinity')
$$;
comment on function students.groups_of(text, text) is 'Definer: the scope of a tutor stands in a table read under that scope.';

create function students.my_groups(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select students.groups_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function students.my_groups(text) is 'Definer: answers for the session user only.';

create function students.require_faculty() returns trigger
    language plpgsql
as $$
begin
    if not structure.is_faculty(new.faculty_id) then
        perform security.refuse('A specialty belongs to a faculty, not to another kind of unit.');
    end if;
    return new;
end $$;
create trigger require_faculty before insert or update of faculty_id on students.specialty
    for each row execute function students.require_faculty();

create function students.keep_search_words() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    moved bigint[];
    renamed bigint[];
begin
    if tg_op = 'UPDATE' then
        -- A full join is never done by comparing every row with every other, as a plan for a single row would be.
        select array_agg(n.id) filter (where (o.faculty_id, o.group_id) is distinct from (n.faculty_id, n.group_id)),
               array_agg(n.id) filter (where (o.full_name, o.number, o.cyrillic_name)
                                             is distinct from (n.full_name, n.number, n.cyrillic_name))
          into moved, renamed
          from old_rows o
          full join new_rows n using (id);
        if moved is not null then
            update students.search_word w
               set faculty_id = n.faculty_id, group_id = n.group_id
              from new_rows n
             where w.student_id = n.id and (w.faculty_id, w.group_id) is distinct from (n.faculty_id, n.group_id);
        end if;
        if renamed is null then
            return null;
        end if;
        delete from students.search_word w where w.student_id = any (renamed);
    end if;
    insert into students.search_word (student_id, word, faculty_id, group_id)
    select distinct n.id, w.word, n.faculty_id, n.group_id
      from new_rows n
      left join (
            select f.student_id, string_agg(concat_ws(' ', f.full_name, f.cyrillic_name), ' ') as names
              from students.former_name f
             where tg_op = 'UPDATE'
             group by f.student_id) f on f.student_id = n.id
     cross join lateral string_to_table(
            naming.fold(concat_ws(' ', n.full_name, n.number, n.cyrillic_name, f.names)), ' ') w (word)
     where tg_op = 'INSERT' or not exists (select from students.search_word s where s.student_id = n.id);
    return null;
end $$;
comment on function students.keep_search_words() is 'Definer: the words of a name are written only here.';
create trigger words_insert after insert on students.student referencing new table as new_rows
    for each statement execute function students.keep_search_words();
create trigger words_update after update on students.student referencing old table as old_rows new table as new_rows
    for each statement execute function students.keep_search_words();

create function students.drop_search_words() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from students.search_word w where w.student_id = old.id;
    return old;
end $$;
comment on function students.drop_search_words() is 'Definer: the words of a name are written only here.';
create trigger words_delete before delete on students.student
    for each row execute function students.drop_search_words();

create trigger require_latin before insert or update of surname, given_name, patronymic on students.student
    for each row when (concat_ws(' ', new.surname, new.given_name, new.patronymic) ~ U&'[\0370-\1DFF\2C80-\FFFD]')
    execute function naming.require_latin();
