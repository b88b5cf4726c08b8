-- Keys with who proposed, admitted and ended them: the registrar, who signs, the administrator, who admits, and the offices whose
-- papers are signed. Everybody else gets the public part by a function, for everybody checks papers.
create policy key_read on signing.key for select
    to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin using (:acts);
grant select on signing.key to hemis_registrar, hemis_academic_office, hemis_faculty, hemis_admin;

-- What functions write: a key is added and changes its state; what it is, and who proposed it, not even they change. Nobody removes it.
create policy definer_inserts on signing.key for insert to hemis_definer with check (true);
create policy definer_updates on signing.key for update to hemis_definer using (true) with check (true);
grant insert on signing.key to hemis_definer;
grant update (state, valid_from, ended_on, end_kind, end_reason, decided_by, decided_at, answer, ended_by, ended_at)
    on signing.key to hemis_definer;
grant execute on function signing.bytes_of(text), signing.name_of_key(text), signing.is_everybodys(text), signing.take(bigint, text[])
    to hemis_definer;
grant execute on function signing.propose_key(jsonb) to hemis_registrar;
grant execute on function signing.decide_key(bigint, boolean, text), signing.end_key(bigint, text, text, date) to hemis_admin;
grant execute on function signing.public_keys() to :everyone;
