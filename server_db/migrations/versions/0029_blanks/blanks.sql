create schema blanks;

CREATE TABLE blanks.kind (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    form TEXT NOT NULL,
    education_type TEXT,
    category TEXT,
    series TEXT NOT NULL,
    digits INTEGER DEFAULT 7 NOT NULL,
    by_hand BOOLEAN DEFAULT false NOT NULL,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT kind_pkey PRIMARY KEY (id),
    CONSTRAINT kind_category_check CHECK (category in ('11', '12')),
    CONSTRAINT kind_category_length_check CHECK (length(category) <= 2),
    CONSTRAINT kind_category_trimmed_check CHECK (category = btrim(category) and category <> ''),
    CONSTRAINT kind_digits_maximum_check CHECK (digits <= 9),
    CONSTRAINT kind_digits_minimum_check CHECK (digits >= 4),
    CONSTRAINT kind_form_check CHECK (form in ('diploma', 'supplement', 'duplicate', 'certificate')),
    CONSTRAINT kind_form_length_check CHECK (length(form) <= 16),
    CONSTRAINT kind_form_trimmed_check CHECK (form = btrim(form) and form <> ''),
    CONSTRAINT kind_name_en_length_check CHECK (length(name_en) <= 128),
    CONSTRAINT kind_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> ''),
    CONSTRAINT kind_name_oz_length_check CHECK (length(name_oz) <= 128),
    CONSTRAINT kind_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT kind_name_ru_length_check CHECK (length(name_ru) <= 128),
    CONSTRAINT kind_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT kind_name_uz_key UNIQUE (name_uz),
    CONSTRAINT kind_name_uz_length_check CHECK (length(name_uz) <= 128),
    CONSTRAINT kind_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT kind_series_length_check CHECK (length(series) <= 4),
    CONSTRAINT kind_series_pattern_check CHECK (series ~ '^[A-Z]{1,4}$'),
    CONSTRAINT kind_series_trimmed_check CHECK (series = btrim(series) and series <> '')
);

CREATE TABLE blanks.report (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    year INTEGER NOT NULL,
    unit_id BIGINT,
    office_id BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT report_pkey PRIMARY KEY (id),
    CONSTRAINT report_made_by_length_check CHECK (length(made_by) <= 63),
    CONSTRAINT report_made_by_trimmed_check CHECK (made_by = btrim(made_by) and made_by <> ''),
    CONSTRAINT report_office_id_fkey FOREIGN KEY(office_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT report_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT report_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT report_year_minimum_check CHECK (year >= 1990)
);

CREATE INDEX report_office_id_idx ON blanks.report (office_id);

CREATE INDEX report_unit_id_idx ON blanks.report (unit_id);

CREATE UNIQUE INDEX report_year_key ON blanks.report (year, unit_id) NULLS NOT DISTINCT;

CREATE TABLE blanks.workstation (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    name TEXT NOT NULL,
    unit_id BIGINT,
    place TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT workstation_pkey PRIMARY KEY (id),
    CONSTRAINT workstation_name_key UNIQUE (name),
    CONSTRAINT workstation_name_length_check CHECK (length(name) <= 64),
    CONSTRAINT workstation_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT workstation_place_length_check CHECK (length(place) <= 128),
    CONSTRAINT workstation_place_trimmed_check CHECK (place = btrim(place) and place <> ''),
    CONSTRAINT workstation_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX workstation_unit_id_idx ON blanks.workstation (unit_id);

CREATE TABLE blanks.act (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    deed TEXT NOT NULL,
    state TEXT NOT NULL,
    day DATE NOT NULL,
    blanks INTEGER NOT NULL,
    numbers TEXT NOT NULL,
    unit_id BIGINT,
    to_unit_id BIGINT,
    office_id BIGINT NOT NULL,
    workstation_id BIGINT,
    person TEXT,
    document TEXT,
    reason TEXT,
    recorded_by TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    withdrawn_by TEXT,
    withdraw_reason TEXT,
    place INTEGER,
    digest TEXT,
    chained TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT act_pkey PRIMARY KEY (id),
    CONSTRAINT act_blanks_minimum_check CHECK (blanks >= 1),
    CONSTRAINT act_chained_length_check CHECK (length(chained) <= 64),
    CONSTRAINT act_chained_trimmed_check CHECK (chained = btrim(chained) and chained <> ''),
    CONSTRAINT act_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT act_deed_check CHECK (deed in ('receive', 'hand_over', 'give_back', 'reserve', 'release', 'print', 'issue', 'spoil', 'lose', 'destroy', 'return')),
    CONSTRAINT act_deed_length_check CHECK (length(deed) <= 16),
    CONSTRAINT act_deed_trimmed_check CHECK (deed = btrim(deed) and deed <> ''),
    CONSTRAINT act_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT act_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT act_document_length_check CHECK (length(document) <= 256),
    CONSTRAINT act_document_trimmed_check CHECK (document = btrim(document) and document <> ''),
    CONSTRAINT act_number_key UNIQUE (number),
    CONSTRAINT act_number_length_check CHECK (length(number) <= 32),
    CONSTRAINT act_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT act_numbers_length_check CHECK (length(numbers) <= 4000),
    CONSTRAINT act_numbers_trimmed_check CHECK (numbers = btrim(numbers) and numbers <> ''),
    CONSTRAINT act_office_id_fkey FOREIGN KEY(office_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT act_person_length_check CHECK (length(person) <= 256),
    CONSTRAINT act_person_trimmed_check CHECK (person = btrim(person) and person <> ''),
    CONSTRAINT act_place_key UNIQUE (place),
    CONSTRAINT act_place_minimum_check CHECK (place >= 1),
    CONSTRAINT act_reason_length_check CHECK (length(reason) <= 512),
    CONSTRAINT act_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT act_recorded_by_length_check CHECK (length(recorded_by) <= 63),
    CONSTRAINT act_recorded_by_trimmed_check CHECK (recorded_by = btrim(recorded_by) and recorded_by <> ''),
    CONSTRAINT act_sealed_check CHECK (num_nulls(place, digest, chained) in (0, 3) and (place is null or state = 'done')),
    CONSTRAINT act_state_check CHECK (state in ('done', 'waiting', 'withdrawn') and (state = 'done' or deed = 'destroy')),
    CONSTRAINT act_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT act_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT act_to_unit_id_fkey FOREIGN KEY(to_unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT act_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT act_withdraw_reason_length_check CHECK (length(withdraw_reason) <= 256),
    CONSTRAINT act_withdraw_reason_trimmed_check CHECK (withdraw_reason = btrim(withdraw_reason) and withdraw_reason <> ''),
    CONSTRAINT act_withdrawn_by_length_check CHECK (length(withdrawn_by) <= 63),
    CONSTRAINT act_withdrawn_by_trimmed_check CHECK (withdrawn_by = btrim(withdrawn_by) and withdrawn_by <> ''),
    CONSTRAINT act_withdrawn_check CHECK (num_nulls(withdrawn_at, withdrawn_by, withdraw_reason) in (0, 3) and (state = 'withdrawn') = (withdrawn_at is not null)),
    CONSTRAINT act_workstation_id_fkey FOREIGN KEY(workstation_id) REFERENCES blanks.workstation (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX act_day_idx ON blanks.act (day, id);

CREATE INDEX act_office_id_idx ON blanks.act (office_id);

CREATE INDEX act_to_unit_id_idx ON blanks.act (to_unit_id);

CREATE INDEX act_unit_id_idx ON blanks.act (unit_id);

CREATE INDEX act_workstation_id_idx ON blanks.act (workstation_id);

CREATE TABLE blanks.batch (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    act_id BIGINT NOT NULL,
    kind_id BIGINT NOT NULL,
    year INTEGER NOT NULL,
    first_number TEXT NOT NULL,
    last_number TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    supplier TEXT NOT NULL,
    invoice_number TEXT NOT NULL,
    invoice_day DATE NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT batch_pkey PRIMARY KEY (id),
    CONSTRAINT batch_act_id_fkey FOREIGN KEY(act_id) REFERENCES blanks.act (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT batch_act_id_key UNIQUE (act_id),
    CONSTRAINT batch_first_number_length_check CHECK (length(first_number) <= 13),
    CONSTRAINT batch_first_number_trimmed_check CHECK (first_number = btrim(first_number) and first_number <> ''),
    CONSTRAINT batch_invoice_day_range_check CHECK (invoice_day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT batch_invoice_number_length_check CHECK (length(invoice_number) <= 64),
    CONSTRAINT batch_invoice_number_trimmed_check CHECK (invoice_number = btrim(invoice_number) and invoice_number <> ''),
    CONSTRAINT batch_kind_id_fkey FOREIGN KEY(kind_id) REFERENCES blanks.kind (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT batch_last_number_length_check CHECK (length(last_number) <= 13),
    CONSTRAINT batch_last_number_trimmed_check CHECK (last_number = btrim(last_number) and last_number <> ''),
    CONSTRAINT batch_quantity_minimum_check CHECK (quantity >= 1),
    CONSTRAINT batch_supplier_length_check CHECK (length(supplier) <= 256),
    CONSTRAINT batch_supplier_trimmed_check CHECK (supplier = btrim(supplier) and supplier <> ''),
    CONSTRAINT batch_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT batch_year_minimum_check CHECK (year >= 1990)
);

CREATE INDEX batch_act_id_idx ON blanks.batch (act_id);

CREATE INDEX batch_kind_id_idx ON blanks.batch (kind_id);

CREATE TABLE blanks.member (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    act_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    post TEXT,
    chair BOOLEAN DEFAULT false NOT NULL,
    signed_at TIMESTAMP WITH TIME ZONE,
    signed_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT member_pkey PRIMARY KEY (id),
    CONSTRAINT member_act_id_employee_id_key UNIQUE (act_id, employee_id),
    CONSTRAINT member_act_id_fkey FOREIGN KEY(act_id) REFERENCES blanks.act (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT member_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT member_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT member_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT member_post_length_check CHECK (length(post) <= 256),
    CONSTRAINT member_post_trimmed_check CHECK (post = btrim(post) and post <> ''),
    CONSTRAINT member_signed_by_length_check CHECK (length(signed_by) <= 63),
    CONSTRAINT member_signed_by_trimmed_check CHECK (signed_by = btrim(signed_by) and signed_by <> ''),
    CONSTRAINT member_signed_check CHECK ((signed_at is null) = (signed_by is null))
);

CREATE INDEX member_act_id_idx ON blanks.member (act_id);

CREATE UNIQUE INDEX member_chair_key ON blanks.member (act_id) WHERE chair;

CREATE INDEX member_employee_id_idx ON blanks.member (employee_id);

CREATE TABLE blanks.blank (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    kind_id BIGINT NOT NULL,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    batch_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    unit_id BIGINT,
    workstation_id BIGINT,
    chosen_id BIGINT,
    person TEXT,
    moved_on DATE NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT blank_pkey PRIMARY KEY (id),
    CONSTRAINT blank_batch_id_fkey FOREIGN KEY(batch_id) REFERENCES blanks.batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT blank_chosen_check CHECK (chosen_id is null or state in ('stock', 'spoiled', 'lost')),
    CONSTRAINT blank_chosen_id_fkey FOREIGN KEY(chosen_id) REFERENCES blanks.act (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT blank_kind_id_fkey FOREIGN KEY(kind_id) REFERENCES blanks.kind (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT blank_moved_on_range_check CHECK (moved_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT blank_number_key UNIQUE (number),
    CONSTRAINT blank_number_length_check CHECK (length(number) <= 13),
    CONSTRAINT blank_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT blank_person_length_check CHECK (length(person) <= 256),
    CONSTRAINT blank_person_trimmed_check CHECK (person = btrim(person) and person <> ''),
    CONSTRAINT blank_reserved_check CHECK (state <> 'reserved' or workstation_id is not null),
    CONSTRAINT blank_series_length_check CHECK (length(series) <= 4),
    CONSTRAINT blank_series_trimmed_check CHECK (series = btrim(series) and series <> ''),
    CONSTRAINT blank_state_check CHECK (state in ('stock', 'reserved', 'printed', 'issued', 'spoiled', 'lost', 'destroyed', 'returned')),
    CONSTRAINT blank_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT blank_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT blank_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT blank_workstation_id_fkey FOREIGN KEY(workstation_id) REFERENCES blanks.workstation (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX blank_batch_id_idx ON blanks.blank (batch_id);

CREATE INDEX blank_chosen_id_idx ON blanks.blank (chosen_id);

CREATE INDEX blank_counted_idx ON blanks.blank (kind_id, state, unit_id);

CREATE INDEX blank_held_idx ON blanks.blank (unit_id, number);

CREATE INDEX blank_kind_id_idx ON blanks.blank (kind_id);

CREATE INDEX blank_unit_id_idx ON blanks.blank (unit_id);

CREATE INDEX blank_workstation_id_idx ON blanks.blank (workstation_id);

CREATE TABLE blanks.entry (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    act_id BIGINT NOT NULL,
    blank_id BIGINT NOT NULL,
    number TEXT NOT NULL,
    kind_id BIGINT NOT NULL,
    series TEXT NOT NULL,
    deed TEXT NOT NULL,
    day DATE NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    unit_before_id BIGINT,
    unit_id BIGINT,
    workstation_before_id BIGINT,
    workstation_id BIGINT,
    person TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT entry_pkey PRIMARY KEY (id),
    CONSTRAINT entry_act_id_blank_id_key UNIQUE (act_id, blank_id),
    CONSTRAINT entry_act_id_fkey FOREIGN KEY(act_id) REFERENCES blanks.act (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT entry_after_length_check CHECK (length(after) <= 16),
    CONSTRAINT entry_after_trimmed_check CHECK (after = btrim(after) and after <> ''),
    CONSTRAINT entry_before_length_check CHECK (length(before) <= 16),
    CONSTRAINT entry_before_trimmed_check CHECK (before = btrim(before) and before <> ''),
    CONSTRAINT entry_blank_id_fkey FOREIGN KEY(blank_id) REFERENCES blanks.blank (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT entry_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT entry_deed_length_check CHECK (length(deed) <= 16),
    CONSTRAINT entry_deed_trimmed_check CHECK (deed = btrim(deed) and deed <> ''),
    CONSTRAINT entry_kind_id_fkey FOREIGN KEY(kind_id) REFERENCES blanks.kind (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT entry_number_length_check CHECK (length(number) <= 13),
    CONSTRAINT entry_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT entry_person_length_check CHECK (length(person) <= 256),
    CONSTRAINT entry_person_trimmed_check CHECK (person = btrim(person) and person <> ''),
    CONSTRAINT entry_series_length_check CHECK (length(series) <= 4),
    CONSTRAINT entry_series_trimmed_check CHECK (series = btrim(series) and series <> ''),
    CONSTRAINT entry_unit_before_id_fkey FOREIGN KEY(unit_before_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT entry_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT entry_workstation_before_id_fkey FOREIGN KEY(workstation_before_id) REFERENCES blanks.workstation (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT entry_workstation_id_fkey FOREIGN KEY(workstation_id) REFERENCES blanks.workstation (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX entry_act_id_idx ON blanks.entry (act_id);

CREATE INDEX entry_blank_id_idx ON blanks.entry (blank_id);

CREATE INDEX entry_day_idx ON blanks.entry (day);

CREATE INDEX entry_kind_id_idx ON blanks.entry (kind_id);

CREATE INDEX entry_unit_before_id_idx ON blanks.entry (unit_before_id);

CREATE INDEX entry_unit_id_idx ON blanks.entry (unit_id);

CREATE INDEX entry_workstation_before_id_idx ON blanks.entry (workstation_before_id);

CREATE INDEX entry_workstation_id_idx ON blanks.entry (workstation_id);



-- The kinds that every university has; how its numbers are written, and which are printed by hand, each says itself.
insert into blanks.kind (name_uz, name_oz, name_ru, name_en, form, education_type, category, series, digits, by_hand)
values
    ('Bakalavr diplomi', 'Бакалавр дипломи', 'Диплом бакалавра', 'Bachelor''s diploma', 'diploma', '11', '11', 'B', 7, false),
    ('Bakalavr diplomi (imtiyozli)', 'Бакалавр дипломи (имтиёзли)', 'Диплом бакалавра с отличием',
     'Bachelor''s diploma with honours', 'diploma', '11', '12', 'BI', 7, false),
    ('Magistr diplomi', 'Магистр дипломи', 'Диплом магистра', 'Master''s diploma', 'diploma', '12', '11', 'M', 7, false),
    ('Magistr diplomi (imtiyozli)', 'Магистр дипломи (имтиёзли)', 'Диплом магистра с отличием',
     'Master''s diploma with honours', 'diploma', '12', '12', 'MI', 7, false),
    ('Diplom ilovasi', 'Диплом иловаси', 'Приложение к диплому', 'Diploma supplement', 'supplement', null, null, 'DI', 7, false),
    ('Diplom dublikati', 'Диплом дубликати', 'Дубликат диплома', 'Duplicate of a diploma', 'duplicate', null, null, 'D', 7,
     false),
    ('Akademik maʼlumotnoma', 'Академик маълумотнома', 'Академическая справка', 'Academic certificate', 'certificate', null,
     null, 'AM', 6, true);
