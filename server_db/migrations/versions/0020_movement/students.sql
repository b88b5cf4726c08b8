CREATE TABLE students.period (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    origin TEXT NOT NULL,
    faculty_id BIGINT NOT NULL,
    specialty_id BIGINT NOT NULL,
    group_id BIGINT,
    education_type TEXT NOT NULL,
    education_form TEXT NOT NULL,
    payment_form TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    course TEXT NOT NULL,
    semester TEXT NOT NULL,
    status TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    recorded_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT period_pkey PRIMARY KEY (id),
    CONSTRAINT period_days_check CHECK (ends_on >= starts_on - 1),
    CONSTRAINT period_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT period_group_id_specialty_id_faculty_id_fkey FOREIGN KEY(group_id, specialty_id, faculty_id) REFERENCES students."group" (id, specialty_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT period_origin_check CHECK (origin in ('opening', 'order', 'changed')),
    CONSTRAINT period_origin_length_check CHECK (length(origin) <= 16),
    CONSTRAINT period_origin_trimmed_check CHECK (origin = btrim(origin) and origin <> ''),
    CONSTRAINT period_recorded_by_length_check CHECK (length(recorded_by) <= 63),
    CONSTRAINT period_recorded_by_trimmed_check CHECK (recorded_by = btrim(recorded_by) and recorded_by <> ''),
    CONSTRAINT period_specialty_id_faculty_id_fkey FOREIGN KEY(specialty_id, faculty_id) REFERENCES students.specialty (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT period_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT period_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX period_group_idx ON students.period (group_id, specialty_id, faculty_id);

CREATE UNIQUE INDEX period_present_key ON students.period (student_id) WHERE ends_on is null;

CREATE INDEX period_scope_idx ON students.period (faculty_id, starts_on);

CREATE INDEX period_specialty_idx ON students.period (specialty_id, faculty_id);

CREATE INDEX period_student_idx ON students.period (student_id, starts_on);

-- Everybody who is here when the time line begins: it begins with what they are.
INSERT INTO students.period (student_id, starts_on, origin, faculty_id, specialty_id, group_id, education_type,
                             education_form, payment_form, kind, language, course, semester, status)
SELECT id, (clock_timestamp() AT TIME ZONE 'Asia/Tashkent')::date, 'opening', faculty_id, specialty_id, group_id,
       education_type, education_form, payment_form, kind, language, course, semester, status
  FROM students.student;
