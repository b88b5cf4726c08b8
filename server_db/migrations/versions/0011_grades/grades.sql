create schema grades;

CREATE TABLE grades.result (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    line TEXT NOT NULL,
    source TEXT NOT NULL,
    year INTEGER NOT NULL,
    semester INTEGER NOT NULL,
    hours INTEGER NOT NULL,
    credits NUMERIC(4, 1) NOT NULL,
    ending TEXT DEFAULT '11' NOT NULL,
    points NUMERIC(5, 2),
    five NUMERIC(3, 2),
    source_document TEXT NOT NULL,
    entered_by TEXT,
    accepted_at TIMESTAMP WITH TIME ZONE,
    accepted_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT result_pkey PRIMARY KEY (id),
    CONSTRAINT result_acceptance_check CHECK ((accepted_at is null) = (accepted_by is null)),
    CONSTRAINT result_accepted_by_length_check CHECK (length(accepted_by) <= 63),
    CONSTRAINT result_accepted_by_trimmed_check CHECK (accepted_by = btrim(accepted_by) and accepted_by <> ''),
    CONSTRAINT result_credits_minimum_check CHECK (credits >= 0),
    CONSTRAINT result_entered_by_length_check CHECK (length(entered_by) <= 63),
    CONSTRAINT result_entered_by_trimmed_check CHECK (entered_by = btrim(entered_by) and entered_by <> ''),
    CONSTRAINT result_five_minimum_check CHECK (five >= 0),
    CONSTRAINT result_hours_maximum_check CHECK (hours <= 2000),
    CONSTRAINT result_hours_minimum_check CHECK (hours >= 0),
    CONSTRAINT result_line_length_check CHECK (length(line) <= 16),
    CONSTRAINT result_line_trimmed_check CHECK (line = btrim(line) and line <> ''),
    CONSTRAINT result_points_minimum_check CHECK (points >= 0),
    CONSTRAINT result_points_or_mark_check CHECK (num_nonnulls(points, five) = 1),
    CONSTRAINT result_semester_maximum_check CHECK (semester <= 12),
    CONSTRAINT result_semester_minimum_check CHECK (semester >= 1),
    CONSTRAINT result_source_document_length_check CHECK (length(source_document) <= 256),
    CONSTRAINT result_source_document_trimmed_check CHECK (source_document = btrim(source_document) and source_document <> ''),
    CONSTRAINT result_source_length_check CHECK (length(source) <= 16),
    CONSTRAINT result_source_trimmed_check CHECK (source = btrim(source) and source <> ''),
    CONSTRAINT result_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT result_student_id_subject_id_semester_line_key UNIQUE (student_id, subject_id, semester, line),
    CONSTRAINT result_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT result_two_people_check CHECK (accepted_by <> entered_by),
    CONSTRAINT result_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT result_year_minimum_check CHECK (year >= 1990)
);

CREATE INDEX result_scope_idx ON grades.result (faculty_id, student_id);

CREATE INDEX result_subject_id_idx ON grades.result (subject_id);

CREATE TABLE grades.schedule (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    faculty_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    made_on DATE NOT NULL,
    until DATE,
    subjects INTEGER DEFAULT 0 NOT NULL,
    credits NUMERIC(5, 1) NOT NULL,
    cost NUMERIC(14, 2) NOT NULL,
    state TEXT NOT NULL,
    order_number TEXT,
    order_date DATE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT schedule_pkey PRIMARY KEY (id),
    CONSTRAINT schedule_id_faculty_id_student_id_key UNIQUE (id, faculty_id, student_id),
    CONSTRAINT schedule_made_on_range_check CHECK (made_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT schedule_number_key UNIQUE (number),
    CONSTRAINT schedule_number_length_check CHECK (length(number) <= 16),
    CONSTRAINT schedule_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT schedule_order_check CHECK ((state = 'ordered') = (order_number is not null and order_date is not null)),
    CONSTRAINT schedule_order_date_range_check CHECK (order_date between '1900-01-01' and '2100-01-01'),
    CONSTRAINT schedule_order_number_length_check CHECK (length(order_number) <= 32),
    CONSTRAINT schedule_order_number_trimmed_check CHECK (order_number = btrim(order_number) and order_number <> ''),
    CONSTRAINT schedule_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT schedule_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT schedule_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT schedule_subjects_minimum_check CHECK (subjects >= 0),
    CONSTRAINT schedule_until_range_check CHECK (until between '1900-01-01' and '2100-01-01')
);

CREATE INDEX schedule_scope_idx ON grades.schedule (faculty_id, student_id);

CREATE TABLE grades.sheet (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    faculty_id BIGINT NOT NULL,
    department_id BIGINT,
    term_id BIGINT NOT NULL,
    course_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    sheet_type_id BIGINT NOT NULL,
    group_id BIGINT,
    list INTEGER DEFAULT 1 NOT NULL,
    name TEXT NOT NULL,
    semester INTEGER NOT NULL,
    attempt INTEGER DEFAULT 1 NOT NULL,
    round INTEGER DEFAULT 1 NOT NULL,
    state TEXT NOT NULL,
    due_on DATE,
    marking TEXT NOT NULL,
    maximum NUMERIC(6, 2) NOT NULL,
    pass_percent NUMERIC(5, 2) NOT NULL,
    scale JSONB NOT NULL,
    credits NUMERIC(4, 1) NOT NULL,
    hours INTEGER NOT NULL,
    ending TEXT NOT NULL,
    students INTEGER DEFAULT 0 NOT NULL,
    missing INTEGER DEFAULT 0 NOT NULL,
    admitted_at TIMESTAMP WITH TIME ZONE,
    announced_at TIMESTAMP WITH TIME ZONE,
    opened_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT sheet_pkey PRIMARY KEY (id),
    CONSTRAINT sheet_attempt_maximum_check CHECK (attempt <= 9),
    CONSTRAINT sheet_attempt_minimum_check CHECK (attempt >= 1),
    CONSTRAINT sheet_course_id_faculty_id_fkey FOREIGN KEY(course_id, faculty_id) REFERENCES curriculum.course (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_due_on_range_check CHECK (due_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT sheet_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_hours_maximum_check CHECK (hours <= 2000),
    CONSTRAINT sheet_hours_minimum_check CHECK (hours >= 0),
    CONSTRAINT sheet_id_faculty_id_key UNIQUE (id, faculty_id),
    CONSTRAINT sheet_list_maximum_check CHECK (list <= 99),
    CONSTRAINT sheet_list_minimum_check CHECK (list >= 1),
    CONSTRAINT sheet_marking_length_check CHECK (length(marking) <= 8),
    CONSTRAINT sheet_marking_trimmed_check CHECK (marking = btrim(marking) and marking <> ''),
    CONSTRAINT sheet_missing_minimum_check CHECK (missing >= 0),
    CONSTRAINT sheet_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT sheet_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT sheet_number_key UNIQUE (number),
    CONSTRAINT sheet_number_length_check CHECK (length(number) <= 16),
    CONSTRAINT sheet_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT sheet_round_maximum_check CHECK (round <= 9),
    CONSTRAINT sheet_round_minimum_check CHECK (round >= 1),
    CONSTRAINT sheet_scale_volume_check CHECK (octet_length(scale::text) <= 100000),
    CONSTRAINT sheet_semester_maximum_check CHECK (semester <= 12),
    CONSTRAINT sheet_semester_minimum_check CHECK (semester >= 1),
    CONSTRAINT sheet_sheet_type_id_fkey FOREIGN KEY(sheet_type_id) REFERENCES curriculum.sheet_type (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_state_check CHECK (state in ('opened', 'filled', 'signed', 'confirmed', 'closed')),
    CONSTRAINT sheet_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT sheet_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT sheet_students_maximum_check CHECK (students <= 999),
    CONSTRAINT sheet_students_minimum_check CHECK (students >= 0),
    CONSTRAINT sheet_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_term_id_fkey FOREIGN KEY(term_id) REFERENCES curriculum.term (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX sheet_course_idx ON grades.sheet (course_id, faculty_id);

CREATE INDEX sheet_department_id_idx ON grades.sheet (department_id);

CREATE INDEX sheet_group_id_idx ON grades.sheet (group_id);

CREATE UNIQUE INDEX sheet_of_group_key ON grades.sheet (course_id, group_id, list, sheet_type_id, attempt, round) NULLS NOT DISTINCT;

CREATE INDEX sheet_scope_idx ON grades.sheet (faculty_id, term_id, state);

CREATE INDEX sheet_sheet_type_id_idx ON grades.sheet (sheet_type_id);

CREATE INDEX sheet_subject_id_idx ON grades.sheet (subject_id);

CREATE INDEX sheet_term_id_idx ON grades.sheet (term_id);

CREATE TABLE grades.component (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    maximum NUMERIC(6, 2) NOT NULL,
    minimum NUMERIC(6, 2),
    gate BOOLEAN DEFAULT false NOT NULL,
    final BOOLEAN DEFAULT false NOT NULL,
    owner TEXT NOT NULL,
    signed_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT component_pkey PRIMARY KEY (id),
    CONSTRAINT component_owner_length_check CHECK (length(owner) <= 16),
    CONSTRAINT component_owner_trimmed_check CHECK (owner = btrim(owner) and owner <> ''),
    CONSTRAINT component_position_maximum_check CHECK (position <= 20),
    CONSTRAINT component_position_minimum_check CHECK (position >= 1),
    CONSTRAINT component_sheet_id_faculty_id_fkey FOREIGN KEY(sheet_id, faculty_id) REFERENCES grades.sheet (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT component_sheet_id_kind_key UNIQUE (sheet_id, kind)
);

CREATE INDEX component_scope_idx ON grades.component (faculty_id, sheet_id);

CREATE TABLE grades.line (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    group_id BIGINT,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    student_number TEXT NOT NULL,
    hindrance JSONB,
    total NUMERIC(6, 2),
    mark TEXT,
    letter TEXT,
    grade NUMERIC(3, 2),
    outcome TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT line_pkey PRIMARY KEY (id),
    CONSTRAINT line_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_hindrance_volume_check CHECK (octet_length(hindrance::text) <= 100000),
    CONSTRAINT line_id_sheet_id_key UNIQUE (id, sheet_id),
    CONSTRAINT line_letter_length_check CHECK (length(letter) <= 4),
    CONSTRAINT line_letter_trimmed_check CHECK (letter = btrim(letter) and letter <> ''),
    CONSTRAINT line_mark_length_check CHECK (length(mark) <= 4),
    CONSTRAINT line_mark_trimmed_check CHECK (mark = btrim(mark) and mark <> ''),
    CONSTRAINT line_name_length_check CHECK (length(name) <= 200),
    CONSTRAINT line_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT line_outcome_length_check CHECK (length(outcome) <= 16),
    CONSTRAINT line_outcome_trimmed_check CHECK (outcome = btrim(outcome) and outcome <> ''),
    CONSTRAINT line_position_maximum_check CHECK (position <= 999),
    CONSTRAINT line_position_minimum_check CHECK (position >= 1),
    CONSTRAINT line_sheet_id_faculty_id_fkey FOREIGN KEY(sheet_id, faculty_id) REFERENCES grades.sheet (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_sheet_id_student_id_key UNIQUE (sheet_id, student_id),
    CONSTRAINT line_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_student_number_length_check CHECK (length(student_number) <= 12),
    CONSTRAINT line_student_number_trimmed_check CHECK (student_number = btrim(student_number) and student_number <> '')
);

CREATE INDEX line_group_id_idx ON grades.line (group_id);

CREATE INDEX line_scope_idx ON grades.line (faculty_id, sheet_id);

CREATE INDEX line_student_id_idx ON grades.line (student_id);

CREATE TABLE grades.appeal (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    line_id BIGINT NOT NULL,
    component_id BIGINT NOT NULL,
    filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    decision TEXT,
    points NUMERIC(6, 2),
    conclusion TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    recorded_by TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT appeal_pkey PRIMARY KEY (id),
    CONSTRAINT appeal_component_id_fkey FOREIGN KEY(component_id) REFERENCES grades.component (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT appeal_conclusion_length_check CHECK (length(conclusion) <= 1024),
    CONSTRAINT appeal_conclusion_trimmed_check CHECK (conclusion = btrim(conclusion) and conclusion <> ''),
    CONSTRAINT appeal_decision_length_check CHECK (length(decision) <= 16),
    CONSTRAINT appeal_decision_trimmed_check CHECK (decision = btrim(decision) and decision <> ''),
    CONSTRAINT appeal_line_id_component_id_key UNIQUE (line_id, component_id),
    CONSTRAINT appeal_line_id_fkey FOREIGN KEY(line_id) REFERENCES grades.line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT appeal_number_key UNIQUE (number),
    CONSTRAINT appeal_number_length_check CHECK (length(number) <= 16),
    CONSTRAINT appeal_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT appeal_points_minimum_check CHECK (points >= 0),
    CONSTRAINT appeal_reason_length_check CHECK (length(reason) <= 512),
    CONSTRAINT appeal_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT appeal_recorded_by_length_check CHECK (length(recorded_by) <= 63),
    CONSTRAINT appeal_recorded_by_trimmed_check CHECK (recorded_by = btrim(recorded_by) and recorded_by <> ''),
    CONSTRAINT appeal_sheet_id_faculty_id_fkey FOREIGN KEY(sheet_id, faculty_id) REFERENCES grades.sheet (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT appeal_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT appeal_state_trimmed_check CHECK (state = btrim(state) and state <> '')
);

CREATE INDEX appeal_component_id_idx ON grades.appeal (component_id);

CREATE INDEX appeal_line_id_idx ON grades.appeal (line_id);

CREATE INDEX appeal_scope_idx ON grades.appeal (faculty_id, sheet_id);

CREATE TABLE grades.cell (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    line_id BIGINT NOT NULL,
    component_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    points NUMERIC(6, 2),
    carried BOOLEAN DEFAULT false NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT cell_pkey PRIMARY KEY (id),
    CONSTRAINT cell_component_id_fkey FOREIGN KEY(component_id) REFERENCES grades.component (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT cell_entered_by_length_check CHECK (length(entered_by) <= 63),
    CONSTRAINT cell_entered_by_trimmed_check CHECK (entered_by = btrim(entered_by) and entered_by <> ''),
    CONSTRAINT cell_kind_check CHECK (kind in ('points', 'absent', 'excused', 'not_admitted', 'annulled', 'recognised')),
    CONSTRAINT cell_kind_length_check CHECK (length(kind) <= 16),
    CONSTRAINT cell_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT cell_line_id_component_id_key UNIQUE (line_id, component_id),
    CONSTRAINT cell_line_id_sheet_id_fkey FOREIGN KEY(line_id, sheet_id) REFERENCES grades.line (id, sheet_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT cell_points_minimum_check CHECK (points >= 0),
    CONSTRAINT cell_points_or_not_check CHECK ((kind in ('points', 'recognised')) = (points is not null))
);

CREATE INDEX cell_component_id_idx ON grades.cell (component_id);

CREATE INDEX cell_scope_idx ON grades.cell (faculty_id, sheet_id);

CREATE INDEX cell_sheet_idx ON grades.cell (line_id, sheet_id);

CREATE TABLE grades.grader (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    component_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    class_id BIGINT,
    signed_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT grader_pkey PRIMARY KEY (id),
    CONSTRAINT grader_class_id_fkey FOREIGN KEY(class_id) REFERENCES teaching.class (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT grader_component_id_fkey FOREIGN KEY(component_id) REFERENCES grades.component (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT grader_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT grader_sheet_id_faculty_id_fkey FOREIGN KEY(sheet_id, faculty_id) REFERENCES grades.sheet (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX grader_class_id_idx ON grades.grader (class_id);

CREATE INDEX grader_component_id_idx ON grades.grader (component_id);

CREATE INDEX grader_employee_id_idx ON grades.grader (employee_id);

CREATE UNIQUE INDEX grader_employee_key ON grades.grader (component_id, employee_id, class_id) NULLS NOT DISTINCT;

CREATE INDEX grader_scope_idx ON grades.grader (faculty_id, sheet_id);

CREATE TABLE grades.record (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    origin_id BIGINT NOT NULL,
    department_id BIGINT,
    student_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    course_id BIGINT,
    line TEXT NOT NULL,
    year INTEGER NOT NULL,
    semester INTEGER NOT NULL,
    hours INTEGER NOT NULL,
    credits NUMERIC(4, 1) NOT NULL,
    ending TEXT NOT NULL,
    attempt INTEGER DEFAULT 1 NOT NULL,
    round INTEGER DEFAULT 1 NOT NULL,
    points NUMERIC(5, 2),
    mark TEXT,
    letter TEXT,
    grade NUMERIC(3, 2) NOT NULL,
    passed BOOLEAN DEFAULT false NOT NULL,
    source TEXT NOT NULL,
    source_document TEXT,
    line_id BIGINT,
    result_id BIGINT,
    counts BOOLEAN DEFAULT false NOT NULL,
    why TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT record_pkey PRIMARY KEY (id),
    CONSTRAINT record_attempt_maximum_check CHECK (attempt <= 9),
    CONSTRAINT record_attempt_minimum_check CHECK (attempt >= 1),
    CONSTRAINT record_course_id_fkey FOREIGN KEY(course_id) REFERENCES curriculum.course (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT record_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT record_hours_maximum_check CHECK (hours <= 2000),
    CONSTRAINT record_hours_minimum_check CHECK (hours >= 0),
    CONSTRAINT record_letter_length_check CHECK (length(letter) <= 4),
    CONSTRAINT record_letter_trimmed_check CHECK (letter = btrim(letter) and letter <> ''),
    CONSTRAINT record_line_id_fkey FOREIGN KEY(line_id) REFERENCES grades.line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT record_line_id_key UNIQUE (line_id),
    CONSTRAINT record_line_length_check CHECK (length(line) <= 16),
    CONSTRAINT record_line_trimmed_check CHECK (line = btrim(line) and line <> ''),
    CONSTRAINT record_mark_length_check CHECK (length(mark) <= 4),
    CONSTRAINT record_mark_trimmed_check CHECK (mark = btrim(mark) and mark <> ''),
    CONSTRAINT record_origin_id_fkey FOREIGN KEY(origin_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT record_result_id_fkey FOREIGN KEY(result_id) REFERENCES grades.result (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT record_result_id_key UNIQUE (result_id),
    CONSTRAINT record_round_maximum_check CHECK (round <= 9),
    CONSTRAINT record_round_minimum_check CHECK (round >= 1),
    CONSTRAINT record_semester_maximum_check CHECK (semester <= 12),
    CONSTRAINT record_semester_minimum_check CHECK (semester >= 1),
    CONSTRAINT record_source_document_length_check CHECK (length(source_document) <= 256),
    CONSTRAINT record_source_document_trimmed_check CHECK (source_document = btrim(source_document) and source_document <> ''),
    CONSTRAINT record_source_length_check CHECK (length(source) <= 16),
    CONSTRAINT record_source_trimmed_check CHECK (source = btrim(source) and source <> ''),
    CONSTRAINT record_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT record_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT record_why_length_check CHECK (length(why) <= 16),
    CONSTRAINT record_why_trimmed_check CHECK (why = btrim(why) and why <> ''),
    CONSTRAINT record_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT record_year_minimum_check CHECK (year >= 1990)
);

CREATE UNIQUE INDEX record_counts_key ON grades.record (student_id, subject_id, semester, line) WHERE counts;

CREATE INDEX record_course_id_idx ON grades.record (course_id);

CREATE INDEX record_department_id_idx ON grades.record (department_id);

CREATE INDEX record_origin_id_idx ON grades.record (origin_id);

CREATE INDEX record_scope_idx ON grades.record (faculty_id, student_id);

CREATE INDEX record_subject_id_idx ON grades.record (subject_id);

CREATE TABLE grades.rectification (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    line_id BIGINT NOT NULL,
    component_id BIGINT NOT NULL,
    old_kind TEXT,
    old_points NUMERIC(6, 2),
    new_kind TEXT NOT NULL,
    new_points NUMERIC(6, 2),
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    asked_by TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE,
    decided_by TEXT,
    answer TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT rectification_pkey PRIMARY KEY (id),
    CONSTRAINT rectification_answer_length_check CHECK (length(answer) <= 512),
    CONSTRAINT rectification_answer_trimmed_check CHECK (answer = btrim(answer) and answer <> ''),
    CONSTRAINT rectification_asked_by_length_check CHECK (length(asked_by) <= 63),
    CONSTRAINT rectification_asked_by_trimmed_check CHECK (asked_by = btrim(asked_by) and asked_by <> ''),
    CONSTRAINT rectification_component_id_fkey FOREIGN KEY(component_id) REFERENCES grades.component (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT rectification_decided_by_length_check CHECK (length(decided_by) <= 63),
    CONSTRAINT rectification_decided_by_trimmed_check CHECK (decided_by = btrim(decided_by) and decided_by <> ''),
    CONSTRAINT rectification_line_id_fkey FOREIGN KEY(line_id) REFERENCES grades.line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT rectification_new_kind_length_check CHECK (length(new_kind) <= 16),
    CONSTRAINT rectification_new_kind_trimmed_check CHECK (new_kind = btrim(new_kind) and new_kind <> ''),
    CONSTRAINT rectification_new_points_minimum_check CHECK (new_points >= 0),
    CONSTRAINT rectification_number_key UNIQUE (number),
    CONSTRAINT rectification_number_length_check CHECK (length(number) <= 16),
    CONSTRAINT rectification_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT rectification_old_kind_length_check CHECK (length(old_kind) <= 16),
    CONSTRAINT rectification_old_kind_trimmed_check CHECK (old_kind = btrim(old_kind) and old_kind <> ''),
    CONSTRAINT rectification_reason_length_check CHECK (length(reason) <= 512),
    CONSTRAINT rectification_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT rectification_sheet_id_faculty_id_fkey FOREIGN KEY(sheet_id, faculty_id) REFERENCES grades.sheet (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT rectification_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT rectification_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT rectification_two_people_check CHECK (decided_by <> asked_by)
);

CREATE INDEX rectification_component_id_idx ON grades.rectification (component_id);

CREATE INDEX rectification_line_id_idx ON grades.rectification (line_id);

CREATE INDEX rectification_scope_idx ON grades.rectification (faculty_id, sheet_id);

CREATE UNIQUE INDEX rectification_waits_key ON grades.rectification (line_id, component_id) WHERE state = 'asked';

CREATE TABLE grades.stamp (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    component_id BIGINT,
    act TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    login TEXT NOT NULL,
    reason TEXT,
    digest TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT stamp_pkey PRIMARY KEY (id),
    CONSTRAINT stamp_act_length_check CHECK (length(act) <= 16),
    CONSTRAINT stamp_act_trimmed_check CHECK (act = btrim(act) and act <> ''),
    CONSTRAINT stamp_component_id_fkey FOREIGN KEY(component_id) REFERENCES grades.component (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT stamp_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT stamp_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT stamp_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT stamp_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT stamp_reason_length_check CHECK (length(reason) <= 512),
    CONSTRAINT stamp_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT stamp_sheet_id_faculty_id_fkey FOREIGN KEY(sheet_id, faculty_id) REFERENCES grades.sheet (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX stamp_component_id_idx ON grades.stamp (component_id);

CREATE INDEX stamp_scope_idx ON grades.stamp (faculty_id, sheet_id);

CREATE TABLE grades.appeal_member (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    appeal_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    chair BOOLEAN DEFAULT false NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT appeal_member_pkey PRIMARY KEY (id),
    CONSTRAINT appeal_member_appeal_id_employee_id_key UNIQUE (appeal_id, employee_id),
    CONSTRAINT appeal_member_appeal_id_fkey FOREIGN KEY(appeal_id) REFERENCES grades.appeal (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT appeal_member_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT appeal_member_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX appeal_chair_key ON grades.appeal_member (appeal_id) WHERE chair;

CREATE INDEX appeal_member_appeal_id_idx ON grades.appeal_member (appeal_id);

CREATE INDEX appeal_member_employee_id_idx ON grades.appeal_member (employee_id);

CREATE INDEX appeal_member_faculty_id_idx ON grades.appeal_member (faculty_id);

CREATE INDEX appeal_member_scope_idx ON grades.appeal_member (faculty_id, appeal_id);

CREATE TABLE grades.schedule_line (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    schedule_id BIGINT NOT NULL,
    record_id BIGINT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT schedule_line_pkey PRIMARY KEY (id),
    CONSTRAINT schedule_line_record_id_fkey FOREIGN KEY(record_id) REFERENCES grades.record (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT schedule_line_schedule_id_faculty_id_student_id_fkey FOREIGN KEY(schedule_id, faculty_id, student_id) REFERENCES grades.schedule (id, faculty_id, student_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT schedule_line_schedule_id_record_id_key UNIQUE (schedule_id, record_id)
);

CREATE INDEX schedule_line_record_id_idx ON grades.schedule_line (record_id);

CREATE INDEX schedule_line_schedule_idx ON grades.schedule_line (schedule_id, faculty_id, student_id);

CREATE INDEX schedule_line_scope_idx ON grades.schedule_line (faculty_id, student_id);

