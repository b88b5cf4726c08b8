ALTER TABLE topics.topic ADD CONSTRAINT topic_id_subject_id_department_id_key UNIQUE (id, subject_id, department_id);

CREATE TABLE topics.resource (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT,
    file_name TEXT,
    media_type TEXT,
    size INTEGER,
    digest TEXT,
    state TEXT NOT NULL,
    added_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT resource_pkey PRIMARY KEY (id),
    CONSTRAINT resource_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT resource_digest_pattern_check CHECK (digest ~ '^[0-9a-f]{64}$'),
    CONSTRAINT resource_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT resource_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT resource_file_check CHECK (kind = 'link' or (file_name is not null and size is not null and digest is not null)),
    CONSTRAINT resource_file_name_length_check CHECK (length(file_name) <= 256),
    CONSTRAINT resource_file_name_trimmed_check CHECK (file_name = btrim(file_name) and file_name <> ''),
    CONSTRAINT resource_kind_check CHECK (kind in ('file', 'link')),
    CONSTRAINT resource_kind_length_check CHECK (length(kind) <= 8),
    CONSTRAINT resource_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT resource_link_check CHECK ((kind = 'link') = (url is not null)),
    CONSTRAINT resource_media_type_length_check CHECK (length(media_type) <= 128),
    CONSTRAINT resource_media_type_trimmed_check CHECK (media_type = btrim(media_type) and media_type <> ''),
    CONSTRAINT resource_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT resource_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT resource_size_maximum_check CHECK (size <= 1073741824),
    CONSTRAINT resource_size_minimum_check CHECK (size >= 1),
    CONSTRAINT resource_state_check CHECK (state in ('uploading', 'ready')),
    CONSTRAINT resource_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT resource_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT resource_topic_id_subject_id_department_id_fkey FOREIGN KEY(topic_id, subject_id, department_id) REFERENCES topics.topic (id, subject_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT resource_url_length_check CHECK (length(url) <= 1024),
    CONSTRAINT resource_url_pattern_check CHECK (url ~ '^https?://[^[:space:]]+$'),
    CONSTRAINT resource_url_trimmed_check CHECK (url = btrim(url) and url <> '')
);

CREATE INDEX resource_employee_id_idx ON topics.resource (employee_id);

CREATE INDEX resource_scope_idx ON topics.resource (department_id, subject_id);

CREATE INDEX resource_topic_idx ON topics.resource (topic_id, subject_id, department_id);

CREATE TABLE topics.resource_piece (
    resource_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    content BYTEA NOT NULL,
    CONSTRAINT resource_piece_pkey PRIMARY KEY (resource_id, number),
    CONSTRAINT resource_piece_resource_id_fkey FOREIGN KEY(resource_id) REFERENCES topics.resource (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT resource_piece_size_check CHECK (octet_length(content) between 1 and 1048576)
);
