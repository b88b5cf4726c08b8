create schema graduation;

CREATE TABLE graduation.acceptance (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    student_name TEXT NOT NULL,
    student_number TEXT NOT NULL,
    group_name TEXT,
    curriculum_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    subjects INTEGER DEFAULT 0 NOT NULL,
    credits NUMERIC(6, 1) NOT NULL,
    gpa NUMERIC(4, 2),
    fives INTEGER DEFAULT 0 NOT NULL,
    fours INTEGER DEFAULT 0 NOT NULL,
    marked INTEGER DEFAULT 0 NOT NULL,
    honours BOOLEAN DEFAULT false NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    accepted_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    accepted_by TEXT NOT NULL,
    ask_reason TEXT,
    asked_at TIMESTAMP WITH TIME ZONE,
    asked_by TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    decided_by TEXT,
    decree_id BIGINT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT acceptance_pkey PRIMARY KEY (id),
    CONSTRAINT acceptance_accepted_by_length_check CHECK (length(accepted_by) <= 63),
    CONSTRAINT acceptance_accepted_by_trimmed_check CHECK (accepted_by = btrim(accepted_by) and accepted_by <> ''),
    CONSTRAINT acceptance_ask_reason_length_check CHECK (length(ask_reason) <= 512),
    CONSTRAINT acceptance_ask_reason_trimmed_check CHECK (ask_reason = btrim(ask_reason) and ask_reason <> ''),
    CONSTRAINT acceptance_asked_by_length_check CHECK (length(asked_by) <= 63),
    CONSTRAINT acceptance_asked_by_trimmed_check CHECK (asked_by = btrim(asked_by) and asked_by <> ''),
    CONSTRAINT acceptance_asked_check CHECK (num_nulls(asked_at, asked_by, ask_reason) in (0, 3) and (state <> 'asked' or asked_at is not null)),
    CONSTRAINT acceptance_content_length_check CHECK (length(content) <= 60000),
    CONSTRAINT acceptance_content_trimmed_check CHECK (content = btrim(content) and content <> ''),
    CONSTRAINT acceptance_curriculum_id_fkey FOREIGN KEY(curriculum_id) REFERENCES curriculum.curriculum (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT acceptance_decided_by_length_check CHECK (length(decided_by) <= 63),
    CONSTRAINT acceptance_decided_by_trimmed_check CHECK (decided_by = btrim(decided_by) and decided_by <> ''),
    CONSTRAINT acceptance_decree_id_fkey FOREIGN KEY(decree_id) REFERENCES movement.decree (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT acceptance_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT acceptance_digest_pattern_check CHECK (digest ~ '^[0-9a-f]{64}$'),
    CONSTRAINT acceptance_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT acceptance_fives_minimum_check CHECK (fives >= 0),
    CONSTRAINT acceptance_fours_minimum_check CHECK (fours >= 0),
    CONSTRAINT acceptance_group_name_length_check CHECK (length(group_name) <= 64),
    CONSTRAINT acceptance_group_name_trimmed_check CHECK (group_name = btrim(group_name) and group_name <> ''),
    CONSTRAINT acceptance_marked_minimum_check CHECK (marked >= 0),
    CONSTRAINT acceptance_state_check CHECK (state in ('accepted', 'asked', 'taken_back')),
    CONSTRAINT acceptance_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT acceptance_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT acceptance_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT acceptance_student_name_length_check CHECK (length(student_name) <= 256),
    CONSTRAINT acceptance_student_name_trimmed_check CHECK (student_name = btrim(student_name) and student_name <> ''),
    CONSTRAINT acceptance_student_number_length_check CHECK (length(student_number) <= 12),
    CONSTRAINT acceptance_student_number_trimmed_check CHECK (student_number = btrim(student_number) and student_number <> ''),
    CONSTRAINT acceptance_subjects_minimum_check CHECK (subjects >= 0),
    CONSTRAINT acceptance_two_people_check CHECK (decided_by <> asked_by)
);

CREATE INDEX acceptance_curriculum_id_idx ON graduation.acceptance (curriculum_id);

CREATE INDEX acceptance_decree_id_idx ON graduation.acceptance (decree_id);

CREATE INDEX acceptance_scope_idx ON graduation.acceptance (faculty_id, student_id);

CREATE UNIQUE INDEX acceptance_standing_key ON graduation.acceptance (student_id) WHERE state <> 'taken_back';


-- Graduation by order 17 needs an accepted record; the end of studies without attestation stands beside it.
INSERT INTO movement.transition (act, order_type, from_status, to_status, moves, reasons, dated, asks_accounting) VALUES
    ('graduate', '17', '11', '14', NULL, NULL, false, false);
