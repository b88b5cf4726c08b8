-- The register is written by functions only; whoever issues or oversees a kind of paper reads it, within the own units.
-- Who else issues a kind gets the reading and the functions of the register granted by its module.

grant execute on function documents.subjects(text, bigint[]), documents.name_key(text),
    documents.in_scope(bigint, text, text), documents.whole_of(text, text),
    documents.agrees(jsonb, text[], jsonb), documents.register_number(text, integer, integer),
    documents.refuse_untrue(text, bigint[], jsonb[]) to hemis_definer;
grant execute on function documents.register(text, text, bigint[], jsonb[]),
    documents.printed(bigint, text, integer, text), documents.cancel(bigint, text)
    to hemis_faculty, hemis_registrar;
grant execute on function documents.verify(text), documents.my_kinds(text), documents.my_whole(text) to :everyone;

-- A paper is read by those who read its kind, in the unit that its subject had then; one of the whole university by its
-- offices.
create policy paper_read on documents.paper for select to :everyone
    using (kind = any ((select documents.my_kinds())::text[])
           and (:own_units(faculty_id) or faculty_id is null and (select documents.my_whole())));
grant select on documents.paper to hemis_registrar, hemis_academic_office, hemis_faculty;

-- Who printed a paper, where and how often, is read by those who read the paper.
create policy printing_read on documents.printing for select to :everyone
    using (kind = any ((select documents.my_kinds())::text[])
           and (:own_units(faculty_id) or faculty_id is null and (select documents.my_whole())));
grant select on documents.printing to hemis_registrar, hemis_academic_office, hemis_faculty;

-- Functions count, register and note printings; a paper is cancelled, but neither rewritten nor deleted.
create policy definer_inserts on documents.counter for insert to hemis_definer with check (true);
create policy definer_updates on documents.counter for update to hemis_definer using (true) with check (true);
grant insert (series, year, last), update (last) on documents.counter to hemis_definer;
create policy definer_inserts on documents.paper for insert to hemis_definer with check (true);
create policy definer_updates on documents.paper for update to hemis_definer using (true) with check (true);
grant insert (kind, year, number, register_number, relation, record_id, subject, faculty_id, language,
              content, digest, registered_by),
      update (cancelled_at, cancelled_by, cancel_reason)
    on documents.paper to hemis_definer;
create policy definer_inserts on documents.printing for insert to hemis_definer with check (true);
grant insert (paper_id, kind, faculty_id, login, workstation, way, copies) on documents.printing to hemis_definer;
grant usage on sequence documents.printing_id_seq to hemis_definer;
