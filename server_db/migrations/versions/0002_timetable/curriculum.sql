create schema curriculum;

CREATE TABLE curriculum.academic_year (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    year INTEGER NOT NULL,
    name TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    current BOOLEAN DEFAULT false NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT academic_year_pkey PRIMARY KEY (id),
    CONSTRAINT academic_year_period_check CHECK (ends_on > starts_on),
    CONSTRAINT academic_year_begins_in_year_check CHECK (extract(year from starts_on) = year),
    CONSTRAINT academic_year_name_key UNIQUE (name),
    CONSTRAINT academic_year_year_minimum_check CHECK (year >= 1990),
    CONSTRAINT academic_year_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT academic_year_name_length_check CHECK (length(name) <= 16),
    CONSTRAINT academic_year_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT academic_year_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT academic_year_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01')
);

CREATE UNIQUE INDEX academic_year_current_key ON curriculum.academic_year (current) WHERE current;

CREATE TABLE curriculum.holiday (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    day DATE NOT NULL,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    moved_to DATE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT holiday_pkey PRIMARY KEY (id),
    CONSTRAINT holiday_day_key UNIQUE (day),
    CONSTRAINT holiday_moves_check CHECK (moved_to <> day),
    CONSTRAINT holiday_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT holiday_name_uz_length_check CHECK (length(name_uz) <= 128),
    CONSTRAINT holiday_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT holiday_name_oz_length_check CHECK (length(name_oz) <= 128),
    CONSTRAINT holiday_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT holiday_name_ru_length_check CHECK (length(name_ru) <= 128),
    CONSTRAINT holiday_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT holiday_name_en_length_check CHECK (length(name_en) <= 128),
    CONSTRAINT holiday_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> ''),
    CONSTRAINT holiday_moved_to_range_check CHECK (moved_to between '1900-01-01' and '2100-01-01')
);

CREATE TABLE curriculum.marking_system (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    code TEXT NOT NULL,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    maximum NUMERIC(6, 2) NOT NULL,
    pass_percent NUMERIC(5, 2) NOT NULL,
    gpa_limit NUMERIC(3, 2),
    attempts INTEGER DEFAULT 3 NOT NULL,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT marking_system_pkey PRIMARY KEY (id),
    CONSTRAINT marking_system_code_key UNIQUE (code),
    CONSTRAINT marking_system_code_length_check CHECK (length(code) <= 8),
    CONSTRAINT marking_system_code_trimmed_check CHECK (code = btrim(code) and code <> ''),
    CONSTRAINT marking_system_code_pattern_check CHECK (code ~ '^[0-9]{2,8}$'),
    CONSTRAINT marking_system_name_uz_length_check CHECK (length(name_uz) <= 128),
    CONSTRAINT marking_system_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT marking_system_name_oz_length_check CHECK (length(name_oz) <= 128),
    CONSTRAINT marking_system_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT marking_system_name_ru_length_check CHECK (length(name_ru) <= 128),
    CONSTRAINT marking_system_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT marking_system_name_en_length_check CHECK (length(name_en) <= 128),
    CONSTRAINT marking_system_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> ''),
    CONSTRAINT marking_system_maximum_minimum_check CHECK (maximum >= 0),
    CONSTRAINT marking_system_pass_percent_minimum_check CHECK (pass_percent >= 0),
    CONSTRAINT marking_system_gpa_limit_minimum_check CHECK (gpa_limit >= 0),
    CONSTRAINT marking_system_attempts_minimum_check CHECK (attempts >= 1),
    CONSTRAINT marking_system_attempts_maximum_check CHECK (attempts <= 9)
);

CREATE TABLE curriculum.pair (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number INTEGER NOT NULL,
    shift INTEGER DEFAULT 1 NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT pair_pkey PRIMARY KEY (id),
    CONSTRAINT pair_number_key UNIQUE (number),
    CONSTRAINT pair_period_check CHECK (ends_at > starts_at),
    CONSTRAINT pair_number_minimum_check CHECK (number >= 1),
    CONSTRAINT pair_number_maximum_check CHECK (number <= 12),
    CONSTRAINT pair_shift_minimum_check CHECK (shift >= 1),
    CONSTRAINT pair_shift_maximum_check CHECK (shift <= 3),
    CONSTRAINT pair_starts_at_length_check CHECK (length(starts_at) <= 5),
    CONSTRAINT pair_starts_at_trimmed_check CHECK (starts_at = btrim(starts_at) and starts_at <> ''),
    CONSTRAINT pair_starts_at_pattern_check CHECK (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    CONSTRAINT pair_ends_at_length_check CHECK (length(ends_at) <= 5),
    CONSTRAINT pair_ends_at_trimmed_check CHECK (ends_at = btrim(ends_at) and ends_at <> ''),
    CONSTRAINT pair_ends_at_pattern_check CHECK (ends_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')
);

CREATE TABLE curriculum.sheet_type (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    code TEXT NOT NULL,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT sheet_type_pkey PRIMARY KEY (id),
    CONSTRAINT sheet_type_code_key UNIQUE (code),
    CONSTRAINT sheet_type_code_length_check CHECK (length(code) <= 8),
    CONSTRAINT sheet_type_code_trimmed_check CHECK (code = btrim(code) and code <> ''),
    CONSTRAINT sheet_type_code_pattern_check CHECK (code ~ '^[0-9]{2,8}$'),
    CONSTRAINT sheet_type_name_uz_length_check CHECK (length(name_uz) <= 128),
    CONSTRAINT sheet_type_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT sheet_type_name_oz_length_check CHECK (length(name_oz) <= 128),
    CONSTRAINT sheet_type_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT sheet_type_name_ru_length_check CHECK (length(name_ru) <= 128),
    CONSTRAINT sheet_type_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT sheet_type_name_en_length_check CHECK (length(name_en) <= 128),
    CONSTRAINT sheet_type_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> '')
);

CREATE TABLE curriculum.grade_type (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    marking_system_id BIGINT NOT NULL,
    mark TEXT NOT NULL,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    lower_bound NUMERIC(6, 2) NOT NULL,
    passed BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT grade_type_pkey PRIMARY KEY (id),
    CONSTRAINT grade_type_marking_system_id_mark_key UNIQUE (marking_system_id, mark),
    CONSTRAINT grade_type_marking_system_id_lower_bound_key UNIQUE (marking_system_id, lower_bound),
    CONSTRAINT grade_type_marking_system_id_fkey FOREIGN KEY(marking_system_id) REFERENCES curriculum.marking_system (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT grade_type_mark_length_check CHECK (length(mark) <= 4),
    CONSTRAINT grade_type_mark_trimmed_check CHECK (mark = btrim(mark) and mark <> ''),
    CONSTRAINT grade_type_name_uz_length_check CHECK (length(name_uz) <= 64),
    CONSTRAINT grade_type_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT grade_type_name_oz_length_check CHECK (length(name_oz) <= 64),
    CONSTRAINT grade_type_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT grade_type_name_ru_length_check CHECK (length(name_ru) <= 64),
    CONSTRAINT grade_type_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT grade_type_name_en_length_check CHECK (length(name_en) <= 64),
    CONSTRAINT grade_type_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> ''),
    CONSTRAINT grade_type_lower_bound_minimum_check CHECK (lower_bound >= 0)
);

CREATE INDEX grade_type_marking_system_id_idx ON curriculum.grade_type (marking_system_id);

CREATE TABLE curriculum.term (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    academic_year_id BIGINT NOT NULL,
    season TEXT NOT NULL,
    name TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT term_pkey PRIMARY KEY (id),
    CONSTRAINT term_period_check CHECK (ends_on > starts_on),
    CONSTRAINT term_academic_year_id_season_key UNIQUE (academic_year_id, season),
    CONSTRAINT term_academic_year_id_fkey FOREIGN KEY(academic_year_id) REFERENCES curriculum.academic_year (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT term_name_key UNIQUE (name),
    CONSTRAINT term_name_length_check CHECK (length(name) <= 64),
    CONSTRAINT term_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT term_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT term_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01')
);

CREATE INDEX term_academic_year_id_idx ON curriculum.term (academic_year_id);

CREATE TABLE curriculum.curriculum (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    specialty_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    education_type TEXT NOT NULL,
    education_form TEXT NOT NULL,
    entry_year INTEGER NOT NULL,
    variant INTEGER DEFAULT 1 NOT NULL,
    marking_system_id BIGINT NOT NULL,
    semesters INTEGER DEFAULT 8 NOT NULL,
    hours_per_credit INTEGER DEFAULT 30 NOT NULL,
    credits_per_semester INTEGER DEFAULT 30 NOT NULL,
    weekly_ceiling INTEGER DEFAULT 36 NOT NULL,
    accepted_at TIMESTAMP WITH TIME ZONE,
    accepted_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT curriculum_pkey PRIMARY KEY (id),
    CONSTRAINT curriculum_id_faculty_id_key UNIQUE (id, faculty_id),
    CONSTRAINT curriculum_plan_key UNIQUE (specialty_id, education_form, entry_year, marking_system_id, variant),
    CONSTRAINT curriculum_specialty_id_faculty_id_fkey FOREIGN KEY(specialty_id, faculty_id) REFERENCES students.specialty (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT curriculum_acceptance_check CHECK ((accepted_at is null) = (accepted_by is null)),
    CONSTRAINT curriculum_marking_system_id_fkey FOREIGN KEY(marking_system_id) REFERENCES curriculum.marking_system (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT curriculum_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT curriculum_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT curriculum_entry_year_minimum_check CHECK (entry_year >= 1990),
    CONSTRAINT curriculum_entry_year_maximum_check CHECK (entry_year <= 2100),
    CONSTRAINT curriculum_variant_minimum_check CHECK (variant >= 1),
    CONSTRAINT curriculum_variant_maximum_check CHECK (variant <= 99),
    CONSTRAINT curriculum_semesters_minimum_check CHECK (semesters >= 1),
    CONSTRAINT curriculum_semesters_maximum_check CHECK (semesters <= 12),
    CONSTRAINT curriculum_hours_per_credit_minimum_check CHECK (hours_per_credit >= 25),
    CONSTRAINT curriculum_hours_per_credit_maximum_check CHECK (hours_per_credit <= 30),
    CONSTRAINT curriculum_credits_per_semester_minimum_check CHECK (credits_per_semester >= 1),
    CONSTRAINT curriculum_credits_per_semester_maximum_check CHECK (credits_per_semester <= 60),
    CONSTRAINT curriculum_weekly_ceiling_minimum_check CHECK (weekly_ceiling >= 1),
    CONSTRAINT curriculum_weekly_ceiling_maximum_check CHECK (weekly_ceiling <= 60),
    CONSTRAINT curriculum_accepted_by_length_check CHECK (length(accepted_by) <= 63),
    CONSTRAINT curriculum_accepted_by_trimmed_check CHECK (accepted_by = btrim(accepted_by) and accepted_by <> '')
);

CREATE INDEX curriculum_marking_system_id_idx ON curriculum.curriculum (marking_system_id);
CREATE INDEX curriculum_scope_idx ON curriculum.curriculum (faculty_id, specialty_id);

CREATE TABLE curriculum.block (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    curriculum_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    credits NUMERIC(5, 1),
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT block_pkey PRIMARY KEY (id),
    CONSTRAINT block_curriculum_id_kind_key UNIQUE (curriculum_id, kind),
    CONSTRAINT block_curriculum_id_faculty_id_fkey FOREIGN KEY(curriculum_id, faculty_id) REFERENCES curriculum.curriculum (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT block_credits_minimum_check CHECK (credits >= 0)
);

CREATE INDEX block_scope_idx ON curriculum.block (faculty_id, curriculum_id);

CREATE TABLE curriculum.group_curriculum (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    curriculum_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT group_curriculum_pkey PRIMARY KEY (id),
    CONSTRAINT group_curriculum_group_id_key UNIQUE (group_id),
    CONSTRAINT group_curriculum_curriculum_id_faculty_id_fkey FOREIGN KEY(curriculum_id, faculty_id) REFERENCES curriculum.curriculum (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT group_curriculum_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX group_curriculum_group_id_idx ON curriculum.group_curriculum (group_id);
CREATE INDEX group_curriculum_scope_idx ON curriculum.group_curriculum (faculty_id, curriculum_id);

CREATE TABLE curriculum.semester (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    curriculum_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    term_id BIGINT,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT semester_pkey PRIMARY KEY (id),
    CONSTRAINT semester_id_curriculum_id_faculty_id_key UNIQUE (id, curriculum_id, faculty_id),
    CONSTRAINT semester_curriculum_id_number_key UNIQUE (curriculum_id, number),
    CONSTRAINT semester_curriculum_id_faculty_id_fkey FOREIGN KEY(curriculum_id, faculty_id) REFERENCES curriculum.curriculum (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT semester_period_check CHECK (ends_on > starts_on),
    CONSTRAINT semester_term_id_fkey FOREIGN KEY(term_id) REFERENCES curriculum.term (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT semester_number_minimum_check CHECK (number >= 1),
    CONSTRAINT semester_number_maximum_check CHECK (number <= 12),
    CONSTRAINT semester_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT semester_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01')
);

CREATE INDEX semester_scope_idx ON curriculum.semester (faculty_id, curriculum_id);
CREATE INDEX semester_term_id_idx ON curriculum.semester (term_id);

CREATE TABLE curriculum.course (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    curriculum_id BIGINT NOT NULL,
    semester_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    department_id BIGINT,
    block TEXT,
    kind TEXT DEFAULT '11' NOT NULL,
    choice INTEGER,
    seats INTEGER,
    credits NUMERIC(4, 1) NOT NULL,
    sheet_type_id BIGINT,
    ending TEXT DEFAULT '11' NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT course_pkey PRIMARY KEY (id),
    CONSTRAINT course_id_faculty_id_key UNIQUE (id, faculty_id),
    CONSTRAINT course_semester_id_subject_id_key UNIQUE (semester_id, subject_id),
    CONSTRAINT course_semester_id_curriculum_id_faculty_id_fkey FOREIGN KEY(semester_id, curriculum_id, faculty_id) REFERENCES curriculum.semester (id, curriculum_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT course_choice_of_electives_check CHECK ((kind = '12') or (choice is null and seats is null)),
    CONSTRAINT course_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT course_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT course_sheet_type_id_fkey FOREIGN KEY(sheet_type_id) REFERENCES curriculum.sheet_type (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT course_choice_minimum_check CHECK (choice >= 1),
    CONSTRAINT course_choice_maximum_check CHECK (choice <= 99),
    CONSTRAINT course_seats_minimum_check CHECK (seats >= 1),
    CONSTRAINT course_seats_maximum_check CHECK (seats <= 9999),
    CONSTRAINT course_credits_minimum_check CHECK (credits >= 0)
);

CREATE INDEX course_department_id_idx ON curriculum.course (department_id);
CREATE INDEX course_scope_idx ON curriculum.course (faculty_id, curriculum_id, semester_id);
CREATE INDEX course_sheet_type_id_idx ON curriculum.course (sheet_type_id);
CREATE INDEX course_subject_id_idx ON curriculum.course (subject_id);

CREATE TABLE curriculum.week (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    curriculum_id BIGINT NOT NULL,
    semester_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT DEFAULT '11' NOT NULL,
    starts_on DATE NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT week_pkey PRIMARY KEY (id),
    CONSTRAINT week_semester_id_number_key UNIQUE (semester_id, number),
    CONSTRAINT week_semester_id_starts_on_key UNIQUE (semester_id, starts_on),
    CONSTRAINT week_semester_id_curriculum_id_faculty_id_fkey FOREIGN KEY(semester_id, curriculum_id, faculty_id) REFERENCES curriculum.semester (id, curriculum_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT week_monday_check CHECK (extract(isodow from starts_on) = 1),
    CONSTRAINT week_number_minimum_check CHECK (number >= 1),
    CONSTRAINT week_number_maximum_check CHECK (number <= 53),
    CONSTRAINT week_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01')
);

CREATE INDEX week_scope_idx ON curriculum.week (faculty_id, semester_id, curriculum_id);

CREATE TABLE curriculum.control (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    course_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    maximum NUMERIC(6, 2) NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT control_pkey PRIMARY KEY (id),
    CONSTRAINT control_course_id_kind_key UNIQUE (course_id, kind),
    CONSTRAINT control_course_id_faculty_id_fkey FOREIGN KEY(course_id, faculty_id) REFERENCES curriculum.course (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT control_maximum_minimum_check CHECK (maximum >= 0)
);

CREATE INDEX control_scope_idx ON curriculum.control (faculty_id, course_id);

CREATE TABLE curriculum.course_hours (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    course_id BIGINT NOT NULL,
    training TEXT NOT NULL,
    hours INTEGER NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT course_hours_pkey PRIMARY KEY (id),
    CONSTRAINT course_hours_course_id_training_key UNIQUE (course_id, training),
    CONSTRAINT course_hours_course_id_faculty_id_fkey FOREIGN KEY(course_id, faculty_id) REFERENCES curriculum.course (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT course_hours_hours_minimum_check CHECK (hours >= 1),
    CONSTRAINT course_hours_hours_maximum_check CHECK (hours <= 2000)
);

CREATE INDEX course_hours_scope_idx ON curriculum.course_hours (faculty_id, course_id);

CREATE TABLE curriculum.registration (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    course_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    registered_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT registration_pkey PRIMARY KEY (id),
    CONSTRAINT registration_student_id_course_id_key UNIQUE (student_id, course_id),
    CONSTRAINT registration_course_id_faculty_id_fkey FOREIGN KEY(course_id, faculty_id) REFERENCES curriculum.course (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT registration_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX registration_scope_idx ON curriculum.registration (faculty_id, course_id);
CREATE INDEX registration_student_id_idx ON curriculum.registration (student_id);
