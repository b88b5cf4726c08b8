-- A faculty plans its own week, the academic office that of all; everybody else meets the dated lessons only: a draft
-- is a draft. State, board, author and publication of a version are written by functions.

-- What the functions ask one another.
grant execute on function timetable.require_planner(bigint), timetable.take_version(bigint),
    timetable.title_of(bigint), timetable.holder(bigint, bigint, bigint, bigint),
    timetable.refuse_taken(text, bigint, jsonb),
    timetable.week_span(bigint, bigint, integer, integer, integer, integer, integer), timetable.held(bigint[]),
    timetable.refuse_clash(bigint[]), timetable.occupy(bigint[]), timetable.require_open(bigint[]),
    timetable.needed_cards(bigint, bigint), timetable.stand_on_board(timetable.version, text),
    timetable.unfolded(bigint, date), timetable.takes_effect(timetable.version), timetable.wanted(bigint, date),
    timetable.own_lessons(bigint), timetable.staying_lessons(bigint, date),
    timetable.dated_clashes(bigint, date), timetable.shown(date), timetable.refuse_dated(jsonb, bigint[]),
    timetable.renew_parts(bigint[]), timetable.check_classes(timetable.version),
    timetable.check_weeks(timetable.version),
    timetable.unfold(timetable.version, date), timetable.refuse_publishing(timetable.version, date),
    timetable.take_lessons(bigint[]), timetable.take_lesson(bigint, integer), timetable.change_lessons(jsonb),
    timetable.require_day(date, bigint), timetable.require_future(timetable.lesson),
    timetable.knows_subject(bigint, bigint), timetable.require_recent(bigint[], text),
    timetable.require_teachers(bigint[], date), timetable.require_shared(bigint[]),
    timetable.require_groups(bigint[]), timetable.keepers_of(bigint),
    timetable.free_examinations(bigint[]), timetable.hold_examinations(bigint[]),
    timetable.refuse_held(timetable.lesson), timetable.refuse_unmarkable(bigint[]), timetable.hold(bigint[]),
    security.name_of(text, boolean)
    to hemis_definer;
-- A teacher opens lessons of own classes that have no timetable, and is told which rooms are free then.
grant execute on function timetable.take_opened_class(bigint), timetable.require_opening(teaching.class, date)
    to hemis_definer;
grant execute on function timetable.open_lesson(bigint, date, integer, bigint), timetable.classes_to_open(),
    timetable.free_rooms(date, integer, integer, text)
    to hemis_teacher;
grant execute on function timetable.close_lesson(bigint, integer) to hemis_teacher, hemis_faculty;
-- Whoever stores the first mark holds the lesson by the act that stores it; the dean's office takes it back.
grant execute on function timetable.withdraw_holding(bigint, integer, text) to hemis_faculty;

-- The acts of those who plan; a day without lessons is applied by the academic office.
grant execute on function timetable.create_version(bigint, bigint, text, date, bigint),
    timetable.discard_version(bigint), timetable.make_cards(bigint), timetable.place(jsonb),
    timetable.title_of(bigint), timetable.share(bigint), timetable.withdraw(bigint), timetable.busy(bigint, text),
    timetable.wishes(bigint), timetable.checklist(bigint), timetable.publish(bigint),
    timetable.move_lesson(bigint, integer, date, integer, bigint, text),
    timetable.swap_lessons(bigint, integer, bigint, integer, text),
    timetable.cancel_lesson(bigint, integer, text), timetable.restore_lesson(bigint, integer, text),
    timetable.substitute(bigint[], bigint, text), timetable.free_teachers(bigint),
    timetable.free_rooms(date, integer, integer, text)
    to hemis_academic_office, hemis_faculty;
grant execute on function timetable.apply_holiday(bigint), timetable.holdings(bigint) to hemis_academic_office;

-- Versions: made, shared and published by functions; a name and the day they hold from are corrected by hand.
create policy version_read_all on timetable.version for select to hemis_academic_office using (:acts);
create policy version_read_units on timetable.version for select to hemis_faculty using (:own_units(faculty_id));
grant select on timetable.version to hemis_academic_office, hemis_faculty;
create policy version_update_all on timetable.version for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy version_update_units on timetable.version for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
grant update (name, valid_from) on timetable.version to hemis_academic_office, hemis_faculty;
create policy definer_inserts on timetable.version for insert to hemis_definer with check (true);
create policy definer_updates on timetable.version for update to hemis_definer using (true) with check (true);
create policy definer_deletes on timetable.version for delete to hemis_definer using (true);
grant insert, update, delete on timetable.version to hemis_definer;

-- Cards are placed by plain updates: triggers keep what they hold, and its keys refuse a clash, whoever writes.
create policy card_read_all on timetable.card for select to hemis_academic_office using (:acts);
create policy card_read_units on timetable.card for select to hemis_faculty using (:own_units(faculty_id));
grant select on timetable.card to hemis_academic_office, hemis_faculty;
create policy card_insert_all on timetable.card for insert to hemis_academic_office with check (:acts);
create policy card_insert_units on timetable.card for insert to hemis_faculty with check (:own_units(faculty_id));
create policy card_update_all on timetable.card for update to hemis_academic_office using (:acts) with check (:acts);
create policy card_update_units on timetable.card for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy card_delete_all on timetable.card for delete to hemis_academic_office using (:acts);
create policy card_delete_units on timetable.card for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, term_id, version_id, class_id, number, employee_id, pairs, phase, day, pair, room_id, locked),
      update (employee_id, phase, day, pair, room_id, locked), delete
    on timetable.card to hemis_academic_office, hemis_faculty;
create policy definer_inserts on timetable.card for insert to hemis_definer with check (true);
create policy definer_deletes on timetable.card for delete to hemis_definer using (true);
grant insert, delete on timetable.card to hemis_definer;

-- What cards hold is written by triggers alone; what other faculties hold is told by timetable.busy.
create policy occupation_read_all on timetable.occupation for select to hemis_academic_office using (:acts);
create policy occupation_read_units on timetable.occupation for select to hemis_faculty using (:own_units(faculty_id));
grant select on timetable.occupation to hemis_academic_office, hemis_faculty;
create policy definer_inserts on timetable.occupation for insert to hemis_definer with check (true);
create policy definer_deletes on timetable.occupation for delete to hemis_definer using (true);
grant insert, delete on timetable.occupation to hemis_definer;

-- Wishes: a faculty keeps its own; those of the university's rooms are the academic office's.
create policy wish_read_all on timetable.wish for select to hemis_academic_office using (:acts);
create policy wish_read_units on timetable.wish for select to hemis_faculty using (:own_units(faculty_id));
grant select on timetable.wish to hemis_academic_office, hemis_faculty;
create policy wish_insert_all on timetable.wish for insert to hemis_academic_office with check (:acts);
create policy wish_insert_units on timetable.wish for insert to hemis_faculty with check (:own_units(faculty_id));
create policy wish_update_all on timetable.wish for update to hemis_academic_office using (:acts) with check (:acts);
create policy wish_update_units on timetable.wish for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy wish_delete_all on timetable.wish for delete to hemis_academic_office using (:acts);
create policy wish_delete_units on timetable.wish for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, term_id, employee_id, group_id, room_id, day, pair, forbidden, cost),
      update (forbidden, cost), delete
    on timetable.wish to hemis_academic_office, hemis_faculty;

-- Rules of days: a faculty keeps its own, the academic office those of all.
create policy day_rule_read_all on timetable.day_rule for select to hemis_academic_office using (:acts);
create policy day_rule_read_units on timetable.day_rule for select to hemis_faculty using (:own_units(faculty_id));
grant select on timetable.day_rule to hemis_academic_office, hemis_faculty;
create policy day_rule_insert_all on timetable.day_rule for insert to hemis_academic_office with check (:acts);
create policy day_rule_insert_units on timetable.day_rule for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy day_rule_update_all on timetable.day_rule for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy day_rule_update_units on timetable.day_rule for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy day_rule_delete_all on timetable.day_rule for delete to hemis_academic_office using (:acts);
create policy day_rule_delete_units on timetable.day_rule for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, term_id, kind, employee_id, group_id, pairs_a_day, pairs_a_week, days_a_week, pairs_running,
              gap_cost, lonely_cost),
      update (pairs_a_day, pairs_a_week, days_a_week, pairs_running, gap_cost, lonely_cost), delete
    on timetable.day_rule to hemis_academic_office, hemis_faculty;

-- Ways between buildings: kept by the academic office, read by all who plan.
create policy travel_read on timetable.travel for select to hemis_academic_office, hemis_faculty using (:acts);
grant select on timetable.travel to hemis_academic_office, hemis_faculty;
create policy travel_insert on timetable.travel for insert to hemis_academic_office with check (:acts);
create policy travel_update on timetable.travel for update to hemis_academic_office using (:acts) with check (:acts);
create policy travel_delete on timetable.travel for delete to hemis_academic_office using (:acts);
grant insert (from_building_id, to_building_id, minutes), update (minutes), delete
    on timetable.travel to hemis_academic_office;

-- Dated lessons: offices of the university read all, a dean's office its own, a department those of its subjects, a
-- teacher the own ones, a tutor those of the own groups. Only functions write them.
create policy lesson_read_all on timetable.lesson for select to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy lesson_read_units on timetable.lesson for select to hemis_faculty using (:own_units(faculty_id));
create policy lesson_read_department on timetable.lesson for select to hemis_department_head
    using (:own_units(department_id));
create policy lesson_read_own on timetable.lesson for select to hemis_teacher
    using (employee_id = (select security.my_employee()));
create policy lesson_read_groups on timetable.lesson for select to hemis_tutor
    using (id = any (array(
        select p.lesson_id from timetable.lesson_part p where p.group_id = any ((select students.my_groups())::bigint[]))));
grant select on timetable.lesson
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher,
       hemis_tutor;
create policy definer_inserts on timetable.lesson for insert to hemis_definer with check (true);
create policy definer_updates on timetable.lesson for update to hemis_definer using (true) with check (true);
create policy definer_deletes on timetable.lesson for delete to hemis_definer using (true);
grant insert, update, delete on timetable.lesson to hemis_definer;

-- Which parts of groups a lesson keeps busy, as far as groups are read; written by triggers alone.
create policy lesson_part_read_all on timetable.lesson_part for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy lesson_part_read_units on timetable.lesson_part for select to hemis_faculty
    using (:own_units(faculty_id));
create policy lesson_part_read_groups on timetable.lesson_part for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on timetable.lesson_part
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_tutor;
create policy definer_inserts on timetable.lesson_part for insert to hemis_definer with check (true);
create policy definer_deletes on timetable.lesson_part for delete to hemis_definer using (true);
grant insert, delete on timetable.lesson_part to hemis_definer;

-- Examinations are read as lessons are, by members of a commission too; the dean's office and the academic office plan them.
grant execute on function timetable.my_examinations(text) to :everyone;
create policy examination_read_all on timetable.examination for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy examination_read_units on timetable.examination for select to hemis_faculty
    using (:own_units(faculty_id));
create policy examination_read_department on timetable.examination for select to hemis_department_head
    using (:own_units(department_id));
create policy examination_read_own on timetable.examination for select to hemis_teacher, hemis_tutor
    using (id = any ((select timetable.my_examinations())::bigint[]));
grant select on timetable.examination
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher,
       hemis_tutor;
create policy examination_insert_all on timetable.examination for insert to hemis_academic_office with check (:acts);
create policy examination_insert_units on timetable.examination for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy examination_update_all on timetable.examination for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy examination_update_units on timetable.examination for update to hemis_faculty
    using (:own_units(faculty_id)) with check (:own_units(faculty_id));
create policy examination_delete_all on timetable.examination for delete to hemis_academic_office using (:acts);
create policy examination_delete_units on timetable.examination for delete to hemis_faculty
    using (:own_units(faculty_id));
grant insert (faculty_id, term_id, course_id, group_id, kind, attempt, employee_id, day, pair, pairs, room_id),
      update (kind, employee_id, day, pair, pairs, room_id), delete
    on timetable.examination to hemis_academic_office, hemis_faculty;

-- Who is listed for a retake, and its commission, are planned and read with it; of a list a tutor reads the own groups.
create policy examinee_read_all on timetable.examinee for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy examinee_read_units on timetable.examinee for select to hemis_faculty using (:own_units(faculty_id));
create policy examinee_read_own on timetable.examinee for select to hemis_department_head, hemis_teacher
    using (examination_id = any ((select timetable.my_examinations())::bigint[]));
create policy examinee_read_groups on timetable.examinee for select to hemis_tutor
    using (group_id = any ((select students.my_groups())::bigint[]));
grant select on timetable.examinee
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher,
       hemis_tutor;
create policy examinee_insert_all on timetable.examinee for insert to hemis_academic_office with check (:acts);
create policy examinee_insert_units on timetable.examinee for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy examinee_delete_all on timetable.examinee for delete to hemis_academic_office using (:acts);
create policy examinee_delete_units on timetable.examinee for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, examination_id, student_id), delete on timetable.examinee
    to hemis_academic_office, hemis_faculty;
create policy examiner_read_all on timetable.examiner for select
    to hemis_academic_office, hemis_registrar, hemis_management
    using (:acts);
create policy examiner_read_units on timetable.examiner for select to hemis_faculty using (:own_units(faculty_id));
create policy examiner_read_own on timetable.examiner for select to hemis_department_head, hemis_teacher
    using (examination_id = any ((select timetable.my_examinations())::bigint[]));
grant select on timetable.examiner
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher;
create policy examiner_insert_all on timetable.examiner for insert to hemis_academic_office with check (:acts);
create policy examiner_insert_units on timetable.examiner for insert to hemis_faculty
    with check (:own_units(faculty_id));
create policy examiner_delete_all on timetable.examiner for delete to hemis_academic_office using (:acts);
create policy examiner_delete_units on timetable.examiner for delete to hemis_faculty using (:own_units(faculty_id));
grant insert (faculty_id, examination_id, employee_id, chair), delete on timetable.examiner
    to hemis_academic_office, hemis_faculty;
-- The lists of a retake go with it, and are locked with it while they are looked at.
create policy definer_deletes on timetable.examinee for delete to hemis_definer using (true);
create policy definer_deletes on timetable.examiner for delete to hemis_definer using (true);
grant delete on timetable.examinee, timetable.examiner to hemis_definer;
create policy definer_updates on timetable.examination for update to hemis_definer using (true) with check (true);
grant update (kind) on timetable.examination to hemis_definer;
grant execute on function timetable.teaches(bigint, bigint, bigint, bigint),
    timetable.require_examiner(timetable.examination), timetable.require_commission(bigint[]),
    timetable.examinations_of(text, text)
    to hemis_definer;

-- Lessons and examinations with what they are called, for all who read them.
grant execute on function timetable.read_lessons(date, date, bigint, bigint, bigint),
                          timetable.read_examinations(bigint, bigint)
    to hemis_academic_office, hemis_registrar, hemis_management, hemis_faculty, hemis_department_head, hemis_teacher,
       hemis_tutor;
