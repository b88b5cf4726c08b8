-- The words of a name, kept for searching by their beginning.
create function employees.keep_search_words() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'UPDATE' then
        delete from employees.search_word w
         using old_rows o join new_rows n using (id)
         where w.employee_id = o.id
           and (o.full_name, o.number, o.cyrillic_name) is distinct from (n.full_name, n.number, n.cyrillic_name);
        if not found then
            return null;
        end if;
    end if;
    insert into employees.search_word (employee_id, word)
    select distinct n.id, w.word
      from new_rows n
     cross join lateral string_to_table(naming.fold(concat_ws(' ', n.full_name, n.number, n.cyrillic_name)), ' ') w (word)
     where tg_op = 'INSERT' or not exists (select from employees.search_word s where s.employee_id = n.id);
    return null;
end $$;
comment on function employees.keep_search_words() is 'Definer: the words of a name are written only here.';
create trigger words_insert after insert on employees.employee referencing new table as new_rows
    for each statement execute function employees.keep_search_words();
create trigger words_update after update on employees.employee referencing old table as old_rows new table as new_rows
    for each statement execute function employees.keep_search_words();

create function employees.drop_search_words() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from employees.search_word w where w.employee_id = old.id;
    return old;
end $$;
comment on function employees.drop_search_words() is 'Definer: the words of a name are written only here.';
create trigger words_delete before delete on employees.employee
    for each row execute function employees.drop_search_words();

create trigger require_latin before insert or update of surname, given_name, patronymic on employees.employee
    for each row when (concat_ws(' ', new.surname, new.given_name, new.patronymic) ~ U&'[\0370-\1DFF\2C80-\FFFD]')
    execute function naming.require_latin();
