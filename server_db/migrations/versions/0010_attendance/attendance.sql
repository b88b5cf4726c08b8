create schema attendance;

CREATE TABLE attendance.level (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    measure TEXT NOT NULL,
    threshold INTEGER NOT NULL,
    above BOOLEAN DEFAULT false NOT NULL,
    action TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT level_pkey PRIMARY KEY (id),
    CONSTRAINT level_measure_check CHECK (measure in ('hours', 'share')),
    CONSTRAINT level_measure_length_check CHECK (length(measure) <= 8),
    CONSTRAINT level_measure_trimmed_check CHECK (measure = btrim(measure) and measure <> ''),
    CONSTRAINT level_name_en_length_check CHECK (length(name_en) <= 128),
    CONSTRAINT level_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> ''),
    CONSTRAINT level_name_oz_length_check CHECK (length(name_oz) <= 128),
    CONSTRAINT level_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT level_name_ru_length_check CHECK (length(name_ru) <= 128),
    CONSTRAINT level_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT level_name_uz_length_check CHECK (length(name_uz) <= 128),
    CONSTRAINT level_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT level_share_check CHECK (measure = 'hours' or threshold <= 100),
    CONSTRAINT level_threshold_maximum_check CHECK (threshold <= 2000),
    CONSTRAINT level_threshold_minimum_check CHECK (threshold >= 1)
);

CREATE UNIQUE INDEX level_threshold_key ON attendance.level (measure, threshold);

CREATE TABLE attendance.excuse (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    group_id BIGINT,
    student_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    taken_back_at TIMESTAMP WITH TIME ZONE,
    taken_back_why TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT excuse_pkey PRIMARY KEY (id),
    CONSTRAINT excuse_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT excuse_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT excuse_length_check CHECK (ends_on - starts_on <= 366),
    CONSTRAINT excuse_period_check CHECK (ends_on >= starts_on),
    CONSTRAINT excuse_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT excuse_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT excuse_taken_back_why_length_check CHECK (length(taken_back_why) <= 256),
    CONSTRAINT excuse_taken_back_why_trimmed_check CHECK (taken_back_why = btrim(taken_back_why) and taken_back_why <> '')
);

CREATE INDEX excuse_group_id_idx ON attendance.excuse (group_id);

CREATE INDEX excuse_scope_idx ON attendance.excuse (faculty_id, starts_on);

CREATE INDEX excuse_student_idx ON attendance.excuse (student_id, starts_on);

CREATE TABLE attendance.excuse_private (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    excuse_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    number TEXT,
    issued_by TEXT,
    note TEXT,
    scan BYTEA,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT excuse_private_pkey PRIMARY KEY (id),
    CONSTRAINT excuse_private_excuse_id_fkey FOREIGN KEY(excuse_id) REFERENCES attendance.excuse (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT excuse_private_excuse_id_key UNIQUE (excuse_id),
    CONSTRAINT excuse_private_issued_by_length_check CHECK (length(issued_by) <= 128),
    CONSTRAINT excuse_private_issued_by_trimmed_check CHECK (issued_by = btrim(issued_by) and issued_by <> ''),
    CONSTRAINT excuse_private_note_length_check CHECK (length(note) <= 256),
    CONSTRAINT excuse_private_note_trimmed_check CHECK (note = btrim(note) and note <> ''),
    CONSTRAINT excuse_private_number_length_check CHECK (length(number) <= 64),
    CONSTRAINT excuse_private_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT excuse_private_reason_check CHECK (reason in ('illness', 'family', 'official', 'other')),
    CONSTRAINT excuse_private_reason_length_check CHECK (length(reason) <= 16),
    CONSTRAINT excuse_private_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT excuse_private_scan_size_check CHECK (octet_length(scan) <= 5000000)
);

CREATE TABLE attendance.ruling (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    department_id BIGINT,
    employee_id BIGINT,
    group_id BIGINT,
    term_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    lesson_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    day DATE NOT NULL,
    kind TEXT NOT NULL,
    value TEXT,
    reason TEXT,
    excuse_id BIGINT,
    ruled_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    taken_back_at TIMESTAMP WITH TIME ZONE,
    taken_back_why TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT ruling_pkey PRIMARY KEY (id),
    CONSTRAINT ruling_class_id_term_id_faculty_id_fkey FOREIGN KEY(class_id, term_id, faculty_id) REFERENCES teaching.class (id, term_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ruling_corrected_check CHECK ((kind = '12') = (value is not null) and value in ('p', 'a', 'l', 'e')),
    CONSTRAINT ruling_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT ruling_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ruling_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ruling_excuse_id_fkey FOREIGN KEY(excuse_id) REFERENCES attendance.excuse (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ruling_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ruling_kind_check CHECK (kind in ('11', '12', '14', '15')),
    CONSTRAINT ruling_kind_length_check CHECK (length(kind) <= 2),
    CONSTRAINT ruling_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT ruling_lesson_id_fkey FOREIGN KEY(lesson_id) REFERENCES timetable.lesson (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ruling_reason_length_check CHECK (length(reason) <= 256),
    CONSTRAINT ruling_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT ruling_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ruling_taken_back_why_length_check CHECK (length(taken_back_why) <= 256),
    CONSTRAINT ruling_taken_back_why_trimmed_check CHECK (taken_back_why = btrim(taken_back_why) and taken_back_why <> ''),
    CONSTRAINT ruling_value_length_check CHECK (length(value) <= 1),
    CONSTRAINT ruling_value_trimmed_check CHECK (value = btrim(value) and value <> '')
);

CREATE INDEX ruling_class_idx ON attendance.ruling (class_id, term_id, faculty_id);

CREATE INDEX ruling_department_id_idx ON attendance.ruling (department_id);

CREATE INDEX ruling_employee_id_idx ON attendance.ruling (employee_id);

CREATE INDEX ruling_excuse_id_idx ON attendance.ruling (excuse_id);

CREATE INDEX ruling_group_id_idx ON attendance.ruling (group_id);

CREATE INDEX ruling_lesson_idx ON attendance.ruling (lesson_id, student_id);

CREATE UNIQUE INDEX ruling_live_key ON attendance.ruling (lesson_id, student_id) WHERE taken_back_at is null;

CREATE INDEX ruling_scope_idx ON attendance.ruling (faculty_id, day);

CREATE INDEX ruling_student_id_idx ON attendance.ruling (student_id);

CREATE TABLE attendance.sheet (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    department_id BIGINT,
    employee_id BIGINT,
    term_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    lesson_id BIGINT NOT NULL,
    group_id BIGINT,
    day DATE NOT NULL,
    pair INTEGER NOT NULL,
    students BIGINT[] NOT NULL,
    marks TEXT NOT NULL,
    entered_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    held BOOLEAN DEFAULT true NOT NULL,
    entered INTEGER GENERATED ALWAYS AS (length(marks) - length(translate(marks, 'pale', ''))) STORED,
    absent INTEGER GENERATED ALWAYS AS (length(marks) - length(translate(marks, 'ae', ''))) STORED,
    late INTEGER GENERATED ALWAYS AS (length(marks) - length(translate(marks, 'l', ''))) STORED,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT sheet_pkey PRIMARY KEY (id),
    CONSTRAINT sheet_class_id_term_id_faculty_id_fkey FOREIGN KEY(class_id, term_id, faculty_id) REFERENCES teaching.class (id, term_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT sheet_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_lesson_id_fkey FOREIGN KEY(lesson_id) REFERENCES timetable.lesson (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_marks_check CHECK (marks !~ '[^-pale]' and length(marks) = cardinality(students)),
    CONSTRAINT sheet_pair_maximum_check CHECK (pair <= 12),
    CONSTRAINT sheet_pair_minimum_check CHECK (pair >= 1)
);

CREATE INDEX sheet_class_idx ON attendance.sheet (class_id, term_id, faculty_id, day);

CREATE INDEX sheet_department_idx ON attendance.sheet (department_id, day);

CREATE INDEX sheet_employee_idx ON attendance.sheet (employee_id, day);

CREATE INDEX sheet_group_idx ON attendance.sheet (group_id, day);

CREATE INDEX sheet_lesson_idx ON attendance.sheet (lesson_id);

CREATE UNIQUE INDEX sheet_lesson_key ON attendance.sheet (lesson_id, group_id) NULLS NOT DISTINCT WHERE held;

CREATE INDEX sheet_scope_idx ON attendance.sheet (faculty_id, day);


-- What universities begin with; the academic office changes it.
INSERT INTO attendance.level (name_uz, name_ru, name_en, measure, threshold, above, action) VALUES
    ('Ogohlantirish', 'Предупреждение', 'Warning', 'hours', 18, false, '11'),
    ('Qatʼiy ogohlantirish, ota-onasi xabardor qilinadi', 'Строгое предупреждение, родителей ставят в известность',
     'Strict warning, parents are told', 'hours', 30, false, '12'),
    ('Chetlashtirish uchun asos', 'Основание для отчисления', 'Ground for expulsion', 'hours', 74, true, '13'),
    ('Fandan chetlatiladi, yakuniy nazoratga qoʻyilmaydi',
     'Отстраняется от предмета, не допускается к итоговому контролю',
     'Removed from the subject, not admitted to the final', 'share', 25, false, NULL);
