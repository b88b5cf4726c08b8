-- Everybody reads the structure of the university; the personnel office keeps it.

grant execute on function structure.is_faculty(bigint), structure.lies_below(bigint, bigint) to hemis_definer;

-- Everybody reads the card of the university; the personnel office keeps it.
create policy university_read on structure.university for select to :everyone using (:acts);
grant select on structure.university to :everyone;
create policy university_insert on structure.university for insert to hemis_hr with check (:acts);
create policy university_update on structure.university for update to hemis_hr using (:acts) with check (:acts);
create policy university_delete on structure.university for delete to hemis_hr using (:acts);
grant insert (code, name_uz, name_oz, name_ru, name_en, form, ownership, region, city_uz, address, postcode, phone,
              email, website, tax_number, rector),
      update (code, name_uz, name_oz, name_ru, name_en, form, ownership, region, city_uz, address, postcode, phone,
              email, website, tax_number, rector),
      delete
    on structure.university to hemis_hr;

-- Everybody reads the units; the personnel office makes, changes and deletes them.
create policy unit_read on structure.unit for select to :everyone using (:acts);
grant select on structure.unit to :everyone;
create policy unit_insert on structure.unit for insert to hemis_hr with check (:acts);
create policy unit_update on structure.unit for update to hemis_hr using (:acts) with check (:acts);
create policy unit_delete on structure.unit for delete to hemis_hr using (:acts);
grant insert (parent_id, kind, code, name_uz, name_oz, name_ru, name_en, short_name, active),
      update (parent_id, kind, code, name_uz, name_oz, name_ru, name_en, short_name, active),
      delete
    on structure.unit to hemis_hr;
