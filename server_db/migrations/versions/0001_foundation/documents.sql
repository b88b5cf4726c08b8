create schema documents;

CREATE TABLE documents.counter (
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT counter_pkey PRIMARY KEY (kind, year)
);

CREATE TABLE documents.paper (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    register_number TEXT NOT NULL,
    uuid UUID DEFAULT gen_random_uuid() NOT NULL,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    content JSONB NOT NULL,
    digest TEXT NOT NULL,
    registered_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    registered_by TEXT NOT NULL,
    cancelled_at TIMESTAMP WITH TIME ZONE,
    cancelled_by TEXT,
    cancel_reason TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT paper_pkey PRIMARY KEY (id),
    CONSTRAINT paper_uuid_key UNIQUE (uuid),
    CONSTRAINT paper_kind_year_number_key UNIQUE (kind, year, number),
    CONSTRAINT paper_id_faculty_id_key UNIQUE (id, faculty_id),
    CONSTRAINT paper_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT paper_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT paper_kind_length_check CHECK (length(kind) <= 32),
    CONSTRAINT paper_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT paper_year_minimum_check CHECK (year >= 2000),
    CONSTRAINT paper_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT paper_number_minimum_check CHECK (number >= 1),
    CONSTRAINT paper_register_number_length_check CHECK (length(register_number) <= 32),
    CONSTRAINT paper_register_number_trimmed_check CHECK (register_number = btrim(register_number) and register_number <> ''),
    CONSTRAINT paper_language_length_check CHECK (length(language) <= 5),
    CONSTRAINT paper_language_trimmed_check CHECK (language = btrim(language) and language <> ''),
    CONSTRAINT paper_language_pattern_check CHECK (language ~ '^(uz|oz|ru|en)$'),
    CONSTRAINT paper_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT paper_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT paper_registered_by_length_check CHECK (length(registered_by) <= 63),
    CONSTRAINT paper_registered_by_trimmed_check CHECK (registered_by = btrim(registered_by) and registered_by <> ''),
    CONSTRAINT paper_cancelled_by_length_check CHECK (length(cancelled_by) <= 63),
    CONSTRAINT paper_cancelled_by_trimmed_check CHECK (cancelled_by = btrim(cancelled_by) and cancelled_by <> ''),
    CONSTRAINT paper_cancel_reason_length_check CHECK (length(cancel_reason) <= 256),
    CONSTRAINT paper_cancel_reason_trimmed_check CHECK (cancel_reason = btrim(cancel_reason) and cancel_reason <> '')
);

CREATE INDEX paper_faculty_id_idx ON documents.paper (faculty_id);
CREATE INDEX paper_scope_idx ON documents.paper (faculty_id, registered_at);
CREATE INDEX paper_student_id_idx ON documents.paper (student_id);

CREATE TABLE documents.printing (
    id BIGSERIAL NOT NULL,
    paper_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    login TEXT NOT NULL,
    workstation TEXT,
    way TEXT NOT NULL,
    copies INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT printing_pkey PRIMARY KEY (id),
    CONSTRAINT printing_paper_id_faculty_id_fkey FOREIGN KEY(paper_id, faculty_id) REFERENCES documents.paper (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT printing_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT printing_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT printing_workstation_length_check CHECK (length(workstation) <= 128),
    CONSTRAINT printing_workstation_trimmed_check CHECK (workstation = btrim(workstation) and workstation <> ''),
    CONSTRAINT printing_way_length_check CHECK (length(way) <= 8),
    CONSTRAINT printing_way_trimmed_check CHECK (way = btrim(way) and way <> ''),
    CONSTRAINT printing_way_pattern_check CHECK (way ~ '^(print|save)$'),
    CONSTRAINT printing_copies_minimum_check CHECK (copies >= 1),
    CONSTRAINT printing_copies_maximum_check CHECK (copies <= 100)
);

CREATE INDEX printing_paper_idx ON documents.printing (paper_id, faculty_id);
CREATE INDEX printing_scope_idx ON documents.printing (faculty_id, at);
