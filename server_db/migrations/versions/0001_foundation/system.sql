create schema system;

CREATE TABLE system.attachment (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    relation TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    author TEXT NOT NULL,
    added_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BYTEA NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT attachment_pkey PRIMARY KEY (id),
    CONSTRAINT attachment_media_type_check CHECK (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
    CONSTRAINT attachment_content_is_of_type_check CHECK (case media_type when 'application/pdf' then substr(content, 1, 5) = '%PDF-'::bytea when 'image/jpeg' then substr(content, 1, 3) = '\xffd8ff'::bytea when 'image/png' then substr(content, 1, 8) = '\x89504e470d0a1a0a'::bytea else substr(content, 1, 4) = '\x504b0304'::bytea end),
    CONSTRAINT attachment_relation_length_check CHECK (length(relation) <= 64),
    CONSTRAINT attachment_relation_trimmed_check CHECK (relation = btrim(relation) and relation <> ''),
    CONSTRAINT attachment_author_length_check CHECK (length(author) <= 63),
    CONSTRAINT attachment_author_trimmed_check CHECK (author = btrim(author) and author <> ''),
    CONSTRAINT attachment_name_length_check CHECK (length(name) <= 200),
    CONSTRAINT attachment_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT attachment_media_type_length_check CHECK (length(media_type) <= 100),
    CONSTRAINT attachment_media_type_trimmed_check CHECK (media_type = btrim(media_type) and media_type <> ''),
    CONSTRAINT attachment_content_size_check CHECK (octet_length(content) <= 10000000)
);

CREATE INDEX attachment_subject_idx ON system.attachment (relation, record_id);

CREATE TABLE system.backup (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    succeeded BOOLEAN DEFAULT false NOT NULL,
    size_bytes BIGINT,
    digest TEXT,
    message TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT backup_pkey PRIMARY KEY (id),
    CONSTRAINT backup_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT backup_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT backup_message_length_check CHECK (length(message) <= 1024),
    CONSTRAINT backup_message_trimmed_check CHECK (message = btrim(message) and message <> '')
);

CREATE TABLE system.note (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    relation TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    author TEXT NOT NULL,
    written_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    body TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT note_pkey PRIMARY KEY (id),
    CONSTRAINT note_relation_length_check CHECK (length(relation) <= 64),
    CONSTRAINT note_relation_trimmed_check CHECK (relation = btrim(relation) and relation <> ''),
    CONSTRAINT note_author_length_check CHECK (length(author) <= 63),
    CONSTRAINT note_author_trimmed_check CHECK (author = btrim(author) and author <> ''),
    CONSTRAINT note_body_length_check CHECK (length(body) <= 4000),
    CONSTRAINT note_body_trimmed_check CHECK (body = btrim(body) and body <> '')
);

CREATE INDEX note_subject_idx ON system.note (relation, record_id);

CREATE TABLE system.person_setting (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    login TEXT NOT NULL,
    key TEXT NOT NULL,
    value JSONB NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT person_setting_pkey PRIMARY KEY (id),
    CONSTRAINT person_setting_login_key_key UNIQUE (login, key),
    CONSTRAINT person_setting_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT person_setting_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT person_setting_key_length_check CHECK (length(key) <= 128),
    CONSTRAINT person_setting_key_trimmed_check CHECK (key = btrim(key) and key <> '')
);

CREATE TABLE system.setting (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    key TEXT NOT NULL,
    value JSONB NOT NULL,
    note TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT setting_pkey PRIMARY KEY (id),
    CONSTRAINT setting_key_key UNIQUE (key),
    CONSTRAINT setting_key_length_check CHECK (length(key) <= 64),
    CONSTRAINT setting_key_trimmed_check CHECK (key = btrim(key) and key <> ''),
    CONSTRAINT setting_key_pattern_check CHECK (key ~ '^[a-z][a-z0-9_.]*$'),
    CONSTRAINT setting_note_length_check CHECK (length(note) <= 256),
    CONSTRAINT setting_note_trimmed_check CHECK (note = btrim(note) and note <> '')
);
