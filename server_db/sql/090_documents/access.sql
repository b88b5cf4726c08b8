-- The register is written by functions only; a dean's office reads its own papers, registrar and academic office all.

grant execute on function documents.prefix(text), documents.facts(bigint), documents.serves(bigint),
    documents.next_numbers(text, integer, integer) to hemis_definer;
grant execute on function documents.register(text, text, bigint[], jsonb[]),
    documents.printed(bigint, text, integer, text), documents.cancel(bigint, text)
    to hemis_faculty, hemis_registrar;
grant execute on function documents.verify(text) to :everyone;

-- Registrar and academic office read all papers, a dean's office those of its faculty.
create policy paper_read_all on documents.paper for select to hemis_registrar, hemis_academic_office using (:acts);
create policy paper_read_units on documents.paper for select to hemis_faculty using (:own_units(faculty_id));
grant select on documents.paper to hemis_registrar, hemis_academic_office, hemis_faculty;

-- Who printed a paper, where and how often, is read by those who read the paper.
create policy printing_read_all on documents.printing for select to hemis_registrar, hemis_academic_office
    using (:acts);
create policy printing_read_units on documents.printing for select to hemis_faculty using (:own_units(faculty_id));
grant select on documents.printing to hemis_registrar, hemis_academic_office, hemis_faculty;

-- Functions count, register and note printings; a paper is cancelled, but neither rewritten nor deleted.
create policy definer_inserts on documents.counter for insert to hemis_definer with check (true);
create policy definer_updates on documents.counter for update to hemis_definer using (true) with check (true);
grant insert (kind, year, last), update (last) on documents.counter to hemis_definer;
create policy definer_inserts on documents.paper for insert to hemis_definer with check (true);
create policy definer_updates on documents.paper for update to hemis_definer using (true) with check (true);
grant insert (kind, year, number, register_number, student_id, faculty_id, language, content, digest, registered_by),
      update (cancelled_at, cancelled_by, cancel_reason)
    on documents.paper to hemis_definer;
create policy definer_inserts on documents.printing for insert to hemis_definer with check (true);
grant insert (paper_id, faculty_id, login, workstation, way, copies) on documents.printing to hemis_definer;
grant usage on sequence documents.printing_id_seq to hemis_definer;
