create schema security;

CREATE TABLE security.reading (
    id BIGSERIAL NOT NULL,
    login TEXT NOT NULL,
    role TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    relation TEXT NOT NULL,
    record_ids BIGINT[] NOT NULL,
    reason TEXT,
    transaction TEXT NOT NULL,
    CONSTRAINT reading_pkey PRIMARY KEY (id),
    CONSTRAINT reading_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT reading_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT reading_role_length_check CHECK (length(role) <= 40),
    CONSTRAINT reading_role_trimmed_check CHECK (role = btrim(role) and role <> ''),
    CONSTRAINT reading_relation_length_check CHECK (length(relation) <= 64),
    CONSTRAINT reading_relation_trimmed_check CHECK (relation = btrim(relation) and relation <> ''),
    CONSTRAINT reading_reason_length_check CHECK (length(reason) <= 256),
    CONSTRAINT reading_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> '')
);

CREATE INDEX reading_login_idx ON security.reading (login, at);

CREATE TABLE security.request (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    details JSONB NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    decided_by TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    accepted BOOLEAN DEFAULT false NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT request_pkey PRIMARY KEY (id),
    CONSTRAINT request_act_length_check CHECK (length(act) <= 40),
    CONSTRAINT request_act_trimmed_check CHECK (act = btrim(act) and act <> ''),
    CONSTRAINT request_subject_length_check CHECK (length(subject) <= 63),
    CONSTRAINT request_subject_trimmed_check CHECK (subject = btrim(subject) and subject <> ''),
    CONSTRAINT request_asked_by_length_check CHECK (length(asked_by) <= 63),
    CONSTRAINT request_asked_by_trimmed_check CHECK (asked_by = btrim(asked_by) and asked_by <> ''),
    CONSTRAINT request_decided_by_length_check CHECK (length(decided_by) <= 63),
    CONSTRAINT request_decided_by_trimmed_check CHECK (decided_by = btrim(decided_by) and decided_by <> '')
);

CREATE TABLE security.sign_in (
    id BIGSERIAL NOT NULL,
    login TEXT NOT NULL,
    role TEXT,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    address TEXT,
    workstation TEXT,
    version TEXT,
    CONSTRAINT sign_in_pkey PRIMARY KEY (id),
    CONSTRAINT sign_in_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT sign_in_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT sign_in_role_length_check CHECK (length(role) <= 40),
    CONSTRAINT sign_in_role_trimmed_check CHECK (role = btrim(role) and role <> ''),
    CONSTRAINT sign_in_address_length_check CHECK (length(address) <= 64),
    CONSTRAINT sign_in_address_trimmed_check CHECK (address = btrim(address) and address <> ''),
    CONSTRAINT sign_in_workstation_length_check CHECK (length(workstation) <= 128),
    CONSTRAINT sign_in_workstation_trimmed_check CHECK (workstation = btrim(workstation) and workstation <> ''),
    CONSTRAINT sign_in_version_length_check CHECK (length(version) <= 32),
    CONSTRAINT sign_in_version_trimmed_check CHECK (version = btrim(version) and version <> '')
);

CREATE INDEX sign_in_login_idx ON security.sign_in (login, at);

CREATE TABLE security.account (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    login TEXT NOT NULL,
    employee_id BIGINT,
    display_name TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    created_by TEXT NOT NULL,
    must_change_password BOOLEAN DEFAULT true NOT NULL,
    password_changed_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT account_pkey PRIMARY KEY (id),
    CONSTRAINT account_login_key UNIQUE (login),
    CONSTRAINT account_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT account_login_length_check CHECK (length(login) <= 40),
    CONSTRAINT account_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT account_login_pattern_check CHECK (login ~ '^[a-z][a-z0-9_]{1,39}$'),
    CONSTRAINT account_display_name_length_check CHECK (length(display_name) <= 200),
    CONSTRAINT account_display_name_trimmed_check CHECK (display_name = btrim(display_name) and display_name <> ''),
    CONSTRAINT account_created_by_length_check CHECK (length(created_by) <= 63),
    CONSTRAINT account_created_by_trimmed_check CHECK (created_by = btrim(created_by) and created_by <> ''),
    CONSTRAINT account_ended_by_length_check CHECK (length(ended_by) <= 63),
    CONSTRAINT account_ended_by_trimmed_check CHECK (ended_by = btrim(ended_by) and ended_by <> '')
);

CREATE INDEX account_employee_id_idx ON security.account (employee_id);

CREATE TABLE security.verifier (
    request_id BIGINT NOT NULL,
    verifier TEXT NOT NULL,
    CONSTRAINT verifier_pkey PRIMARY KEY (request_id),
    CONSTRAINT verifier_request_id_fkey FOREIGN KEY(request_id) REFERENCES security.request (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT verifier_verifier_length_check CHECK (length(verifier) <= 256),
    CONSTRAINT verifier_verifier_trimmed_check CHECK (verifier = btrim(verifier) and verifier <> '')
);

CREATE TABLE security.membership (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    account_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    unit_id BIGINT,
    starts_on DATE NOT NULL,
    ends_on DATE,
    granted_by TEXT NOT NULL,
    approved_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT membership_pkey PRIMARY KEY (id),
    CONSTRAINT membership_period_check CHECK (ends_on is null or ends_on >= starts_on),
    CONSTRAINT membership_account_id_fkey FOREIGN KEY(account_id) REFERENCES security.account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT membership_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT membership_role_length_check CHECK (length(role) <= 40),
    CONSTRAINT membership_role_trimmed_check CHECK (role = btrim(role) and role <> ''),
    CONSTRAINT membership_role_pattern_check CHECK (role ~ '^hemis_[a-z_]+$'),
    CONSTRAINT membership_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT membership_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT membership_granted_by_length_check CHECK (length(granted_by) <= 63),
    CONSTRAINT membership_granted_by_trimmed_check CHECK (granted_by = btrim(granted_by) and granted_by <> ''),
    CONSTRAINT membership_approved_by_length_check CHECK (length(approved_by) <= 63),
    CONSTRAINT membership_approved_by_trimmed_check CHECK (approved_by = btrim(approved_by) and approved_by <> '')
);

CREATE INDEX membership_account_id_idx ON security.membership (account_id);
CREATE INDEX membership_unit_id_idx ON security.membership (unit_id);

CREATE TABLE security.receipt (
    token UUID DEFAULT gen_random_uuid() NOT NULL,
    login TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT receipt_pkey PRIMARY KEY (token),
    CONSTRAINT receipt_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT receipt_login_trimmed_check CHECK (login = btrim(login) and login <> '')
);

CREATE INDEX receipt_at_idx ON security.receipt (at);
