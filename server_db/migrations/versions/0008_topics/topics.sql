create schema topics;

CREATE TABLE topics.approval (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    training TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approved_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT approval_pkey PRIMARY KEY (id),
    CONSTRAINT approval_approved_by_length_check CHECK (length(approved_by) <= 63),
    CONSTRAINT approval_approved_by_trimmed_check CHECK (approved_by = btrim(approved_by) and approved_by <> ''),
    CONSTRAINT approval_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT approval_list_key UNIQUE (subject_id, department_id, training),
    CONSTRAINT approval_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX approval_scope_idx ON topics.approval (department_id, subject_id);

CREATE TABLE topics.topic (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    training TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    hours INTEGER DEFAULT 2 NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT topic_pkey PRIMARY KEY (id),
    CONSTRAINT topic_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT topic_hours_maximum_check CHECK (hours <= 99),
    CONSTRAINT topic_hours_minimum_check CHECK (hours >= 1),
    CONSTRAINT topic_name_length_check CHECK (length(name) <= 512),
    CONSTRAINT topic_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT topic_number_key UNIQUE (subject_id, department_id, training, number) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT topic_number_maximum_check CHECK (number <= 999),
    CONSTRAINT topic_number_minimum_check CHECK (number >= 1),
    CONSTRAINT topic_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX topic_scope_idx ON topics.topic (department_id, subject_id);

