create schema students;

CREATE TABLE students.search_word (
    student_id BIGINT NOT NULL,
    word TEXT NOT NULL,
    faculty_id BIGINT NOT NULL,
    group_id BIGINT,
    CONSTRAINT search_word_pkey PRIMARY KEY (student_id, word)
);

CREATE INDEX search_word_scope_idx ON students.search_word (faculty_id, word, student_id);
CREATE INDEX search_word_word_idx ON students.search_word (word, student_id);

CREATE TABLE students.specialty (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    education_type TEXT NOT NULL,
    bachelor_code TEXT,
    master_code TEXT,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT specialty_pkey PRIMARY KEY (id),
    CONSTRAINT specialty_id_faculty_id_key UNIQUE (id, faculty_id),
    CONSTRAINT specialty_code_faculty_id_key UNIQUE (code, faculty_id),
    CONSTRAINT specialty_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT specialty_code_length_check CHECK (length(code) <= 16),
    CONSTRAINT specialty_code_trimmed_check CHECK (code = btrim(code) and code <> ''),
    CONSTRAINT specialty_code_pattern_check CHECK (code ~ '^[0-9A-Z]{5,16}$'),
    CONSTRAINT specialty_name_uz_length_check CHECK (length(name_uz) <= 256),
    CONSTRAINT specialty_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT specialty_name_oz_length_check CHECK (length(name_oz) <= 256),
    CONSTRAINT specialty_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT specialty_name_ru_length_check CHECK (length(name_ru) <= 256),
    CONSTRAINT specialty_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT specialty_name_en_length_check CHECK (length(name_en) <= 256),
    CONSTRAINT specialty_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> '')
);

CREATE INDEX specialty_faculty_id_idx ON students.specialty (faculty_id);

CREATE TABLE students."group" (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    specialty_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    entry_year INTEGER NOT NULL,
    education_form TEXT NOT NULL,
    language TEXT NOT NULL,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT group_pkey PRIMARY KEY (id),
    CONSTRAINT group_id_specialty_id_faculty_id_key UNIQUE (id, specialty_id, faculty_id),
    CONSTRAINT group_faculty_id_name_entry_year_key UNIQUE (faculty_id, name, entry_year),
    CONSTRAINT group_specialty_id_faculty_id_fkey FOREIGN KEY(specialty_id, faculty_id) REFERENCES students.specialty (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT group_name_length_check CHECK (length(name) <= 32),
    CONSTRAINT group_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT group_entry_year_minimum_check CHECK (entry_year >= 1990),
    CONSTRAINT group_entry_year_maximum_check CHECK (entry_year <= 2100)
);

CREATE INDEX group_scope_idx ON students."group" (faculty_id, specialty_id);

CREATE TABLE students.qualification (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    specialty_id BIGINT NOT NULL,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT qualification_pkey PRIMARY KEY (id),
    CONSTRAINT qualification_specialty_id_faculty_id_fkey FOREIGN KEY(specialty_id, faculty_id) REFERENCES students.specialty (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT qualification_name_uz_length_check CHECK (length(name_uz) <= 256),
    CONSTRAINT qualification_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT qualification_name_oz_length_check CHECK (length(name_oz) <= 256),
    CONSTRAINT qualification_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT qualification_name_ru_length_check CHECK (length(name_ru) <= 256),
    CONSTRAINT qualification_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT qualification_name_en_length_check CHECK (length(name_en) <= 256),
    CONSTRAINT qualification_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> '')
);

CREATE INDEX qualification_scope_idx ON students.qualification (faculty_id, specialty_id);

CREATE TABLE students.student (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    surname TEXT NOT NULL,
    given_name TEXT NOT NULL,
    patronymic TEXT,
    cyrillic_name TEXT,
    full_name TEXT COLLATE "C" GENERATED ALWAYS AS (surname || ' ' || given_name || coalesce(' ' || patronymic, '')) STORED,
    sort_key TEXT COLLATE "C" GENERATED ALWAYS AS (naming.sort_key(surname || ' ' || given_name || coalesce(' ' || patronymic, ''))) STORED,
    birth_date DATE NOT NULL,
    gender TEXT NOT NULL,
    citizenship TEXT DEFAULT '11' NOT NULL,
    nationality TEXT,
    faculty_id BIGINT NOT NULL,
    specialty_id BIGINT NOT NULL,
    group_id BIGINT,
    education_type TEXT NOT NULL,
    education_form TEXT NOT NULL,
    payment_form TEXT NOT NULL,
    kind TEXT DEFAULT '11' NOT NULL,
    language TEXT NOT NULL,
    course TEXT NOT NULL,
    semester TEXT NOT NULL,
    status TEXT DEFAULT '11' NOT NULL,
    entry_year INTEGER NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT student_pkey PRIMARY KEY (id),
    CONSTRAINT student_id_faculty_id_key UNIQUE (id, faculty_id),
    CONSTRAINT student_id_entry_year_key UNIQUE (id, entry_year),
    CONSTRAINT student_specialty_id_faculty_id_fkey FOREIGN KEY(specialty_id, faculty_id) REFERENCES students.specialty (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT student_group_id_specialty_id_faculty_id_fkey FOREIGN KEY(group_id, specialty_id, faculty_id) REFERENCES students."group" (id, specialty_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT student_number_key UNIQUE (number),
    CONSTRAINT student_number_length_check CHECK (length(number) <= 12),
    CONSTRAINT student_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT student_number_pattern_check CHECK (number ~ '^[0-9]{12}$'),
    CONSTRAINT student_surname_length_check CHECK (length(surname) <= 64),
    CONSTRAINT student_surname_trimmed_check CHECK (surname = btrim(surname) and surname <> ''),
    CONSTRAINT student_given_name_length_check CHECK (length(given_name) <= 64),
    CONSTRAINT student_given_name_trimmed_check CHECK (given_name = btrim(given_name) and given_name <> ''),
    CONSTRAINT student_patronymic_length_check CHECK (length(patronymic) <= 64),
    CONSTRAINT student_patronymic_trimmed_check CHECK (patronymic = btrim(patronymic) and patronymic <> ''),
    CONSTRAINT student_cyrillic_name_length_check CHECK (length(cyrillic_name) <= 200),
    CONSTRAINT student_cyrillic_name_trimmed_check CHECK (cyrillic_name = btrim(cyrillic_name) and cyrillic_name <> ''),
    CONSTRAINT student_birth_date_range_check CHECK (birth_date between '1900-01-01' and '2100-01-01'),
    CONSTRAINT student_entry_year_minimum_check CHECK (entry_year >= 1990),
    CONSTRAINT student_entry_year_maximum_check CHECK (entry_year <= 2100)
);

CREATE INDEX student_group_scope_idx ON students.student (group_id, specialty_id, faculty_id);
CREATE INDEX student_name_idx ON students.student (sort_key, id);
CREATE INDEX student_scope_name_idx ON students.student (faculty_id, sort_key, id);
CREATE INDEX student_specialty_scope_idx ON students.student (faculty_id, specialty_id);

CREATE TABLE students.tutor_group (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    specialty_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT tutor_group_pkey PRIMARY KEY (id),
    CONSTRAINT tutor_group_period_check CHECK (ends_on is null or ends_on >= starts_on),
    CONSTRAINT tutor_group_group_id_specialty_id_faculty_id_fkey FOREIGN KEY(group_id, specialty_id, faculty_id) REFERENCES students."group" (id, specialty_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT tutor_group_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT tutor_group_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT tutor_group_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01')
);

CREATE INDEX tutor_group_employee_id_idx ON students.tutor_group (employee_id);
CREATE INDEX tutor_group_scope_idx ON students.tutor_group (faculty_id, group_id, specialty_id);

CREATE TABLE students.award (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    awarded_on DATE NOT NULL,
    document_number TEXT,
    note TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT award_pkey PRIMARY KEY (id),
    CONSTRAINT award_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT award_awarded_on_range_check CHECK (awarded_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT award_document_number_length_check CHECK (length(document_number) <= 64),
    CONSTRAINT award_document_number_trimmed_check CHECK (document_number = btrim(document_number) and document_number <> ''),
    CONSTRAINT award_note_length_check CHECK (length(note) <= 512),
    CONSTRAINT award_note_trimmed_check CHECK (note = btrim(note) and note <> '')
);

CREATE INDEX award_scope_idx ON students.award (faculty_id, student_id);

CREATE TABLE students.photo (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    image BYTEA NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT photo_pkey PRIMARY KEY (id),
    CONSTRAINT photo_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT photo_student_id_key UNIQUE (student_id),
    CONSTRAINT photo_image_size_check CHECK (octet_length(image) <= 2000000),
    CONSTRAINT photo_image_picture_check CHECK (substr(image, 1, 3) = '\xffd8ff'::bytea or substr(image, 1, 8) = '\x89504e470d0a1a0a'::bytea)
);

CREATE TABLE students.private (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    entry_year INTEGER NOT NULL,
    pinfl TEXT,
    passport TEXT,
    passport_issued_on DATE,
    passport_issued_by TEXT,
    country TEXT,
    district TEXT,
    address TEXT,
    current_address TEXT,
    accommodation TEXT,
    phone TEXT,
    parent_phone TEXT,
    email TEXT,
    social_category TEXT,
    health TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT private_pkey PRIMARY KEY (id),
    CONSTRAINT private_pinfl_entry_year_key UNIQUE (pinfl, entry_year),
    CONSTRAINT private_student_id_entry_year_fkey FOREIGN KEY(student_id, entry_year) REFERENCES students.student (id, entry_year) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT private_student_id_key UNIQUE (student_id),
    CONSTRAINT private_entry_year_minimum_check CHECK (entry_year >= 1990),
    CONSTRAINT private_entry_year_maximum_check CHECK (entry_year <= 2100),
    CONSTRAINT private_pinfl_length_check CHECK (length(pinfl) <= 14),
    CONSTRAINT private_pinfl_trimmed_check CHECK (pinfl = btrim(pinfl) and pinfl <> ''),
    CONSTRAINT private_pinfl_pattern_check CHECK (pinfl ~ '^[0-9]{14}$'),
    CONSTRAINT private_passport_length_check CHECK (length(passport) <= 9),
    CONSTRAINT private_passport_trimmed_check CHECK (passport = btrim(passport) and passport <> ''),
    CONSTRAINT private_passport_pattern_check CHECK (passport ~ '^[A-Z]{2}[0-9]{7}$'),
    CONSTRAINT private_passport_issued_on_range_check CHECK (passport_issued_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT private_passport_issued_by_length_check CHECK (length(passport_issued_by) <= 128),
    CONSTRAINT private_passport_issued_by_trimmed_check CHECK (passport_issued_by = btrim(passport_issued_by) and passport_issued_by <> ''),
    CONSTRAINT private_address_length_check CHECK (length(address) <= 256),
    CONSTRAINT private_address_trimmed_check CHECK (address = btrim(address) and address <> ''),
    CONSTRAINT private_current_address_length_check CHECK (length(current_address) <= 256),
    CONSTRAINT private_current_address_trimmed_check CHECK (current_address = btrim(current_address) and current_address <> ''),
    CONSTRAINT private_phone_length_check CHECK (length(phone) <= 17),
    CONSTRAINT private_phone_trimmed_check CHECK (phone = btrim(phone) and phone <> ''),
    CONSTRAINT private_phone_pattern_check CHECK (phone ~ '^\+998 [0-9]{2} [0-9]{3} [0-9]{2} [0-9]{2}$'),
    CONSTRAINT private_parent_phone_length_check CHECK (length(parent_phone) <= 17),
    CONSTRAINT private_parent_phone_trimmed_check CHECK (parent_phone = btrim(parent_phone) and parent_phone <> ''),
    CONSTRAINT private_parent_phone_pattern_check CHECK (parent_phone ~ '^\+998 [0-9]{2} [0-9]{3} [0-9]{2} [0-9]{2}$'),
    CONSTRAINT private_email_length_check CHECK (length(email) <= 128),
    CONSTRAINT private_email_trimmed_check CHECK (email = btrim(email) and email <> ''),
    CONSTRAINT private_health_length_check CHECK (length(health) <= 256),
    CONSTRAINT private_health_trimmed_check CHECK (health = btrim(health) and health <> '')
);
