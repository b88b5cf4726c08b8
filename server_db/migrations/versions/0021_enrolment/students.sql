CREATE TABLE students.take_over (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    sole INTEGER DEFAULT 1 NOT NULL,
    closed_on DATE NOT NULL,
    students INTEGER NOT NULL,
    closed_by TEXT NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT take_over_pkey PRIMARY KEY (id),
    CONSTRAINT take_over_closed_by_length_check CHECK (length(closed_by) <= 63),
    CONSTRAINT take_over_closed_by_trimmed_check CHECK (closed_by = btrim(closed_by) and closed_by <> ''),
    CONSTRAINT take_over_closed_on_range_check CHECK (closed_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT take_over_single_check CHECK (sole = 1),
    CONSTRAINT take_over_sole_key UNIQUE (sole),
    CONSTRAINT take_over_students_minimum_check CHECK (students >= 0)
);

CREATE TABLE students.former_name (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    surname TEXT NOT NULL,
    given_name TEXT NOT NULL,
    patronymic TEXT,
    cyrillic_name TEXT,
    full_name TEXT COLLATE "C" GENERATED ALWAYS AS (surname || ' ' || given_name || coalesce(' ' || patronymic, '')) STORED,
    until DATE NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT former_name_pkey PRIMARY KEY (id),
    CONSTRAINT former_name_cyrillic_name_length_check CHECK (length(cyrillic_name) <= 200),
    CONSTRAINT former_name_cyrillic_name_trimmed_check CHECK (cyrillic_name = btrim(cyrillic_name) and cyrillic_name <> ''),
    CONSTRAINT former_name_given_name_length_check CHECK (length(given_name) <= 64),
    CONSTRAINT former_name_given_name_trimmed_check CHECK (given_name = btrim(given_name) and given_name <> ''),
    CONSTRAINT former_name_patronymic_length_check CHECK (length(patronymic) <= 64),
    CONSTRAINT former_name_patronymic_trimmed_check CHECK (patronymic = btrim(patronymic) and patronymic <> ''),
    CONSTRAINT former_name_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT former_name_surname_length_check CHECK (length(surname) <= 64),
    CONSTRAINT former_name_surname_trimmed_check CHECK (surname = btrim(surname) and surname <> ''),
    CONSTRAINT former_name_until_range_check CHECK (until between '1900-01-01' and '2100-01-01')
);

CREATE INDEX former_name_scope_idx ON students.former_name (faculty_id, student_id);

CREATE INDEX former_name_student_idx ON students.former_name (student_id);

ALTER TABLE students.period
    ADD COLUMN source TEXT,
    ADD CONSTRAINT period_source_length_check CHECK (length(source) <= 255),
    ADD CONSTRAINT period_source_trimmed_check CHECK (source = btrim(source) and source <> '');

CREATE TABLE students.prior_education (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    institution TEXT,
    document_kind TEXT,
    document_number TEXT,
    document_date DATE,
    school_country TEXT,
    school_language TEXT,
    basis TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT prior_education_pkey PRIMARY KEY (id),
    CONSTRAINT prior_education_basis_check CHECK (basis in ('test', 'creative', 'interview', 'privilege', 'olympiad', 'target', 'transfer', 'foreigner', 'other')),
    CONSTRAINT prior_education_document_kind_check CHECK (document_kind in ('school', 'lyceum', 'college', 'bachelor', 'master', 'foreign', 'other')),
    CONSTRAINT prior_education_basis_length_check CHECK (length(basis) <= 16),
    CONSTRAINT prior_education_basis_trimmed_check CHECK (basis = btrim(basis) and basis <> ''),
    CONSTRAINT prior_education_document_date_range_check CHECK (document_date between '1900-01-01' and '2100-01-01'),
    CONSTRAINT prior_education_document_kind_length_check CHECK (length(document_kind) <= 16),
    CONSTRAINT prior_education_document_kind_trimmed_check CHECK (document_kind = btrim(document_kind) and document_kind <> ''),
    CONSTRAINT prior_education_document_number_length_check CHECK (length(document_number) <= 32),
    CONSTRAINT prior_education_document_number_trimmed_check CHECK (document_number = btrim(document_number) and document_number <> ''),
    CONSTRAINT prior_education_institution_length_check CHECK (length(institution) <= 256),
    CONSTRAINT prior_education_institution_trimmed_check CHECK (institution = btrim(institution) and institution <> ''),
    CONSTRAINT prior_education_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT prior_education_student_id_key UNIQUE (student_id)
);

CREATE INDEX prior_education_scope_idx ON students.prior_education (faculty_id, student_id);
