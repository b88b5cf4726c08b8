-- Everybody reads the classifiers; the academic office and the administrator keep them. Codes never change, because
-- records refer to them; only lists of the university's own can be made and deleted.

grant execute on function classifiers.refuse_unknown(text, jsonb), classifiers.is_used(text, text) to hemis_definer;

-- Everybody reads the classifiers. The academic office and the administrator correct their names, and make and delete
-- lists of the university's own.
create policy classifier_read on classifiers.classifier for select to :everyone using (:acts);
grant select on classifiers.classifier to :everyone;
create policy classifier_insert on classifiers.classifier for insert to hemis_academic_office, hemis_admin
    with check (:acts and not national);
create policy classifier_update on classifiers.classifier for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy classifier_delete on classifiers.classifier for delete to hemis_academic_office, hemis_admin
    using (:acts);
grant insert (code, name_uz, name_oz), update (name_uz, name_oz), delete
    on classifiers.classifier to hemis_academic_office, hemis_admin;

-- Everybody reads the codes. The academic office and the administrator add, name, order and switch them off, and delete
-- those that no record has in lists of the university's own.
create policy item_read on classifiers.item for select to :everyone using (:acts);
grant select on classifiers.item to :everyone;
create policy item_insert on classifiers.item for insert to hemis_academic_office, hemis_admin with check (:acts);
create policy item_update on classifiers.item for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy item_delete on classifiers.item for delete to hemis_academic_office, hemis_admin using (:acts);
grant insert (classifier_id, code, parent, name_uz, name_oz, name_ru, name_en, position, active),
      update (parent, name_uz, name_oz, name_ru, name_en, position, active), delete
    on classifiers.item to hemis_academic_office, hemis_admin;
