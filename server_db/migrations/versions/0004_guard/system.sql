CREATE TABLE system.watch (
    name TEXT NOT NULL,
    began_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT watch_pkey PRIMARY KEY (name)
);

CREATE TABLE system.ended_session (
    id BIGSERIAL NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    login TEXT NOT NULL,
    pid INTEGER NOT NULL,
    reason TEXT NOT NULL,
    seconds INTEGER DEFAULT 0 NOT NULL,
    locks INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT ended_session_pkey PRIMARY KEY (id),
    CONSTRAINT ended_session_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT ended_session_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT ended_session_reason_length_check CHECK (length(reason) <= 16),
    CONSTRAINT ended_session_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT ended_session_seconds_minimum_check CHECK (seconds >= 0),
    CONSTRAINT ended_session_locks_minimum_check CHECK (locks >= 0)
);

CREATE INDEX ended_session_login_idx ON system.ended_session (login, at);

CREATE TABLE system.number_counter (
    relation TEXT NOT NULL,
    prefix TEXT NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT number_counter_pkey PRIMARY KEY (relation, prefix)
);

CREATE TABLE system.admitted_number (
    id BIGSERIAL NOT NULL,
    relation TEXT NOT NULL,
    number TEXT NOT NULL,
    reason TEXT NOT NULL,
    login TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT admitted_number_pkey PRIMARY KEY (id),
    CONSTRAINT admitted_number_number_key UNIQUE (number),
    CONSTRAINT admitted_number_relation_length_check CHECK (length(relation) <= 64),
    CONSTRAINT admitted_number_relation_trimmed_check CHECK (relation = btrim(relation) and relation <> ''),
    CONSTRAINT admitted_number_number_length_check CHECK (length(number) <= 12),
    CONSTRAINT admitted_number_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT admitted_number_reason_length_check CHECK (length(reason) <= 256),
    CONSTRAINT admitted_number_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT admitted_number_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT admitted_number_login_trimmed_check CHECK (login = btrim(login) and login <> '')
);

CREATE TABLE imports.search (
    reading_id BIGINT NOT NULL,
    login TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    numbers TEXT[] NOT NULL,
    CONSTRAINT search_pkey PRIMARY KEY (reading_id),
    CONSTRAINT search_reading_id_fkey FOREIGN KEY(reading_id) REFERENCES security.reading (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT search_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT search_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT search_kind_length_check CHECK (length(kind) <= 16),
    CONSTRAINT search_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT search_kind_pattern_check CHECK (kind ~ '^(students|employees)$')
);

CREATE INDEX search_login_idx ON imports.search (login, at);

ALTER TABLE security.request ADD CONSTRAINT request_details_volume_check CHECK (octet_length(details::text) <= 100000);
ALTER TABLE system.setting ADD CONSTRAINT setting_value_volume_check CHECK (octet_length(value::text) <= 100000);
ALTER TABLE system.person_setting ADD CONSTRAINT person_setting_value_volume_check CHECK (octet_length(value::text) <= 100000);
ALTER TABLE documents.paper ADD CONSTRAINT paper_content_volume_check CHECK (octet_length(content::text) <= 100000);
