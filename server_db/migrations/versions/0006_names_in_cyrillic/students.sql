ALTER TABLE students.student
    ADD COLUMN sort_key_oz TEXT COLLATE "C" GENERATED ALWAYS AS (naming.sort_key_oz(coalesce(cyrillic_name, surname || ' ' || given_name || coalesce(' ' || patronymic, '')))) STORED,
    ADD COLUMN sort_key_ru TEXT COLLATE "C" GENERATED ALWAYS AS (naming.sort_key_ru(coalesce(cyrillic_name, surname || ' ' || given_name || coalesce(' ' || patronymic, '')))) STORED;

CREATE INDEX student_name_oz_idx ON students.student (sort_key_oz, id);
CREATE INDEX student_name_ru_idx ON students.student (sort_key_ru, id);
CREATE INDEX student_scope_name_oz_idx ON students.student (faculty_id, sort_key_oz, id);
CREATE INDEX student_scope_name_ru_idx ON students.student (faculty_id, sort_key_ru, id);
