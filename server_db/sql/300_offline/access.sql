-- Workstations, their events and what is in quarantine: the registrar and the academic office all, a dean's office its own; the
-- administrator sees that there is something and since when, not what it says nor about whom.
create policy station_read_all on offline.station for select
    to hemis_registrar, hemis_academic_office, hemis_admin using (:acts);
create policy station_read_units on offline.station for select to hemis_faculty using (:own_units(unit_id));
grant select (id, row_version, workstation_id, workstation_name, unit_id, epoch, state, taken_at, taken_by, granted_until, events,
              unsent, unsent_since, blanks_left, version, seen_at, seen_by, disputes, forked, ended_at, ended_by, end_reason)
    on offline.station to hemis_registrar, hemis_academic_office, hemis_admin, hemis_faculty;
create policy event_read_all on offline.event for select to hemis_registrar, hemis_academic_office, hemis_admin using (:acts);
create policy event_read_units on offline.event for select to hemis_faculty using (:own_units(unit_id));
grant select on offline.event to hemis_registrar, hemis_academic_office, hemis_faculty;
grant select (id, row_version, station_id, unit_id, sequence, forked, uuid, kind, at, login, number, outcome, received_at,
              received_by)
    on offline.event to hemis_admin;
create policy dispute_read_all on offline.dispute for select
    to hemis_registrar, hemis_academic_office, hemis_admin using (:acts);
create policy dispute_read_units on offline.dispute for select to hemis_faculty using (:own_units(unit_id));
grant select on offline.dispute to hemis_registrar, hemis_academic_office, hemis_faculty;
grant select (id, row_version, event_id, station_id, workstation_name, unit_id, kind, number, done_at, done_by, message, state,
              decision, reason, proposed_at, proposed_by, decided_at, decided_by, came_at)
    on offline.dispute to hemis_admin;

-- What functions write.
create policy definer_inserts on offline.station for insert to hemis_definer with check (true);
create policy definer_updates on offline.station for update to hemis_definer using (true) with check (true);
create policy definer_inserts on offline.event for insert to hemis_definer with check (true);
create policy definer_updates on offline.event for update to hemis_definer using (true) with check (true);
create policy definer_inserts on offline.dispute for insert to hemis_definer with check (true);
create policy definer_updates on offline.dispute for update to hemis_definer using (true) with check (true);
grant insert, update on offline.station, offline.dispute to hemis_definer;
grant insert, update (outcome) on offline.event to hemis_definer;
grant execute on all functions in schema offline to hemis_definer;
grant execute on function offline.take(bigint, text, text), offline.package(bigint, integer),
    offline.synchronise(bigint, integer, jsonb)
    to hemis_registrar, hemis_faculty;
grant execute on function offline.end_station(bigint, text), offline.decide(bigint, text, text)
    to hemis_registrar, hemis_faculty, hemis_admin;
