-- Diplomas, their marks and prints: the academic office and the registrar all, a dean's office its own; the personnel office and
-- management those that are issued.
create policy diploma_read_all on diplomas.diploma for select to hemis_academic_office, hemis_registrar using (:acts);
create policy diploma_read_units on diplomas.diploma for select to hemis_faculty using (:own_units(faculty_id));
create policy diploma_read_issued on diplomas.diploma for select to hemis_hr, hemis_management
    using (:acts and state = 'issued');
create policy line_read_all on diplomas.line for select to hemis_academic_office, hemis_registrar using (:acts);
create policy line_read_units on diplomas.line for select to hemis_faculty using (:own_units(faculty_id));
create policy printing_read_all on diplomas.printing for select to hemis_academic_office, hemis_registrar using (:acts);
create policy printing_read_units on diplomas.printing for select to hemis_faculty using (:own_units(faculty_id));
grant select on diplomas.diploma to hemis_academic_office, hemis_registrar, hemis_faculty;
-- Neither birth dates nor marks: the personnel office and management look for a diploma, and do not read what it says.
grant select (id, row_version, student_id, faculty_id, acceptance_id, curriculum_id, student_name, student_number, group_name,
              education_type, year, category, state, uuid, replaces_id, duplicate_of_id, cause, cause_document, register_number,
              registered_on, number, issued_on, issued_to, issue_document, issued_by)
    on diplomas.diploma to hemis_hr, hemis_management;
grant select on diplomas.line, diplomas.printing to hemis_academic_office, hemis_registrar, hemis_faculty;

-- What all diplomas say alike is the registrar's; whoever drafts or looks reads it.
create policy wording_read on diplomas.wording for select to hemis_registrar, hemis_academic_office, hemis_faculty
    using (:acts);
create policy wording_insert on diplomas.wording for insert to hemis_registrar with check (:acts);
create policy wording_update on diplomas.wording for update to hemis_registrar using (:acts) with check (:acts);
create policy wording_delete on diplomas.wording for delete to hemis_registrar using (:acts);
grant select on diplomas.wording to hemis_registrar, hemis_academic_office, hemis_faculty;
grant insert (education_type, degree_uz, degree_en, admission_uz, admission_en, grading_system_uz, grading_system_en,
              accreditation_uz, accreditation_en, further_study_uz, further_study_en, professional_status_uz,
              professional_status_en, city_uz, city_en),
      update (education_type, degree_uz, degree_en, admission_uz, admission_en, grading_system_uz, grading_system_en,
              accreditation_uz, accreditation_en, further_study_uz, further_study_en, professional_status_uz,
              professional_status_en, city_uz, city_en), delete
    on diplomas.wording to hemis_registrar;

-- What functions write.
create policy definer_inserts on diplomas.diploma for insert to hemis_definer with check (true);
create policy definer_updates on diplomas.diploma for update to hemis_definer using (true) with check (true);
create policy definer_inserts on diplomas.line for insert to hemis_definer with check (true);
create policy definer_updates on diplomas.line for update to hemis_definer using (true) with check (true);
create policy definer_deletes on diplomas.line for delete to hemis_definer using (true);
create policy definer_inserts on diplomas.printing for insert to hemis_definer with check (true);
create policy definer_updates on diplomas.printing for update to hemis_definer using (true) with check (true);
grant insert, update on diplomas.diploma, diplomas.printing to hemis_definer;
grant insert, update, delete on diplomas.line to hemis_definer;
grant execute on all functions in schema diplomas to hemis_definer;
grant execute on function diplomas.draft(bigint[]), diplomas.save_texts(jsonb), diplomas.refill(bigint[]),
    diplomas.accept(bigint[]), diplomas.ask_back(bigint[], text), diplomas.draft_duplicate(bigint, text, text) to hemis_faculty;
grant execute on function diplomas.discard(bigint[], text), diplomas.hand_out(bigint[], jsonb),
    diplomas.give_up_print(bigint, text, text, text, text)
    to hemis_faculty, hemis_registrar;
grant execute on function diplomas.decide_back(bigint[], boolean) to hemis_academic_office;
grant execute on function diplomas.prepare(bigint[], date), diplomas.to_sign(), diplomas.sign(jsonb),
    diplomas.take_in(bigint, text, text) to hemis_registrar;
grant execute on function diplomas.content_of(bigint), diplomas.findings(bigint[]) to hemis_faculty, hemis_academic_office, hemis_registrar;
grant execute on function diplomas.check_code(text) to :everyone;

-- Diploma marks: whoever reads the rows is told which of them are the same and what the plan asks for; the dean's office changes
-- those of its drafts.
grant execute on function diplomas.pieces(bigint[]), diplomas.row_keys(bigint[]), diplomas.seen(bigint[]),
    diplomas.planned(bigint[])
    to hemis_faculty, hemis_academic_office, hemis_registrar;
grant execute on function diplomas.retitle(jsonb, jsonb), diplomas.arrange(jsonb, jsonb), diplomas.choose_marks(jsonb, jsonb),
    diplomas.join_rows(jsonb, text[]), diplomas.as_recorded(jsonb, text[])
    to hemis_faculty;
