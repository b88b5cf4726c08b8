create schema mobility;

CREATE TABLE mobility.exchange (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    direction TEXT NOT NULL,
    partner TEXT NOT NULL,
    country TEXT NOT NULL,
    programme TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    document TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT exchange_pkey PRIMARY KEY (id),
    CONSTRAINT exchange_direction_check CHECK (direction in ('incoming', 'outgoing')),
    CONSTRAINT exchange_direction_length_check CHECK (length(direction) <= 16),
    CONSTRAINT exchange_direction_trimmed_check CHECK (direction = btrim(direction) and direction <> ''),
    CONSTRAINT exchange_document_length_check CHECK (length(document) <= 256),
    CONSTRAINT exchange_document_trimmed_check CHECK (document = btrim(document) and document <> ''),
    CONSTRAINT exchange_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT exchange_partner_length_check CHECK (length(partner) <= 256),
    CONSTRAINT exchange_partner_trimmed_check CHECK (partner = btrim(partner) and partner <> ''),
    CONSTRAINT exchange_period_check CHECK (ends_on > starts_on),
    CONSTRAINT exchange_programme_length_check CHECK (length(programme) <= 256),
    CONSTRAINT exchange_programme_trimmed_check CHECK (programme = btrim(programme) and programme <> ''),
    CONSTRAINT exchange_scope_key UNIQUE (id, student_id, faculty_id),
    CONSTRAINT exchange_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT exchange_student_id_direction_starts_on_key UNIQUE (student_id, direction, starts_on),
    CONSTRAINT exchange_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX exchange_scope_idx ON mobility.exchange (faculty_id, student_id);

CREATE TABLE mobility.agreed_subject (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    exchange_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    hours INTEGER,
    credits NUMERIC(4, 1) NOT NULL,
    subject_id BIGINT,
    state TEXT NOT NULL,
    mark TEXT,
    result_id BIGINT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT agreed_subject_pkey PRIMARY KEY (id),
    CONSTRAINT agreed_subject_credits_minimum_check CHECK (credits >= 0.1),
    CONSTRAINT agreed_subject_exchange_id_name_key UNIQUE (exchange_id, name),
    CONSTRAINT agreed_subject_exchange_id_student_id_faculty_id_fkey FOREIGN KEY(exchange_id, student_id, faculty_id) REFERENCES mobility.exchange (id, student_id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT agreed_subject_hours_maximum_check CHECK (hours <= 2000),
    CONSTRAINT agreed_subject_hours_minimum_check CHECK (hours >= 1),
    CONSTRAINT agreed_subject_mark_length_check CHECK (length(mark) <= 32),
    CONSTRAINT agreed_subject_mark_trimmed_check CHECK (mark = btrim(mark) and mark <> ''),
    CONSTRAINT agreed_subject_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT agreed_subject_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT agreed_subject_result_id_fkey FOREIGN KEY(result_id) REFERENCES grades.result (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT agreed_subject_state_check CHECK (state in ('agreed', 'dropped')),
    CONSTRAINT agreed_subject_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT agreed_subject_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT agreed_subject_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX agreed_subject_result_id_idx ON mobility.agreed_subject (result_id);

CREATE INDEX agreed_subject_exchange_idx ON mobility.agreed_subject (exchange_id, student_id, faculty_id);

CREATE INDEX agreed_subject_scope_idx ON mobility.agreed_subject (faculty_id, exchange_id);

CREATE INDEX agreed_subject_subject_id_idx ON mobility.agreed_subject (subject_id);

