create schema imports;

CREATE TABLE imports.run (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    login TEXT NOT NULL,
    role TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    added INTEGER DEFAULT 0 NOT NULL,
    changed INTEGER DEFAULT 0 NOT NULL,
    unchanged INTEGER DEFAULT 0 NOT NULL,
    refused INTEGER DEFAULT 0 NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    undone_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT run_pkey PRIMARY KEY (id),
    CONSTRAINT run_kind_length_check CHECK (length(kind) <= 16),
    CONSTRAINT run_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT run_kind_pattern_check CHECK (kind ~ '^(students|employees)$'),
    CONSTRAINT run_file_name_length_check CHECK (length(file_name) <= 255),
    CONSTRAINT run_file_name_trimmed_check CHECK (file_name = btrim(file_name) and file_name <> ''),
    CONSTRAINT run_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT run_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT run_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT run_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT run_role_length_check CHECK (length(role) <= 40),
    CONSTRAINT run_role_trimmed_check CHECK (role = btrim(role) and role <> ''),
    CONSTRAINT run_added_minimum_check CHECK (added >= 0),
    CONSTRAINT run_changed_minimum_check CHECK (changed >= 0),
    CONSTRAINT run_unchanged_minimum_check CHECK (unchanged >= 0),
    CONSTRAINT run_refused_minimum_check CHECK (refused >= 0),
    CONSTRAINT run_undone_by_length_check CHECK (length(undone_by) <= 63),
    CONSTRAINT run_undone_by_trimmed_check CHECK (undone_by = btrim(undone_by) and undone_by <> '')
);

CREATE TABLE imports.effect (
    id BIGSERIAL NOT NULL,
    run_id BIGINT NOT NULL,
    relation TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    before JSONB,
    left_version INTEGER NOT NULL,
    CONSTRAINT effect_pkey PRIMARY KEY (id),
    CONSTRAINT effect_run_id_fkey FOREIGN KEY(run_id) REFERENCES imports.run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT effect_relation_length_check CHECK (length(relation) <= 64),
    CONSTRAINT effect_relation_trimmed_check CHECK (relation = btrim(relation) and relation <> ''),
    CONSTRAINT effect_action_length_check CHECK (length(action) <= 6),
    CONSTRAINT effect_action_trimmed_check CHECK (action = btrim(action) and action <> ''),
    CONSTRAINT effect_action_pattern_check CHECK (action ~ '^(insert|update)$'),
    CONSTRAINT effect_left_version_minimum_check CHECK (left_version >= 1)
);

CREATE INDEX effect_record_idx ON imports.effect (relation, record_id);
CREATE INDEX effect_run_id_idx ON imports.effect (run_id);
