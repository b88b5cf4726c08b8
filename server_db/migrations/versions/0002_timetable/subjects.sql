create schema subjects;

CREATE TABLE subjects.subject_group (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    code TEXT NOT NULL,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT subject_group_pkey PRIMARY KEY (id),
    CONSTRAINT subject_group_code_key UNIQUE (code),
    CONSTRAINT subject_group_code_length_check CHECK (length(code) <= 16),
    CONSTRAINT subject_group_code_trimmed_check CHECK (code = btrim(code) and code <> ''),
    CONSTRAINT subject_group_code_pattern_check CHECK (code ~ '^[0-9A-Z.-]{1,16}$'),
    CONSTRAINT subject_group_name_uz_length_check CHECK (length(name_uz) <= 256),
    CONSTRAINT subject_group_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT subject_group_name_oz_length_check CHECK (length(name_oz) <= 256),
    CONSTRAINT subject_group_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT subject_group_name_ru_length_check CHECK (length(name_ru) <= 256),
    CONSTRAINT subject_group_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT subject_group_name_en_length_check CHECK (length(name_en) <= 256),
    CONSTRAINT subject_group_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> '')
);

CREATE TABLE subjects.subject (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    code TEXT NOT NULL,
    subject_group_id BIGINT,
    department_id BIGINT,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT subject_pkey PRIMARY KEY (id),
    CONSTRAINT subject_code_key UNIQUE (code),
    CONSTRAINT subject_subject_group_id_fkey FOREIGN KEY(subject_group_id) REFERENCES subjects.subject_group (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT subject_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT subject_code_length_check CHECK (length(code) <= 16),
    CONSTRAINT subject_code_trimmed_check CHECK (code = btrim(code) and code <> ''),
    CONSTRAINT subject_code_pattern_check CHECK (code ~ '^[0-9A-Z.-]{1,16}$'),
    CONSTRAINT subject_name_uz_length_check CHECK (length(name_uz) <= 256),
    CONSTRAINT subject_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT subject_name_oz_length_check CHECK (length(name_oz) <= 256),
    CONSTRAINT subject_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT subject_name_ru_length_check CHECK (length(name_ru) <= 256),
    CONSTRAINT subject_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT subject_name_en_length_check CHECK (length(name_en) <= 256),
    CONSTRAINT subject_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> '')
);

CREATE INDEX subject_department_id_idx ON subjects.subject (department_id);
CREATE INDEX subject_subject_group_id_idx ON subjects.subject (subject_group_id);
