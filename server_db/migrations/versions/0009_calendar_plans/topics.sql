CREATE TABLE topics.calendar_plan (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    written_by TEXT NOT NULL,
    submitted_at TIMESTAMP WITH TIME ZONE,
    decided_at TIMESTAMP WITH TIME ZONE,
    decided_by TEXT,
    reason TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT calendar_plan_pkey PRIMARY KEY (id),
    CONSTRAINT calendar_plan_class_id_faculty_id_fkey FOREIGN KEY(class_id, faculty_id) REFERENCES teaching.class (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT calendar_plan_class_id_faculty_id_key UNIQUE (class_id, faculty_id),
    CONSTRAINT calendar_plan_decided_by_length_check CHECK (length(decided_by) <= 63),
    CONSTRAINT calendar_plan_decided_by_trimmed_check CHECK (decided_by = btrim(decided_by) and decided_by <> ''),
    CONSTRAINT calendar_plan_reason_length_check CHECK (length(reason) <= 256),
    CONSTRAINT calendar_plan_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT calendar_plan_returned_check CHECK (state <> 'returned' or reason is not null),
    CONSTRAINT calendar_plan_state_check CHECK (state in ('draft', 'submitted', 'approved', 'returned')),
    CONSTRAINT calendar_plan_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT calendar_plan_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT calendar_plan_written_by_length_check CHECK (length(written_by) <= 63),
    CONSTRAINT calendar_plan_written_by_trimmed_check CHECK (written_by = btrim(written_by) and written_by <> '')
);

CREATE INDEX calendar_plan_scope_idx ON topics.calendar_plan (faculty_id, class_id);

CREATE TABLE topics.calendar_line (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    place INTEGER NOT NULL,
    topic_id BIGINT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT calendar_line_pkey PRIMARY KEY (id),
    CONSTRAINT calendar_line_class_id_faculty_id_fkey FOREIGN KEY(class_id, faculty_id) REFERENCES topics.calendar_plan (class_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT calendar_line_place_key UNIQUE (class_id, faculty_id, place),
    CONSTRAINT calendar_line_place_maximum_check CHECK (place <= 999),
    CONSTRAINT calendar_line_place_minimum_check CHECK (place >= 1),
    CONSTRAINT calendar_line_topic_id_fkey FOREIGN KEY(topic_id) REFERENCES topics.topic (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX calendar_line_scope_idx ON topics.calendar_line (faculty_id, class_id);

CREATE INDEX calendar_line_topic_id_idx ON topics.calendar_line (topic_id);

