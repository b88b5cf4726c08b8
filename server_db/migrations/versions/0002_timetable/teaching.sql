create schema teaching;

CREATE TABLE teaching.norm (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    academic_year_id BIGINT NOT NULL,
    post TEXT NOT NULL,
    hours_at_least INTEGER NOT NULL,
    hours_at_most INTEGER NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT norm_pkey PRIMARY KEY (id),
    CONSTRAINT norm_academic_year_id_post_key UNIQUE (academic_year_id, post),
    CONSTRAINT norm_bounds_check CHECK (hours_at_least <= hours_at_most),
    CONSTRAINT norm_academic_year_id_fkey FOREIGN KEY(academic_year_id) REFERENCES curriculum.academic_year (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT norm_hours_at_least_minimum_check CHECK (hours_at_least >= 0),
    CONSTRAINT norm_hours_at_least_maximum_check CHECK (hours_at_least <= 3000),
    CONSTRAINT norm_hours_at_most_minimum_check CHECK (hours_at_most >= 1),
    CONSTRAINT norm_hours_at_most_maximum_check CHECK (hours_at_most <= 3000)
);

CREATE INDEX norm_academic_year_id_idx ON teaching.norm (academic_year_id);

CREATE TABLE teaching.class (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    term_id BIGINT NOT NULL,
    course_id BIGINT NOT NULL,
    department_id BIGINT,
    training TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER DEFAULT 0 NOT NULL,
    hours INTEGER NOT NULL,
    pairs INTEGER DEFAULT 1 NOT NULL,
    room_kind TEXT,
    device TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT class_pkey PRIMARY KEY (id),
    CONSTRAINT class_id_faculty_id_key UNIQUE (id, faculty_id),
    CONSTRAINT class_id_term_id_faculty_id_key UNIQUE (id, term_id, faculty_id),
    CONSTRAINT class_course_id_faculty_id_fkey FOREIGN KEY(course_id, faculty_id) REFERENCES curriculum.course (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT class_term_id_fkey FOREIGN KEY(term_id) REFERENCES curriculum.term (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT class_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT class_name_length_check CHECK (length(name) <= 512),
    CONSTRAINT class_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT class_size_minimum_check CHECK (size >= 0),
    CONSTRAINT class_size_maximum_check CHECK (size <= 9999),
    CONSTRAINT class_hours_minimum_check CHECK (hours >= 1),
    CONSTRAINT class_hours_maximum_check CHECK (hours <= 2000),
    CONSTRAINT class_pairs_minimum_check CHECK (pairs >= 1),
    CONSTRAINT class_pairs_maximum_check CHECK (pairs <= 6)
);

CREATE INDEX class_course_idx ON teaching.class (course_id, faculty_id);
CREATE INDEX class_department_id_idx ON teaching.class (department_id);
CREATE INDEX class_scope_idx ON teaching.class (faculty_id, term_id);
CREATE INDEX class_term_id_idx ON teaching.class (term_id);

CREATE TABLE teaching.assignment (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    department_id BIGINT,
    employee_id BIGINT NOT NULL,
    hours INTEGER NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT assignment_pkey PRIMARY KEY (id),
    CONSTRAINT assignment_class_id_employee_id_key UNIQUE (class_id, employee_id),
    CONSTRAINT assignment_class_id_faculty_id_fkey FOREIGN KEY(class_id, faculty_id) REFERENCES teaching.class (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT assignment_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT assignment_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT assignment_hours_minimum_check CHECK (hours >= 1),
    CONSTRAINT assignment_hours_maximum_check CHECK (hours <= 2000)
);

CREATE INDEX assignment_department_id_idx ON teaching.assignment (department_id);
CREATE INDEX assignment_department_scope_idx ON teaching.assignment (department_id, class_id);
CREATE INDEX assignment_employee_id_idx ON teaching.assignment (employee_id);
CREATE INDEX assignment_scope_idx ON teaching.assignment (faculty_id, class_id);

CREATE TABLE teaching.part (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    course_id BIGINT NOT NULL,
    slice_from INTEGER DEFAULT 0 NOT NULL,
    slice_to INTEGER DEFAULT 12 NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT part_pkey PRIMARY KEY (id),
    CONSTRAINT part_class_id_group_id_slice_from_key UNIQUE (class_id, group_id, slice_from),
    CONSTRAINT part_class_id_faculty_id_fkey FOREIGN KEY(class_id, faculty_id) REFERENCES teaching.class (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT part_slices_check CHECK (slice_from < slice_to),
    CONSTRAINT part_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT part_course_id_fkey FOREIGN KEY(course_id) REFERENCES curriculum.course (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT part_slice_from_minimum_check CHECK (slice_from >= 0),
    CONSTRAINT part_slice_from_maximum_check CHECK (slice_from <= 11),
    CONSTRAINT part_slice_to_minimum_check CHECK (slice_to >= 1),
    CONSTRAINT part_slice_to_maximum_check CHECK (slice_to <= 12)
);

CREATE INDEX part_course_id_idx ON teaching.part (course_id);
CREATE INDEX part_group_id_idx ON teaching.part (group_id);
CREATE INDEX part_scope_idx ON teaching.part (faculty_id, class_id);
