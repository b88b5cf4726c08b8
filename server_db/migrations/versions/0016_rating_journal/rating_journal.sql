create schema rating_journal;

CREATE TABLE rating_journal.rule (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    term_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    department_id BIGINT,
    number INTEGER NOT NULL,
    lesson_points NUMERIC(6, 2) NOT NULL,
    task_points NUMERIC(6, 2) NOT NULL,
    attendance_points NUMERIC(6, 2) NOT NULL,
    best INTEGER,
    kinds JSONB NOT NULL,
    reason TEXT,
    made_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    made_by TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT rule_pkey PRIMARY KEY (id),
    CONSTRAINT rule_attendance_points_minimum_check CHECK (attendance_points >= 0),
    CONSTRAINT rule_best_maximum_check CHECK (best <= 99),
    CONSTRAINT rule_best_minimum_check CHECK (best >= 1),
    CONSTRAINT rule_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT rule_kinds_volume_check CHECK (octet_length(kinds::text) <= 100000),
    CONSTRAINT rule_lesson_points_minimum_check CHECK (lesson_points >= 0),
    CONSTRAINT rule_made_by_length_check CHECK (length(made_by) <= 63),
    CONSTRAINT rule_made_by_trimmed_check CHECK (made_by = btrim(made_by) and made_by <> ''),
    CONSTRAINT rule_number_maximum_check CHECK (number <= 999),
    CONSTRAINT rule_number_minimum_check CHECK (number >= 1),
    CONSTRAINT rule_reason_check CHECK ((number > 1) = (reason is not null)),
    CONSTRAINT rule_reason_length_check CHECK (length(reason) <= 512),
    CONSTRAINT rule_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT rule_shares_check CHECK (lesson_points + task_points + attendance_points > 0),
    CONSTRAINT rule_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT rule_task_points_minimum_check CHECK (task_points >= 0),
    CONSTRAINT rule_term_id_fkey FOREIGN KEY(term_id) REFERENCES curriculum.term (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX rule_department_id_idx ON rating_journal.rule (department_id);

CREATE UNIQUE INDEX rule_number_key ON rating_journal.rule (term_id, subject_id, department_id, number) NULLS NOT DISTINCT;

CREATE INDEX rule_subject_id_idx ON rating_journal.rule (subject_id);

CREATE INDEX rule_term_id_idx ON rating_journal.rule (term_id);

CREATE TABLE rating_journal.frozen (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    line_id BIGINT NOT NULL,
    component_id BIGINT NOT NULL,
    points NUMERIC(6, 2) NOT NULL,
    working JSONB NOT NULL,
    taken_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    taken_by TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT frozen_pkey PRIMARY KEY (id),
    CONSTRAINT frozen_component_id_fkey FOREIGN KEY(component_id) REFERENCES grades.component (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT frozen_line_id_component_id_key UNIQUE (line_id, component_id),
    CONSTRAINT frozen_line_id_sheet_id_fkey FOREIGN KEY(line_id, sheet_id) REFERENCES grades.line (id, sheet_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT frozen_points_minimum_check CHECK (points >= 0),
    CONSTRAINT frozen_sheet_id_faculty_id_fkey FOREIGN KEY(sheet_id, faculty_id) REFERENCES grades.sheet (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT frozen_taken_by_length_check CHECK (length(taken_by) <= 63),
    CONSTRAINT frozen_taken_by_trimmed_check CHECK (taken_by = btrim(taken_by) and taken_by <> ''),
    CONSTRAINT frozen_working_volume_check CHECK (octet_length(working::text) <= 100000)
);

CREATE INDEX frozen_component_id_idx ON rating_journal.frozen (component_id);

CREATE INDEX frozen_line_idx ON rating_journal.frozen (line_id, sheet_id);

CREATE INDEX frozen_scope_idx ON rating_journal.frozen (faculty_id, sheet_id);

CREATE TABLE rating_journal.points (
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
    number INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    students BIGINT[] NOT NULL,
    points TEXT NOT NULL,
    held BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT points_pkey PRIMARY KEY (id),
    CONSTRAINT points_class_id_term_id_faculty_id_fkey FOREIGN KEY(class_id, term_id, faculty_id) REFERENCES teaching.class (id, term_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT points_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT points_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT points_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT points_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT points_kind_maximum_check CHECK (kind <= 9),
    CONSTRAINT points_kind_minimum_check CHECK (kind >= 1),
    CONSTRAINT points_lesson_id_fkey FOREIGN KEY(lesson_id) REFERENCES timetable.lesson (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT points_number_maximum_check CHECK (number <= 9),
    CONSTRAINT points_number_minimum_check CHECK (number >= 1),
    CONSTRAINT points_pair_maximum_check CHECK (pair <= 12),
    CONSTRAINT points_pair_minimum_check CHECK (pair >= 1),
    CONSTRAINT points_points_check CHECK (points ~ '^(-|a|[0-9]{1,3}([.][0-9]{1,2})?)( (-|a|[0-9]{1,3}([.][0-9]{1,2})?))*$' and cardinality(string_to_array(points, ' ')) = cardinality(students))
);

CREATE INDEX points_class_idx ON rating_journal.points (class_id, term_id, faculty_id);

CREATE INDEX points_department_idx ON rating_journal.points (department_id, day);

CREATE INDEX points_employee_idx ON rating_journal.points (employee_id, day);

CREATE INDEX points_group_idx ON rating_journal.points (group_id, day);

CREATE INDEX points_lesson_idx ON rating_journal.points (lesson_id);

CREATE UNIQUE INDEX points_lesson_key ON rating_journal.points (lesson_id, number, group_id) NULLS NOT DISTINCT WHERE held;

CREATE INDEX points_scope_idx ON rating_journal.points (faculty_id, day);

