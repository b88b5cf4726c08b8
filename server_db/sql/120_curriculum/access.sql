-- A faculty keeps its curricula, the academic office all; acceptance locks them.

grant execute on function curriculum.courses_of(text, text), curriculum.plans_of(text, text) to hemis_definer;
grant execute on function curriculum.my_courses(text), curriculum.my_plans(text) to :everyone;

-- Everybody reads the academic years; the academic office and the administrator keep them.
create policy academic_year_read on curriculum.academic_year for select to :everyone using (:acts);
grant select on curriculum.academic_year to :everyone;
create policy academic_year_insert on curriculum.academic_year for insert to hemis_academic_office, hemis_admin
    with check (:acts);
create policy academic_year_update on curriculum.academic_year for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy academic_year_delete on curriculum.academic_year for delete to hemis_academic_office, hemis_admin
    using (:acts);
grant insert (year, name, starts_on, ends_on, current),
      update (year, name, starts_on, ends_on, current),
      delete
    on curriculum.academic_year to hemis_academic_office, hemis_admin;

-- Everybody reads the terms; the academic office and the administrator keep them.
create policy term_read on curriculum.term for select to :everyone using (:acts);
grant select on curriculum.term to :everyone;
create policy term_insert on curriculum.term for insert to hemis_academic_office, hemis_admin with check (:acts);
create policy term_update on curriculum.term for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy term_delete on curriculum.term for delete to hemis_academic_office, hemis_admin using (:acts);
grant insert (academic_year_id, season, name, starts_on, ends_on),
      update (academic_year_id, season, name, starts_on, ends_on),
      delete
    on curriculum.term to hemis_academic_office, hemis_admin;

-- Everybody reads the days without lessons; the academic office and the administrator keep them.
create policy holiday_read on curriculum.holiday for select to :everyone using (:acts);
grant select on curriculum.holiday to :everyone;
create policy holiday_insert on curriculum.holiday for insert to hemis_academic_office, hemis_admin with check (:acts);
create policy holiday_update on curriculum.holiday for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy holiday_delete on curriculum.holiday for delete to hemis_academic_office, hemis_admin using (:acts);
grant insert (day, name_uz, name_oz, name_ru, name_en, moved_to),
      update (day, name_uz, name_oz, name_ru, name_en, moved_to),
      delete
    on curriculum.holiday to hemis_academic_office, hemis_admin;

-- Everybody reads the pairs of the day; the academic office and the administrator keep them.
create policy pair_read on curriculum.pair for select to :everyone using (:acts);
grant select on curriculum.pair to :everyone;
create policy pair_insert on curriculum.pair for insert to hemis_academic_office, hemis_admin with check (:acts);
create policy pair_update on curriculum.pair for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy pair_delete on curriculum.pair for delete to hemis_academic_office, hemis_admin using (:acts);
grant insert (number, shift, starts_at, ends_at, active),
      update (number, shift, starts_at, ends_at, active),
      delete
    on curriculum.pair to hemis_academic_office, hemis_admin;

-- Everybody reads how results are marked; the academic office and the administrator keep it.
create policy marking_system_read on curriculum.marking_system for select to :everyone using (:acts);
grant select on curriculum.marking_system to :everyone;
create policy marking_system_insert on curriculum.marking_system for insert to hemis_academic_office, hemis_admin
    with check (:acts);
create policy marking_system_update on curriculum.marking_system for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy marking_system_delete on curriculum.marking_system for delete to hemis_academic_office, hemis_admin
    using (:acts);
grant insert (code, name_uz, name_oz, name_ru, name_en, maximum, pass_percent, gpa_limit, attempts, active),
      update (code, name_uz, name_oz, name_ru, name_en, maximum, pass_percent, gpa_limit, attempts, active),
      delete
    on curriculum.marking_system to hemis_academic_office, hemis_admin;

-- Everybody reads the marks and their bounds; the academic office and the administrator keep them.
create policy grade_type_read on curriculum.grade_type for select to :everyone using (:acts);
grant select on curriculum.grade_type to :everyone;
create policy grade_type_insert on curriculum.grade_type for insert to hemis_academic_office, hemis_admin
    with check (:acts);
create policy grade_type_update on curriculum.grade_type for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy grade_type_delete on curriculum.grade_type for delete to hemis_academic_office, hemis_admin using (:acts);
grant insert (marking_system_id, mark, name_uz, name_oz, name_ru, name_en, lower_bound, letter, grade, passed),
      update (marking_system_id, mark, name_uz, name_oz, name_ru, name_en, lower_bound, letter, grade, passed),
      delete
    on curriculum.grade_type to hemis_academic_office, hemis_admin;

-- Everybody reads the kinds of grade sheets; the academic office and the administrator keep them.
create policy sheet_type_read on curriculum.sheet_type for select to :everyone using (:acts);
grant select on curriculum.sheet_type to :everyone;
create policy sheet_type_insert on curriculum.sheet_type for insert to hemis_academic_office, hemis_admin
    with check (:acts);
create policy sheet_type_update on curriculum.sheet_type for update to hemis_academic_office, hemis_admin
    using (:acts) with check (:acts);
create policy sheet_type_delete on curriculum.sheet_type for delete to hemis_academic_office, hemis_admin using (:acts);
grant insert (code, name_uz, name_oz, name_ru, name_en, active),
      update (code, name_uz, name_oz, name_ru, name_en, active),
      delete
    on curriculum.sheet_type to hemis_academic_office, hemis_admin;

-- A dean's office keeps its own curricula, the academic office all; nobody writes that a plan is accepted. A head of
-- department and a teacher read the plans in which they have subjects.
create policy curriculum_read_all on curriculum.curriculum for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy curriculum_read_units on curriculum.curriculum for select to hemis_faculty using (:own_units(faculty_id));
create policy curriculum_read_own on curriculum.curriculum for select to hemis_department_head, hemis_teacher
    using (id = any ((select curriculum.my_plans())::bigint[]));
grant select on curriculum.curriculum
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy curriculum_insert_all on curriculum.curriculum for insert to hemis_academic_office with check (:acts);
create policy curriculum_insert_units on curriculum.curriculum for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy curriculum_update_all on curriculum.curriculum for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy curriculum_update_units on curriculum.curriculum for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant insert (faculty_id, specialty_id, name, education_type, education_form, entry_year, variant, marking_system_id,
              semesters, hours_per_credit, credits_per_semester, weekly_ceiling),
      update (name, education_type, education_form, entry_year, variant, marking_system_id, semesters,
              hours_per_credit, credits_per_semester, weekly_ceiling)
    on curriculum.curriculum to hemis_academic_office, hemis_faculty;

-- Semesters are read and written with their plan; they go again as long as the plan is not accepted.
create policy semester_read_all on curriculum.semester for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy semester_read_units on curriculum.semester for select to hemis_faculty using (:own_units(faculty_id));
create policy semester_read_own on curriculum.semester for select to hemis_department_head, hemis_teacher
    using (curriculum_id = any ((select curriculum.my_plans())::bigint[]));
grant select on curriculum.semester
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy semester_insert_all on curriculum.semester for insert to hemis_academic_office with check (:acts);
create policy semester_insert_units on curriculum.semester for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy semester_update_all on curriculum.semester for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy semester_update_units on curriculum.semester for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy semester_delete_all on curriculum.semester for delete to hemis_academic_office using (:acts);
create policy semester_delete_units on curriculum.semester for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, curriculum_id, number, term_id, starts_on, ends_on),
      update (number, term_id, starts_on, ends_on),
      delete
    on curriculum.semester to hemis_academic_office, hemis_faculty;

-- Weeks are read, written and deleted as the semesters are.
create policy week_read_all on curriculum.week for select to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy week_read_units on curriculum.week for select to hemis_faculty using (:own_units(faculty_id));
create policy week_read_own on curriculum.week for select to hemis_department_head, hemis_teacher
    using (curriculum_id = any ((select curriculum.my_plans())::bigint[]));
grant select on curriculum.week
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy week_insert_all on curriculum.week for insert to hemis_academic_office with check (:acts);
create policy week_insert_units on curriculum.week for insert to hemis_faculty with check (:own_units(faculty_id));
create policy week_update_all on curriculum.week for update to hemis_academic_office using (:acts) with check (:acts);
create policy week_update_units on curriculum.week for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy week_delete_all on curriculum.week for delete to hemis_academic_office using (:acts);
create policy week_delete_units on curriculum.week for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, curriculum_id, semester_id, number, kind, starts_on),
      update (number, kind, starts_on),
      delete
    on curriculum.week to hemis_academic_office, hemis_faculty;

-- Blocks of subjects, too, are read and written with their plan and go as long as it is not accepted.
create policy block_read_all on curriculum.block for select to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy block_read_units on curriculum.block for select to hemis_faculty using (:own_units(faculty_id));
create policy block_read_own on curriculum.block for select to hemis_department_head, hemis_teacher
    using (curriculum_id = any ((select curriculum.my_plans())::bigint[]));
grant select on curriculum.block
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy block_insert_all on curriculum.block for insert to hemis_academic_office with check (:acts);
create policy block_insert_units on curriculum.block for insert to hemis_faculty with check (:own_units(faculty_id));
create policy block_update_all on curriculum.block for update to hemis_academic_office using (:acts) with check (:acts);
create policy block_update_units on curriculum.block for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy block_delete_all on curriculum.block for delete to hemis_academic_office using (:acts);
create policy block_delete_units on curriculum.block for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, curriculum_id, kind, credits),
      update (kind, credits),
      delete
    on curriculum.block to hemis_academic_office, hemis_faculty;

-- Subjects of a plan: a head reads those of the own department, a teacher those of the own classes.
create policy course_read_all on curriculum.course for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy course_read_units on curriculum.course for select to hemis_faculty using (:own_units(faculty_id));
create policy course_read_department on curriculum.course for select to hemis_department_head
    using (:own_units(department_id));
create policy course_read_own on curriculum.course for select to hemis_teacher
    using (id = any ((select curriculum.my_courses())::bigint[]));
grant select on curriculum.course
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy course_insert_all on curriculum.course for insert to hemis_academic_office with check (:acts);
create policy course_insert_units on curriculum.course for insert to hemis_faculty with check (:own_units(faculty_id));
create policy course_update_all on curriculum.course for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy course_update_units on curriculum.course for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy course_delete_all on curriculum.course for delete to hemis_academic_office using (:acts);
create policy course_delete_units on curriculum.course for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, curriculum_id, semester_id, subject_id, department_id, block, kind, choice, seats, credits,
              sheet_type_id, ending),
      update (semester_id, subject_id, department_id, block, kind, choice, seats, credits, sheet_type_id, ending),
      delete
    on curriculum.course to hemis_academic_office, hemis_faculty;

-- The hours of a subject are read and written with it.
create policy course_hours_read_all on curriculum.course_hours for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy course_hours_read_units on curriculum.course_hours for select to hemis_faculty
    using (:own_units(faculty_id));
create policy course_hours_read_own on curriculum.course_hours for select to hemis_department_head, hemis_teacher
    using (course_id = any ((select curriculum.my_courses())::bigint[]));
grant select on curriculum.course_hours
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy course_hours_insert_all on curriculum.course_hours for insert to hemis_academic_office with check (:acts);
create policy course_hours_insert_units on curriculum.course_hours for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy course_hours_update_all on curriculum.course_hours for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy course_hours_update_units on curriculum.course_hours for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy course_hours_delete_all on curriculum.course_hours for delete to hemis_academic_office using (:acts);
create policy course_hours_delete_units on curriculum.course_hours for delete to hemis_faculty
    using (:own_units(faculty_id));
grant insert (faculty_id, course_id, training, hours),
      update (training, hours),
      delete
    on curriculum.course_hours to hemis_academic_office, hemis_faculty;

-- So are the points that its controls bring.
create policy control_read_all on curriculum.control for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy control_read_units on curriculum.control for select to hemis_faculty using (:own_units(faculty_id));
create policy control_read_own on curriculum.control for select to hemis_department_head, hemis_teacher
    using (course_id = any ((select curriculum.my_courses())::bigint[]));
grant select on curriculum.control
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy control_insert_all on curriculum.control for insert to hemis_academic_office with check (:acts);
create policy control_insert_units on curriculum.control for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy control_update_all on curriculum.control for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy control_update_units on curriculum.control for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy control_delete_all on curriculum.control for delete to hemis_academic_office using (:acts);
create policy control_delete_units on curriculum.control for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, course_id, kind, maximum, minimum, gate, owner),
      update (kind, maximum, minimum, gate, owner),
      delete
    on curriculum.control to hemis_academic_office, hemis_faculty;

-- Which plan a group follows is added and taken away, not changed.
create policy group_curriculum_read_all on curriculum.group_curriculum for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy group_curriculum_read_units on curriculum.group_curriculum for select to hemis_faculty
    using (:own_units(faculty_id));
create policy group_curriculum_read_own on curriculum.group_curriculum for select
    to hemis_department_head, hemis_teacher
    using (curriculum_id = any ((select curriculum.my_plans())::bigint[]));
grant select on curriculum.group_curriculum
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head,
       hemis_teacher;
create policy group_curriculum_insert_all on curriculum.group_curriculum for insert to hemis_academic_office
    with check (:acts);
create policy group_curriculum_insert_units on curriculum.group_curriculum for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy group_curriculum_delete_all on curriculum.group_curriculum for delete to hemis_academic_office
    using (:acts);
create policy group_curriculum_delete_units on curriculum.group_curriculum for delete to hemis_faculty
    using (:own_units(faculty_id));
grant insert (faculty_id, curriculum_id, group_id),
      delete
    on curriculum.group_curriculum to hemis_academic_office, hemis_faculty;

-- Who takes which subject is written by functions only, which keep seats and choices.
create policy registration_read_all on curriculum.registration for select to hemis_academic_office using (:acts);
create policy registration_read_units on curriculum.registration for select to hemis_faculty
    using (:own_units(faculty_id));
grant select on curriculum.registration to hemis_academic_office, hemis_faculty;
create policy definer_inserts on curriculum.registration for insert to hemis_definer with check (true);
create policy definer_deletes on curriculum.registration for delete to hemis_definer using (true);
grant insert (faculty_id, course_id, student_id), delete on curriculum.registration to hemis_definer;
create policy definer_updates on curriculum.course for update to hemis_definer using (true) with check (true);
grant update (seats) on curriculum.course to hemis_definer;

-- Acceptance is written by functions only, and why a plan was opened again stays as a note on it.
create policy definer_updates on curriculum.curriculum for update to hemis_definer using (true) with check (true);
grant update (accepted_at, accepted_by) on curriculum.curriculum to hemis_definer;
create policy definer_inserts on system.note for insert to hemis_definer with check (true);
grant insert (relation, record_id, body) on system.note to hemis_definer;

grant execute on function curriculum.refuse_accepted(bigint[]), curriculum.missing_rights(bigint[]),
    curriculum.lock_choices(bigint[]), curriculum.refuse_late(bigint[]), curriculum.refuse_strangers(bigint[], bigint[]),
    curriculum.refuse_second_choice(bigint[], bigint[]), curriculum.refuse_full(bigint[]) to hemis_definer;
grant execute on function curriculum.refuse_foreign(bigint) to hemis_definer, hemis_academic_office, hemis_faculty;
grant execute on function curriculum.taken(bigint), curriculum.breaches(bigint)
    to hemis_definer, hemis_academic_office, hemis_faculty, hemis_registrar, hemis_management;
grant execute on function curriculum.accept(bigint), curriculum.reopen(bigint, text) to hemis_academic_office;
grant execute on function curriculum.copy(bigint, bigint, text, integer, text), curriculum.copy_semesters(bigint, bigint),
    curriculum.copy_courses(bigint, bigint), curriculum.copied(bigint, bigint), curriculum.nearest_monday(date),
    curriculum.term_of(integer, integer), curriculum.make_semesters(bigint), curriculum.remove_courses(bigint[]),
    curriculum.register(bigint[], bigint[]), curriculum.unregister(bigint[], bigint[]),
    curriculum.register_compulsory(bigint, bigint)
    to hemis_academic_office, hemis_faculty;
