create schema differences;

CREATE TABLE differences.difference (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    student_name TEXT NOT NULL,
    student_number TEXT NOT NULL,
    curriculum_id BIGINT NOT NULL,
    semester INTEGER NOT NULL,
    elsewhere TEXT,
    state TEXT NOT NULL,
    differing INTEGER DEFAULT 0 NOT NULL,
    differing_credits NUMERIC(6, 1) NOT NULL,
    made_on DATE NOT NULL,
    made_by TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE,
    decided_by TEXT,
    entered_at TIMESTAMP WITH TIME ZONE,
    entered_by TEXT,
    schedule_id BIGINT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT difference_pkey PRIMARY KEY (id),
    CONSTRAINT difference_curriculum_id_faculty_id_fkey FOREIGN KEY(curriculum_id, faculty_id) REFERENCES curriculum.curriculum (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT difference_decided_by_length_check CHECK (length(decided_by) <= 63),
    CONSTRAINT difference_decided_by_trimmed_check CHECK (decided_by = btrim(decided_by) and decided_by <> ''),
    CONSTRAINT difference_differing_minimum_check CHECK (differing >= 0),
    CONSTRAINT difference_elsewhere_length_check CHECK (length(elsewhere) <= 256),
    CONSTRAINT difference_elsewhere_trimmed_check CHECK (elsewhere = btrim(elsewhere) and elsewhere <> ''),
    CONSTRAINT difference_entered_by_length_check CHECK (length(entered_by) <= 63),
    CONSTRAINT difference_entered_by_trimmed_check CHECK (entered_by = btrim(entered_by) and entered_by <> ''),
    CONSTRAINT difference_id_faculty_id_key UNIQUE (id, faculty_id),
    CONSTRAINT difference_made_by_length_check CHECK (length(made_by) <= 63),
    CONSTRAINT difference_made_by_trimmed_check CHECK (made_by = btrim(made_by) and made_by <> ''),
    CONSTRAINT difference_made_on_range_check CHECK (made_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT difference_schedule_id_fkey FOREIGN KEY(schedule_id) REFERENCES grades.schedule (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT difference_semester_maximum_check CHECK (semester <= 13),
    CONSTRAINT difference_semester_minimum_check CHECK (semester >= 1),
    CONSTRAINT difference_state_check CHECK (state in ('open', 'decided', 'entered')),
    CONSTRAINT difference_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT difference_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT difference_student_id_curriculum_id_semester_key UNIQUE (student_id, curriculum_id, semester),
    CONSTRAINT difference_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT difference_student_name_length_check CHECK (length(student_name) <= 256),
    CONSTRAINT difference_student_name_trimmed_check CHECK (student_name = btrim(student_name) and student_name <> ''),
    CONSTRAINT difference_student_number_length_check CHECK (length(student_number) <= 12),
    CONSTRAINT difference_student_number_trimmed_check CHECK (student_number = btrim(student_number) and student_number <> '')
);

CREATE INDEX difference_schedule_id_idx ON differences.difference (schedule_id);

CREATE INDEX difference_scope_idx ON differences.difference (faculty_id, curriculum_id);

CREATE INDEX difference_student_id_idx ON differences.difference (student_id);

CREATE TABLE differences.studied (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    difference_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    semester INTEGER,
    year INTEGER,
    hours INTEGER NOT NULL,
    credits NUMERIC(5, 2) NOT NULL,
    points NUMERIC(5, 2),
    five NUMERIC(3, 2),
    source_document TEXT,
    own BOOLEAN DEFAULT false NOT NULL,
    subject_id BIGINT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT studied_pkey PRIMARY KEY (id),
    CONSTRAINT studied_credits_minimum_check CHECK (credits >= 0),
    CONSTRAINT studied_difference_id_faculty_id_fkey FOREIGN KEY(difference_id, faculty_id) REFERENCES differences.difference (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT studied_five_minimum_check CHECK (five >= 0),
    CONSTRAINT studied_hours_maximum_check CHECK (hours <= 2000),
    CONSTRAINT studied_hours_minimum_check CHECK (hours >= 0),
    CONSTRAINT studied_id_difference_id_key UNIQUE (id, difference_id),
    CONSTRAINT studied_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT studied_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT studied_of_five_check CHECK (five <= 5),
    CONSTRAINT studied_of_hundred_check CHECK (points <= 100),
    CONSTRAINT studied_points_minimum_check CHECK (points >= 0),
    CONSTRAINT studied_points_or_mark_check CHECK (num_nonnulls(points, five) = 1),
    CONSTRAINT studied_semester_maximum_check CHECK (semester <= 12),
    CONSTRAINT studied_semester_minimum_check CHECK (semester >= 1),
    CONSTRAINT studied_source_document_length_check CHECK (length(source_document) <= 200),
    CONSTRAINT studied_source_document_trimmed_check CHECK (source_document = btrim(source_document) and source_document <> ''),
    CONSTRAINT studied_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT studied_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT studied_year_minimum_check CHECK (year >= 1990)
);

CREATE INDEX studied_scope_idx ON differences.studied (faculty_id, difference_id);

CREATE INDEX studied_subject_id_idx ON differences.studied (subject_id);

CREATE TABLE differences.item (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    difference_id BIGINT NOT NULL,
    semester INTEGER NOT NULL,
    course_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    hours INTEGER NOT NULL,
    credits NUMERIC(4, 1) NOT NULL,
    ending TEXT NOT NULL,
    studied_id BIGINT,
    proposed_id BIGINT,
    decision TEXT,
    until DATE,
    note TEXT,
    result_id BIGINT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT item_pkey PRIMARY KEY (id),
    CONSTRAINT item_course_id_fkey FOREIGN KEY(course_id) REFERENCES curriculum.course (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT item_credits_minimum_check CHECK (credits >= 0),
    CONSTRAINT item_decision_check CHECK (decision in ('recognised', 'made_up')),
    CONSTRAINT item_decision_length_check CHECK (length(decision) <= 16),
    CONSTRAINT item_decision_trimmed_check CHECK (decision = btrim(decision) and decision <> ''),
    CONSTRAINT item_difference_id_course_id_key UNIQUE (difference_id, course_id),
    CONSTRAINT item_difference_id_faculty_id_fkey FOREIGN KEY(difference_id, faculty_id) REFERENCES differences.difference (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT item_hours_maximum_check CHECK (hours <= 2000),
    CONSTRAINT item_hours_minimum_check CHECK (hours >= 0),
    CONSTRAINT item_made_up_check CHECK (decision <> 'made_up' or until is not null),
    CONSTRAINT item_note_length_check CHECK (length(note) <= 256),
    CONSTRAINT item_note_trimmed_check CHECK (note = btrim(note) and note <> ''),
    CONSTRAINT item_proposed_id_difference_id_fkey FOREIGN KEY(proposed_id, difference_id) REFERENCES differences.studied (id, difference_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT item_recognised_check CHECK (decision <> 'recognised' or studied_id is not null),
    CONSTRAINT item_result_id_fkey FOREIGN KEY(result_id) REFERENCES grades.result (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT item_semester_maximum_check CHECK (semester <= 12),
    CONSTRAINT item_semester_minimum_check CHECK (semester >= 1),
    CONSTRAINT item_studied_id_difference_id_fkey FOREIGN KEY(studied_id, difference_id) REFERENCES differences.studied (id, difference_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT item_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT item_until_range_check CHECK (until between '1900-01-01' and '2100-01-01')
);

CREATE INDEX item_course_id_idx ON differences.item (course_id);

CREATE INDEX item_proposed_idx ON differences.item (proposed_id, difference_id);

CREATE INDEX item_result_id_idx ON differences.item (result_id);

CREATE INDEX item_scope_idx ON differences.item (faculty_id, difference_id);

CREATE UNIQUE INDEX item_studied_key ON differences.item (studied_id) WHERE studied_id is not null;

CREATE INDEX item_subject_id_idx ON differences.item (subject_id);

