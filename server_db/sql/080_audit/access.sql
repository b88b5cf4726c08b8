-- The functions of the history write it; no policy lets anybody change or delete a line.
grant insert on audit.change to hemis_definer;
grant usage on sequence audit.change_id_seq, audit.batch_id_seq to hemis_definer;
create policy definer_inserts on audit.change for insert to hemis_definer with check (true);
grant insert (first_id, last_id, rows, digest, chained) on audit.batch to hemis_definer;
create policy definer_inserts on audit.batch for insert to hemis_definer with check (true);
grant execute on function audit.portrait(jsonb, text[], text[], text[]), audit.digest_between(bigint, bigint)
    to hemis_definer;

-- Everybody sees the own acts in the journal, the administrator all; private values were never written into it.
create policy change_own on audit.change for select to :everyone_but(hemis_admin)
    using (login = (select security.me()) and :acts);
create policy change_all on audit.change for select to hemis_admin using (:acts);
grant select on audit.change to :everyone;

-- The history of a record is for those who may read it.
grant select on audit.v_history to :everyone;
grant execute on function audit.visible(text, jsonb), audit.history(text, bigint) to :everyone;

-- The administrator sees the closed batches and may have the chain compared.
create policy batch_read on audit.batch for select to hemis_admin using (:acts);
grant select on audit.batch to hemis_admin;
grant execute on function audit.broken_batches() to hemis_admin;
