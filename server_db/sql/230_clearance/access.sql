-- The academic office keeps the points; whoever meets a sheet reads what its points are called.
create policy point_read on clearance.point for select
    to hemis_academic_office, hemis_faculty, hemis_hr, hemis_accounting, hemis_registrar, hemis_service, hemis_tutor
    using (:acts);
create policy point_insert on clearance.point for insert to hemis_academic_office with check (:acts);
create policy point_update on clearance.point for update to hemis_academic_office using (:acts) with check (:acts);
create policy point_delete on clearance.point for delete to hemis_academic_office using (:acts);
grant select on clearance.point
    to hemis_academic_office, hemis_faculty, hemis_hr, hemis_accounting, hemis_registrar, hemis_service, hemis_tutor;
grant insert (name_uz, name_oz, name_ru, name_en, office, unit_id, at_leaving, at_graduation, place, active),
      update (name_uz, name_oz, name_ru, name_en, office, unit_id, at_leaving, at_graduation, place, active), delete
    on clearance.point to hemis_academic_office;

-- Points on sheets: the academic office and the registrar all, a dean's office those of its students, a tutor those of the own
-- groups; accounting, the personnel office and a service unit the own points and nothing else.
create policy line_read_all on clearance.line for select to hemis_academic_office, hemis_registrar using (:acts);
create policy line_read_accounting on clearance.line for select to hemis_accounting using (:acts and office = 'accounting');
create policy line_read_hr on clearance.line for select to hemis_hr using (:acts and office = 'hr');
create policy line_read_service on clearance.line for select to hemis_service
    using (office = 'service' and :own_units(unit_id));
create policy line_read_sheets on clearance.line for select to hemis_faculty, hemis_tutor
    using (exists (select from clearance.sheet s where s.id = sheet_id));
grant select on clearance.line
    to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_hr, hemis_service, hemis_faculty, hemis_tutor;

-- Sheets: with the points that one reads.
create policy sheet_read_all on clearance.sheet for select to hemis_academic_office, hemis_registrar using (:acts);
create policy sheet_read_units on clearance.sheet for select to hemis_faculty using (:own_units(faculty_id));
create policy sheet_read_groups on clearance.sheet for select to hemis_tutor
    using (exists (select from students.student s where s.id = student_id));
create policy sheet_read_points on clearance.sheet for select to hemis_accounting, hemis_hr, hemis_service
    using (exists (select from clearance.line l where l.sheet_id = sheet.id));
grant select on clearance.sheet to hemis_academic_office, hemis_registrar, hemis_accounting, hemis_hr, hemis_faculty, hemis_tutor;
-- A service unit finds name, group and number on the sheet; why somebody leaves, and by which order, is not its business.
grant select (id, row_version, student_name, student_number, group_name, opened_at, handed_at, withdrawn_at)
    on clearance.sheet to hemis_service;

-- What functions write.
create policy definer_inserts on clearance.sheet for insert to hemis_definer with check (true);
create policy definer_updates on clearance.sheet for update to hemis_definer using (true) with check (true);
create policy definer_inserts on clearance.line for insert to hemis_definer with check (true);
create policy definer_updates on clearance.line for update to hemis_definer using (true) with check (true);
grant insert, update on clearance.sheet, clearance.line to hemis_definer;
grant execute on function clearance.count_points(bigint[]), clearance.write_sheets(bigint[], text, bigint),
    clearance.withdraw_of_order(bigint, bigint, text), clearance.office_of(text), clearance.require_standing(bigint[]),
    clearance.take(bigint[])
    to hemis_definer;

grant execute on function clearance.open(bigint[], text), clearance.hand_out(bigint[], text),
    clearance.withdraw(bigint[], text)
    to hemis_faculty;
grant execute on function clearance.answer(bigint[], boolean, text)
    to hemis_accounting, hemis_hr, hemis_faculty, hemis_service;

-- Sheets as papers: printed by the dean's office, the registrar and the academic office.
grant execute on function clearance.paper_lines(bigint)
    to hemis_academic_office, hemis_faculty, hemis_registrar, hemis_definer;
grant execute on function clearance.sheet_facts(bigint[]) to hemis_definer;
