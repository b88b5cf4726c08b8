-- An import belongs to the role that ran it: deans' offices see their own runs, the personnel office those of its own.

grant execute on function imports.note_privates(bigint, text, jsonb), imports.note_new_privates(bigint, text, jsonb),
    imports.require_open_run(bigint), imports.require_kind(text), imports.require_undoable(bigint), imports.name_of(text, bigint),
    imports.require_untouched(bigint), imports.require_no_order(bigint), imports.changes_of(imports.run),
    imports.put_back(bigint, text, text[], jsonb),
    imports.take_away(text, bigint[]) to hemis_definer;
grant execute on function imports.begin(text, text, text), imports.undo(bigint),
    imports.record(bigint, text, text, bigint[], integer[]),
    imports.finish(bigint, integer, integer, integer, integer)
    to hemis_faculty, hemis_hr;
grant execute on function imports.sought(text[]), imports.require_sought(bigint, text[]),
    imports.count_search(text, text[]), imports.require_announced(text, text[]),
    students.next_numbers(integer[], text[]), employees.next_numbers(integer) to hemis_definer;
grant execute on function imports.take_turn(text), imports.ask_finding(text, text[]) to hemis_faculty, hemis_hr;
grant execute on function students.find_by_pinfl(bigint, text[]), students.allot_numbers(integer[], text[])
    to hemis_faculty;
grant execute on function employees.find_by_pinfl(bigint, text[]), employees.allot_numbers(integer) to hemis_hr;

-- In a dean's office everybody sees the own runs, the personnel office all that were made in its role.
create policy run_own on imports.run for select to hemis_faculty using (login = (select security.me()) and :acts);
create policy run_all on imports.run for select to hemis_hr using (role = 'hemis_hr' and :acts);
grant select on imports.run to hemis_faculty, hemis_hr;

-- Effects are read by the functions only: they hold private values.
create policy definer_inserts on imports.run for insert to hemis_definer with check (true);
create policy definer_updates on imports.run for update to hemis_definer using (true) with check (true);
grant insert (kind, file_name, digest, login, role),
      update (added, changed, unchanged, refused, undone_at, undone_by)
    on imports.run to hemis_definer;
create policy definer_inserts on imports.effect for insert to hemis_definer with check (true);
grant insert (run_id, relation, record_id, action, before, left_version) on imports.effect to hemis_definer;
create policy definer_updates on imports.effect for update to hemis_definer using (true) with check (true);
grant update (left_version) on imports.effect to hemis_definer;
grant usage on sequence imports.effect_id_seq to hemis_definer;

-- What was looked for is written by functions and read by nobody.
create policy definer_inserts on imports.search for insert to hemis_definer with check (true);
grant insert (reading_id, login, kind, numbers) on imports.search to hemis_definer;

-- Undoing takes away and puts back what the import did.
create policy definer_updates on students.student for update to hemis_definer using (true) with check (true);
create policy definer_deletes on students.student for delete to hemis_definer using (true);
create policy definer_deletes on students.prior_education for delete to hemis_definer using (true);
create policy definer_deletes on students.private for delete to hemis_definer using (true);
create policy definer_updates on employees.employee for update to hemis_definer using (true) with check (true);
create policy definer_deletes on employees.employee for delete to hemis_definer using (true);
create policy definer_updates on employees.card for update to hemis_definer using (true) with check (true);
create policy definer_deletes on employees.card for delete to hemis_definer using (true);
create policy definer_updates on employees.position for update to hemis_definer using (true) with check (true);
create policy definer_deletes on employees.position for delete to hemis_definer using (true);
create policy definer_deletes on employees.private for delete to hemis_definer using (true);
grant update, delete on students.student, employees.employee, employees.card, employees.position to hemis_definer;
grant delete on students.private, students.prior_education, employees.private to hemis_definer;
