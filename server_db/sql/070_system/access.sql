-- Settings of the university are read by all and kept by the academic office and the administrator; own settings,
-- notes and attachments belong to who wrote them.

grant execute on function system.numbers_so_far(text, text, integer),
    system.give_numbers(text, text, integer, integer), system.width_of(text), system.require_given(text, text[])
    to hemis_definer;
grant execute on function system.chosen(text, integer, integer, integer) to hemis_definer;

grant execute on function system.subjects(), system.may_read(text, bigint), system.may_write(text, bigint)
    to :everyone;

-- Everybody reads the settings of the university; the academic office and the administrator keep them.
create policy setting_read on system.setting for select to :everyone using (:acts);
grant select on system.setting to :everyone;
create policy setting_insert on system.setting for insert to hemis_academic_office, hemis_admin with check (:acts);
create policy setting_update on system.setting for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy setting_delete on system.setting for delete to hemis_academic_office, hemis_admin using (:acts);
grant insert (key, value, note), update (value, note), delete on system.setting to hemis_academic_office, hemis_admin;

-- Own settings are nobody else's business.
create policy person_setting_read on system.person_setting for select to :everyone
    using (login = (select security.me()) and :acts);
create policy person_setting_insert on system.person_setting for insert to :everyone
    with check (login = (select security.me()) and :acts);
create policy person_setting_update on system.person_setting for update to :everyone
    using (login = (select security.me()) and :acts) with check (login = (select security.me()) and :acts);
create policy person_setting_delete on system.person_setting for delete to :everyone
    using (login = (select security.me()) and :acts);
grant select, insert (login, key, value), update (value), delete on system.person_setting to :everyone;

-- A note is for all who may read the record it stands on; only its author changes or removes it.
create policy note_read on system.note for select to :everyone using (:acts and system.may_read(relation, record_id));
create policy note_insert on system.note for insert to :everyone
    with check (:acts and system.may_read(relation, record_id));
create policy note_update on system.note for update to :everyone
    using (author = (select security.me()) and :acts and system.may_read(relation, record_id))
    with check (author = (select security.me()) and :acts and system.may_read(relation, record_id));
create policy note_delete on system.note for delete to :everyone
    using (author = (select security.me()) and :acts and system.may_read(relation, record_id));
grant select, insert (relation, record_id, body), update (body), delete on system.note to :everyone;

-- A file is for those who may change the record: it may hold what other readers of the record must not see. Who reads files
-- stands beside orders (200_movement), some of whose files are not for everybody.
create policy attachment_insert on system.attachment for insert to :everyone
    with check (:acts and system.may_write(relation, record_id));
create policy attachment_update on system.attachment for update to :everyone
    using (author = (select security.me()) and :acts and system.may_write(relation, record_id))
    with check (author = (select security.me()) and :acts and system.may_write(relation, record_id));
create policy attachment_delete on system.attachment for delete to :everyone
    using (author = (select security.me()) and :acts and system.may_write(relation, record_id));
grant select, insert (relation, record_id, name, media_type, content), update (name), delete
    on system.attachment to :everyone;

-- How old the backups are and whether they succeeded: the administrator looks, only the server writes.
create policy backup_read on system.backup for select to hemis_admin using (:acts);
grant select on system.backup to hemis_admin;

-- Whether the services of the server are at work, and whom the guard ended: the administrator looks, only they write.
create policy watch_read on system.watch for select to hemis_admin using (:acts);
grant select on system.watch to hemis_admin;
create policy ended_session_read on system.ended_session for select to hemis_admin using (:acts);
grant select on system.ended_session to hemis_admin;

-- Whoever was ended asks why, also before a role is chosen.
grant execute on function system.why_ended() to hemis_person, :everyone;

-- Numbers from elsewhere are admitted by the academic office, which also sees them and why.
grant execute on function system.admit_numbers(text, text[], text) to hemis_academic_office;
create policy admitted_number_read on system.admitted_number for select to hemis_academic_office using (:acts);
grant select on system.admitted_number to hemis_academic_office;
create policy definer_inserts on system.admitted_number for insert to hemis_definer with check (true);
grant insert (relation, number, reason, login) on system.admitted_number to hemis_definer;
grant usage on sequence system.admitted_number_id_seq to hemis_definer;
create policy definer_inserts on system.number_counter for insert to hemis_definer with check (true);
create policy definer_updates on system.number_counter for update to hemis_definer using (true) with check (true);
grant insert, update (last) on system.number_counter to hemis_definer;
