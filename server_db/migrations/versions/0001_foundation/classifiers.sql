create schema classifiers;

CREATE TABLE classifiers.classifier (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    code TEXT NOT NULL,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    national BOOLEAN DEFAULT false NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT classifier_pkey PRIMARY KEY (id),
    CONSTRAINT classifier_code_key UNIQUE (code),
    CONSTRAINT classifier_code_length_check CHECK (length(code) <= 64),
    CONSTRAINT classifier_code_trimmed_check CHECK (code = btrim(code) and code <> ''),
    CONSTRAINT classifier_code_pattern_check CHECK (code ~ '^[a-z][a-z0-9_]*$'),
    CONSTRAINT classifier_name_uz_length_check CHECK (length(name_uz) <= 256),
    CONSTRAINT classifier_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT classifier_name_oz_length_check CHECK (length(name_oz) <= 256),
    CONSTRAINT classifier_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> '')
);

CREATE TABLE classifiers.item (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    classifier_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    position INTEGER DEFAULT 0 NOT NULL,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT item_pkey PRIMARY KEY (id),
    CONSTRAINT item_classifier_id_code_key UNIQUE (classifier_id, code),
    CONSTRAINT item_classifier_id_fkey FOREIGN KEY(classifier_id) REFERENCES classifiers.classifier (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT item_code_length_check CHECK (length(code) <= 32),
    CONSTRAINT item_code_trimmed_check CHECK (code = btrim(code) and code <> ''),
    CONSTRAINT item_parent_length_check CHECK (length(parent) <= 32),
    CONSTRAINT item_parent_trimmed_check CHECK (parent = btrim(parent) and parent <> ''),
    CONSTRAINT item_name_uz_length_check CHECK (length(name_uz) <= 512),
    CONSTRAINT item_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT item_name_oz_length_check CHECK (length(name_oz) <= 512),
    CONSTRAINT item_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT item_name_ru_length_check CHECK (length(name_ru) <= 512),
    CONSTRAINT item_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT item_name_en_length_check CHECK (length(name_en) <= 512),
    CONSTRAINT item_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> ''),
    CONSTRAINT item_position_minimum_check CHECK (position >= 0)
);

CREATE INDEX item_classifier_id_idx ON classifiers.item (classifier_id);
