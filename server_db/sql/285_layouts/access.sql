-- The registrar keeps the layouts of blanks with their versions; whoever prints or oversees diplomas reads them.
create policy layout_read on layouts.layout for select
    to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin using (:acts);
create policy layout_insert on layouts.layout for insert to hemis_registrar with check (:acts);
create policy layout_update on layouts.layout for update to hemis_registrar using (:acts) with check (:acts);
create policy layout_delete on layouts.layout for delete to hemis_registrar using (:acts);
grant select on layouts.layout to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin;
grant insert (name, form, education_type, category, active), update (name, form, education_type, category, active), delete
    on layouts.layout to hemis_registrar;
create policy version_read on layouts.version for select
    to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin using (:acts);
create policy version_insert on layouts.version for insert to hemis_registrar with check (:acts);
create policy version_update on layouts.version for update to hemis_registrar using (:acts) with check (:acts);
create policy version_delete on layouts.version for delete to hemis_registrar using (:acts);
grant select on layouts.version to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin;
grant insert (layout_id, width, height, fields, background), update (width, height, fields, background, in_use), delete
    on layouts.version to hemis_registrar;

-- Printers are measured by the registrar, at the own workstations and, as its registry holds them all, at those of faculties. A
-- calibration is never changed: another one is added.
create policy calibration_read on layouts.calibration for select
    to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin using (:acts);
create policy calibration_insert on layouts.calibration for insert to hemis_registrar with check (:acts);
grant select on layouts.calibration to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin;
grant insert (workstation_id, printer, form, width, height, offset_x, offset_y, scale_x, scale_y, rotation, residual, measured, day)
    on layouts.calibration to hemis_registrar;

-- What freezes a version.
create policy definer_updates on layouts.version for update to hemis_definer using (true) with check (true);
grant update (printed_at) on layouts.version to hemis_definer;
grant execute on function layouts.is_number(jsonb), layouts.wrong_part(jsonb, numeric, numeric),
    layouts.require_fields(jsonb, numeric, numeric)
    to hemis_registrar, hemis_definer;
grant execute on function layouts.begin(jsonb, numeric, numeric, jsonb, bytea),
    layouts.save(bigint, integer, numeric, numeric, jsonb, bytea), layouts.copy(bigint), layouts.use(bigint)
    to hemis_registrar;
grant execute on function layouts.printed(bigint) to hemis_registrar, hemis_faculty, hemis_definer;
grant execute on function layouts.version_for(text, text, text)
    to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin, hemis_definer;
