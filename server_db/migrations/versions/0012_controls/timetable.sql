ALTER TABLE timetable.examination ADD CONSTRAINT examination_id_faculty_id_key UNIQUE (id, faculty_id);

CREATE TABLE timetable.examinee (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    examination_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    group_id BIGINT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT examinee_pkey PRIMARY KEY (id),
    CONSTRAINT examinee_examination_id_faculty_id_fkey FOREIGN KEY(examination_id, faculty_id) REFERENCES timetable.examination (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examinee_examination_id_student_id_key UNIQUE (examination_id, student_id),
    CONSTRAINT examinee_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examinee_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX examinee_group_id_idx ON timetable.examinee (group_id);

CREATE INDEX examinee_scope_idx ON timetable.examinee (faculty_id, examination_id);

CREATE INDEX examinee_student_id_idx ON timetable.examinee (student_id);

CREATE TABLE timetable.examiner (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    examination_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    chair BOOLEAN DEFAULT false NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT examiner_pkey PRIMARY KEY (id),
    CONSTRAINT examiner_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examiner_examination_id_employee_id_key UNIQUE (examination_id, employee_id),
    CONSTRAINT examiner_examination_id_faculty_id_fkey FOREIGN KEY(examination_id, faculty_id) REFERENCES timetable.examination (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX examiner_chair_key ON timetable.examiner (examination_id) WHERE chair;

CREATE INDEX examiner_employee_id_idx ON timetable.examiner (employee_id);

CREATE INDEX examiner_scope_idx ON timetable.examiner (faculty_id, examination_id);

ALTER TABLE timetable.examination ALTER COLUMN group_id DROP NOT NULL;

ALTER TABLE timetable.examination DROP CONSTRAINT examination_course_id_group_id_attempt_key;

ALTER TABLE timetable.examination ADD CONSTRAINT examination_course_group_kind_attempt_key UNIQUE (course_id, group_id, kind, attempt);

ALTER TABLE timetable.lesson ADD COLUMN opened_by TEXT;

ALTER TABLE timetable.lesson
    ADD CONSTRAINT lesson_opened_by_length_check CHECK (length(opened_by) <= 63),
    ADD CONSTRAINT lesson_opened_by_trimmed_check CHECK (opened_by = btrim(opened_by) and opened_by <> '');

ALTER TABLE timetable.examination
    ADD CONSTRAINT examination_whose_check CHECK (group_id is not null or attempt > 1);

-- Two days apart are first finals alone: midterms and retakes have no span any more.
ALTER TABLE timetable.examination DROP CONSTRAINT examination_group_key;

ALTER TABLE timetable.examination DROP COLUMN span;

ALTER TABLE timetable.examination ADD COLUMN span INT8RANGE GENERATED ALWAYS AS (case when day is not null and kind = '13' and attempt = 1 then int8range(group_id * 100000 + (day - '2000-01-01'::date), group_id * 100000 + (day - '2000-01-01'::date) + 2) end) STORED;

ALTER TABLE timetable.examination ADD CONSTRAINT examination_group_key EXCLUDE USING gist (span WITH &&);
