create schema employees;

CREATE TABLE employees.employee (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    surname TEXT NOT NULL,
    given_name TEXT NOT NULL,
    patronymic TEXT,
    cyrillic_name TEXT,
    full_name TEXT COLLATE "C" GENERATED ALWAYS AS (surname || ' ' || given_name || coalesce(' ' || patronymic, '')) STORED,
    sort_key TEXT COLLATE "C" GENERATED ALWAYS AS (naming.sort_key(surname || ' ' || given_name || coalesce(' ' || patronymic, ''))) STORED,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT employee_pkey PRIMARY KEY (id),
    CONSTRAINT employee_number_key UNIQUE (number),
    CONSTRAINT employee_number_length_check CHECK (length(number) <= 10),
    CONSTRAINT employee_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT employee_number_pattern_check CHECK (number ~ '^[0-9]{10}$'),
    CONSTRAINT employee_surname_length_check CHECK (length(surname) <= 64),
    CONSTRAINT employee_surname_trimmed_check CHECK (surname = btrim(surname) and surname <> ''),
    CONSTRAINT employee_given_name_length_check CHECK (length(given_name) <= 64),
    CONSTRAINT employee_given_name_trimmed_check CHECK (given_name = btrim(given_name) and given_name <> ''),
    CONSTRAINT employee_patronymic_length_check CHECK (length(patronymic) <= 64),
    CONSTRAINT employee_patronymic_trimmed_check CHECK (patronymic = btrim(patronymic) and patronymic <> ''),
    CONSTRAINT employee_cyrillic_name_length_check CHECK (length(cyrillic_name) <= 200),
    CONSTRAINT employee_cyrillic_name_trimmed_check CHECK (cyrillic_name = btrim(cyrillic_name) and cyrillic_name <> '')
);

CREATE INDEX employee_sort_key_idx ON employees.employee (sort_key, id);

CREATE TABLE employees.card (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    employee_id BIGINT NOT NULL,
    birth_date DATE NOT NULL,
    gender TEXT NOT NULL,
    citizenship TEXT DEFAULT '11' NOT NULL,
    nationality TEXT,
    status TEXT DEFAULT '11' NOT NULL,
    kind TEXT NOT NULL,
    degree TEXT DEFAULT '10' NOT NULL,
    rank TEXT DEFAULT '10' NOT NULL,
    speciality TEXT,
    hired_on DATE NOT NULL,
    left_on DATE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT card_pkey PRIMARY KEY (id),
    CONSTRAINT card_employee_id_key UNIQUE (employee_id),
    CONSTRAINT card_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT card_birth_date_range_check CHECK (birth_date between '1900-01-01' and '2100-01-01'),
    CONSTRAINT card_speciality_length_check CHECK (length(speciality) <= 256),
    CONSTRAINT card_speciality_trimmed_check CHECK (speciality = btrim(speciality) and speciality <> ''),
    CONSTRAINT card_hired_on_range_check CHECK (hired_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT card_left_on_range_check CHECK (left_on between '1900-01-01' and '2100-01-01')
);

CREATE TABLE employees.photo (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    employee_id BIGINT NOT NULL,
    image BYTEA NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT photo_pkey PRIMARY KEY (id),
    CONSTRAINT photo_employee_id_key UNIQUE (employee_id),
    CONSTRAINT photo_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT photo_image_size_check CHECK (octet_length(image) <= 2000000),
    CONSTRAINT photo_image_picture_check CHECK (substr(image, 1, 3) = '\xffd8ff'::bytea or substr(image, 1, 8) = '\x89504e470d0a1a0a'::bytea)
);

CREATE TABLE employees.position (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    employee_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    post TEXT NOT NULL,
    form TEXT NOT NULL,
    rate TEXT NOT NULL,
    contract_number TEXT,
    contract_date DATE,
    order_number TEXT,
    order_date DATE,
    starts_on DATE NOT NULL,
    ends_on DATE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT position_pkey PRIMARY KEY (id),
    CONSTRAINT position_period_check CHECK (ends_on is null or ends_on >= starts_on),
    CONSTRAINT position_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT position_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT position_contract_number_length_check CHECK (length(contract_number) <= 32),
    CONSTRAINT position_contract_number_trimmed_check CHECK (contract_number = btrim(contract_number) and contract_number <> ''),
    CONSTRAINT position_contract_date_range_check CHECK (contract_date between '1900-01-01' and '2100-01-01'),
    CONSTRAINT position_order_number_length_check CHECK (length(order_number) <= 32),
    CONSTRAINT position_order_number_trimmed_check CHECK (order_number = btrim(order_number) and order_number <> ''),
    CONSTRAINT position_order_date_range_check CHECK (order_date between '1900-01-01' and '2100-01-01'),
    CONSTRAINT position_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT position_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01')
);

CREATE INDEX position_employee_id_idx ON employees.position (employee_id);
CREATE INDEX position_unit_id_idx ON employees.position (unit_id);

CREATE TABLE employees.private (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    employee_id BIGINT NOT NULL,
    pinfl TEXT,
    passport TEXT,
    address TEXT,
    phone TEXT,
    email TEXT,
    health TEXT,
    salary NUMERIC(14, 2),
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT private_pkey PRIMARY KEY (id),
    CONSTRAINT private_pinfl_key UNIQUE (pinfl),
    CONSTRAINT private_employee_id_key UNIQUE (employee_id),
    CONSTRAINT private_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT private_pinfl_length_check CHECK (length(pinfl) <= 14),
    CONSTRAINT private_pinfl_trimmed_check CHECK (pinfl = btrim(pinfl) and pinfl <> ''),
    CONSTRAINT private_pinfl_pattern_check CHECK (pinfl ~ '^[0-9]{14}$'),
    CONSTRAINT private_passport_length_check CHECK (length(passport) <= 9),
    CONSTRAINT private_passport_trimmed_check CHECK (passport = btrim(passport) and passport <> ''),
    CONSTRAINT private_passport_pattern_check CHECK (passport ~ '^[A-Z]{2}[0-9]{7}$'),
    CONSTRAINT private_address_length_check CHECK (length(address) <= 256),
    CONSTRAINT private_address_trimmed_check CHECK (address = btrim(address) and address <> ''),
    CONSTRAINT private_phone_length_check CHECK (length(phone) <= 17),
    CONSTRAINT private_phone_trimmed_check CHECK (phone = btrim(phone) and phone <> ''),
    CONSTRAINT private_phone_pattern_check CHECK (phone ~ '^\+998 [0-9]{2} [0-9]{3} [0-9]{2} [0-9]{2}$'),
    CONSTRAINT private_email_length_check CHECK (length(email) <= 128),
    CONSTRAINT private_email_trimmed_check CHECK (email = btrim(email) and email <> ''),
    CONSTRAINT private_health_length_check CHECK (length(health) <= 256),
    CONSTRAINT private_health_trimmed_check CHECK (health = btrim(health) and health <> ''),
    CONSTRAINT private_salary_minimum_check CHECK (salary >= 0)
);

CREATE TABLE employees.qualification (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    employee_id BIGINT NOT NULL,
    degree TEXT,
    rank TEXT,
    branch TEXT,
    document_number TEXT NOT NULL,
    awarded_on DATE NOT NULL,
    council TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT qualification_pkey PRIMARY KEY (id),
    CONSTRAINT qualification_names_one_check CHECK (degree is not null or rank is not null),
    CONSTRAINT qualification_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT qualification_document_number_length_check CHECK (length(document_number) <= 64),
    CONSTRAINT qualification_document_number_trimmed_check CHECK (document_number = btrim(document_number) and document_number <> ''),
    CONSTRAINT qualification_awarded_on_range_check CHECK (awarded_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT qualification_council_length_check CHECK (length(council) <= 256),
    CONSTRAINT qualification_council_trimmed_check CHECK (council = btrim(council) and council <> '')
);

CREATE INDEX qualification_employee_id_idx ON employees.qualification (employee_id);

CREATE TABLE employees.search_word (
    employee_id BIGINT NOT NULL,
    word TEXT NOT NULL,
    CONSTRAINT search_word_pkey PRIMARY KEY (employee_id, word),
    CONSTRAINT search_word_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX search_word_word_idx ON employees.search_word (word);
