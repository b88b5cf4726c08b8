-- The academic office keeps subjects and their groups; everybody reads them.

-- Everybody reads the groups of subjects; the academic office keeps them.
create policy subject_group_read on subjects.subject_group for select to :everyone using (:acts);
grant select on subjects.subject_group to :everyone;
create policy subject_group_insert on subjects.subject_group for insert to hemis_academic_office with check (:acts);
create policy subject_group_update on subjects.subject_group for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy subject_group_delete on subjects.subject_group for delete to hemis_academic_office using (:acts);
grant insert (code, name_uz, name_oz, name_ru, name_en, active),
      update (code, name_uz, name_oz, name_ru, name_en, active), delete
    on subjects.subject_group to hemis_academic_office;

-- Everybody reads the subjects; the academic office keeps them.
create policy subject_read on subjects.subject for select to :everyone using (:acts);
grant select on subjects.subject to :everyone;
create policy subject_insert on subjects.subject for insert to hemis_academic_office with check (:acts);
create policy subject_update on subjects.subject for update to hemis_academic_office using (:acts) with check (:acts);
create policy subject_delete on subjects.subject for delete to hemis_academic_office using (:acts);
grant insert (code, subject_group_id, department_id, name_uz, name_oz, name_ru, name_en, active),
      update (code, subject_group_id, department_id, name_uz, name_oz, name_ru, name_en, active), delete
    on subjects.subject to hemis_academic_office;
