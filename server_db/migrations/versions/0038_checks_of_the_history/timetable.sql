-- A lesson is planned or cancelled: its rule names both words, which are neither too long nor empty.
alter table timetable.lesson drop constraint lesson_state_length_check;
alter table timetable.lesson drop constraint lesson_state_trimmed_check;
