create schema finance;

CREATE TABLE finance.payment_hold (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    amount NUMERIC(14, 2),
    contract TEXT,
    reason TEXT NOT NULL,
    put_by TEXT,
    put_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    released_at TIMESTAMP WITH TIME ZONE,
    released_by TEXT,
    release_reason TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT payment_hold_pkey PRIMARY KEY (id),
    CONSTRAINT payment_hold_amount_minimum_check CHECK (amount >= 0.01),
    CONSTRAINT payment_hold_contract_length_check CHECK (length(contract) <= 64),
    CONSTRAINT payment_hold_contract_trimmed_check CHECK (contract = btrim(contract) and contract <> ''),
    CONSTRAINT payment_hold_put_by_length_check CHECK (length(put_by) <= 63),
    CONSTRAINT payment_hold_put_by_trimmed_check CHECK (put_by = btrim(put_by) and put_by <> ''),
    CONSTRAINT payment_hold_reason_length_check CHECK (length(reason) <= 256),
    CONSTRAINT payment_hold_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT payment_hold_release_reason_length_check CHECK (length(release_reason) <= 256),
    CONSTRAINT payment_hold_release_reason_trimmed_check CHECK (release_reason = btrim(release_reason) and release_reason <> ''),
    CONSTRAINT payment_hold_released_by_length_check CHECK (length(released_by) <= 63),
    CONSTRAINT payment_hold_released_by_trimmed_check CHECK (released_by = btrim(released_by) and released_by <> ''),
    CONSTRAINT payment_hold_released_check CHECK (num_nulls(released_at, released_by, release_reason) in (0, 3)),
    CONSTRAINT payment_hold_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT payment_hold_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX payment_hold_scope_idx ON finance.payment_hold (faculty_id, student_id);

CREATE UNIQUE INDEX payment_hold_standing_key ON finance.payment_hold (student_id) WHERE released_at is null;

