create schema audit;

create sequence audit.change_id_seq as bigint;

CREATE TABLE audit.batch (
    id BIGSERIAL NOT NULL,
    first_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    rows INTEGER NOT NULL,
    digest TEXT NOT NULL,
    chained TEXT NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT batch_pkey PRIMARY KEY (id),
    CONSTRAINT batch_rows_minimum_check CHECK (rows >= 1),
    CONSTRAINT batch_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT batch_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT batch_chained_length_check CHECK (length(chained) <= 64),
    CONSTRAINT batch_chained_trimmed_check CHECK (chained = btrim(chained) and chained <> '')
);

CREATE TABLE audit.change (
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    id BIGINT DEFAULT nextval('audit.change_id_seq'::regclass) NOT NULL,
    login TEXT NOT NULL,
    role TEXT,
    transaction TEXT NOT NULL,
    relation TEXT NOT NULL,
    record_id BIGINT,
    unit_id BIGINT,
    action TEXT NOT NULL,
    before JSONB,
    after JSONB,
    CONSTRAINT change_pkey PRIMARY KEY (at, id),
    CONSTRAINT change_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT change_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT change_role_length_check CHECK (length(role) <= 63),
    CONSTRAINT change_role_trimmed_check CHECK (role = btrim(role) and role <> ''),
    CONSTRAINT change_transaction_length_check CHECK (length(transaction) <= 32),
    CONSTRAINT change_transaction_trimmed_check CHECK (transaction = btrim(transaction) and transaction <> ''),
    CONSTRAINT change_relation_length_check CHECK (length(relation) <= 64),
    CONSTRAINT change_relation_trimmed_check CHECK (relation = btrim(relation) and relation <> ''),
    CONSTRAINT change_action_length_check CHECK (length(action) <= 6),
    CONSTRAINT change_action_trimmed_check CHECK (action = btrim(action) and action <> '')
)
 PARTITION BY range (at);

CREATE INDEX change_id_idx ON audit.change USING brin (id);
CREATE INDEX change_login_idx ON audit.change (login, at);
CREATE INDEX change_record_idx ON audit.change (relation, record_id, at);
