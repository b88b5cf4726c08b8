CREATE TABLE movement.word_form (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    act TEXT NOT NULL,
    language TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    active BOOLEAN DEFAULT true NOT NULL,
    content BYTEA NOT NULL,
    digest TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT word_form_pkey PRIMARY KEY (id),
    CONSTRAINT word_form_act_language_version_key UNIQUE (act, language, version),
    CONSTRAINT word_form_act_length_check CHECK (length(act) <= 24),
    CONSTRAINT word_form_act_trimmed_check CHECK (act = btrim(act) and act <> ''),
    CONSTRAINT word_form_content_check CHECK (substring(content from 1 for 4) = '\x504b0304'::bytea),
    CONSTRAINT word_form_content_size_check CHECK (octet_length(content) <= 2000000),
    CONSTRAINT word_form_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT word_form_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT word_form_language_check CHECK (language in ('uz', 'oz', 'ru')),
    CONSTRAINT word_form_language_length_check CHECK (length(language) <= 2),
    CONSTRAINT word_form_language_trimmed_check CHECK (language = btrim(language) and language <> ''),
    CONSTRAINT word_form_made_by_length_check CHECK (length(made_by) <= 63),
    CONSTRAINT word_form_made_by_trimmed_check CHECK (made_by = btrim(made_by) and made_by <> ''),
    CONSTRAINT word_form_name_length_check CHECK (length(name) <= 255),
    CONSTRAINT word_form_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT word_form_version_minimum_check CHECK (version >= 1)
);

CREATE UNIQUE INDEX word_form_active_key ON movement.word_form (act, language) WHERE active;

CREATE TABLE movement.issued_balance (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    cut TEXT NOT NULL,
    faculty_id BIGINT,
    numbers TEXT NOT NULL,
    digest TEXT NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    issued_by TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT issued_balance_pkey PRIMARY KEY (id),
    CONSTRAINT issued_balance_cut_check CHECK (cut in ('faculty', 'course', 'form', 'payment')),
    CONSTRAINT issued_balance_cut_length_check CHECK (length(cut) <= 16),
    CONSTRAINT issued_balance_cut_trimmed_check CHECK (cut = btrim(cut) and cut <> ''),
    CONSTRAINT issued_balance_days_check CHECK (last_day >= first_day),
    CONSTRAINT issued_balance_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT issued_balance_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT issued_balance_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT issued_balance_first_day_range_check CHECK (first_day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT issued_balance_issued_by_length_check CHECK (length(issued_by) <= 63),
    CONSTRAINT issued_balance_issued_by_trimmed_check CHECK (issued_by = btrim(issued_by) and issued_by <> ''),
    CONSTRAINT issued_balance_last_day_range_check CHECK (last_day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT issued_balance_numbers_length_check CHECK (length(numbers) <= 200000),
    CONSTRAINT issued_balance_numbers_trimmed_check CHECK (numbers = btrim(numbers) and numbers <> '')
);

CREATE INDEX issued_balance_faculty_id_idx ON movement.issued_balance (faculty_id);

CREATE TABLE movement.balance_number (
    balance_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    side TEXT NOT NULL,
    act TEXT NOT NULL,
    student_ids BIGINT[] NOT NULL,
    CONSTRAINT balance_number_pkey PRIMARY KEY (balance_id, key, side, act),
    CONSTRAINT balance_number_balance_id_fkey FOREIGN KEY(balance_id) REFERENCES movement.issued_balance (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TABLE movement.signature (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    decree_id BIGINT NOT NULL,
    capacity TEXT NOT NULL,
    employee_id BIGINT,
    name TEXT NOT NULL,
    cyrillic_name TEXT,
    post_uz TEXT,
    post_oz TEXT,
    post_ru TEXT,
    day DATE NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT signature_pkey PRIMARY KEY (id),
    CONSTRAINT signature_capacity_length_check CHECK (length(capacity) <= 16),
    CONSTRAINT signature_capacity_trimmed_check CHECK (capacity = btrim(capacity) and capacity <> ''),
    CONSTRAINT signature_cyrillic_name_length_check CHECK (length(cyrillic_name) <= 200),
    CONSTRAINT signature_cyrillic_name_trimmed_check CHECK (cyrillic_name = btrim(cyrillic_name) and cyrillic_name <> ''),
    CONSTRAINT signature_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT signature_decree_id_fkey FOREIGN KEY(decree_id) REFERENCES movement.decree (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT signature_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT signature_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT signature_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT signature_person_key UNIQUE (decree_id, capacity, name),
    CONSTRAINT signature_post_oz_length_check CHECK (length(post_oz) <= 256),
    CONSTRAINT signature_post_oz_trimmed_check CHECK (post_oz = btrim(post_oz) and post_oz <> ''),
    CONSTRAINT signature_post_ru_length_check CHECK (length(post_ru) <= 256),
    CONSTRAINT signature_post_ru_trimmed_check CHECK (post_ru = btrim(post_ru) and post_ru <> ''),
    CONSTRAINT signature_post_uz_length_check CHECK (length(post_uz) <= 256),
    CONSTRAINT signature_post_uz_trimmed_check CHECK (post_uz = btrim(post_uz) and post_uz <> '')
);

CREATE INDEX signature_decree_id_idx ON movement.signature (decree_id);

CREATE INDEX signature_employee_id_idx ON movement.signature (employee_id);

CREATE UNIQUE INDEX signature_signed_key ON movement.signature (decree_id) WHERE capacity = 'signed';

-- Orders that are signed already: who signed with the post of that day, as far as it is known, and who had agreed.
INSERT INTO movement.signature (decree_id, capacity, employee_id, name, cyrillic_name, post_uz, post_oz, post_ru, day)
SELECT d.id, 'signed', e.id, e.full_name, e.cyrillic_name, i.name_uz, i.name_oz, i.name_ru, d.signed_on
  FROM movement.decree d
  JOIN employees.employee e ON e.id = d.signatory_id
  LEFT JOIN LATERAL (
        SELECT p.post
          FROM employees.position p
         WHERE p.employee_id = e.id
         ORDER BY (p.starts_on <= d.signed_on AND coalesce(p.ends_on, 'infinity') >= d.signed_on) DESC, p.id
         LIMIT 1) p ON true
  LEFT JOIN classifiers.classifier c ON c.code = 'h_teacher_position_type'
  LEFT JOIN classifiers.item i ON i.classifier_id = c.id AND i.code = p.post
 WHERE d.signed_on IS NOT NULL;

INSERT INTO movement.signature (decree_id, capacity, employee_id, name, cyrillic_name, post_uz, post_oz, post_ru, day)
SELECT DISTINCT ON (a.decree_id, a.office, coalesce(e.full_name, t.display_name))
       a.decree_id, a.office, e.id, coalesce(e.full_name, t.display_name), e.cyrillic_name, i.name_uz, i.name_oz, i.name_ru,
       (a.answered_at AT TIME ZONE 'Asia/Tashkent')::date
  FROM movement.agreement a
  JOIN movement.decree d ON d.id = a.decree_id AND d.signed_on IS NOT NULL
  JOIN security.account t ON t.login = a.answered_by
  LEFT JOIN employees.employee e ON e.id = t.employee_id
  LEFT JOIN LATERAL (
        SELECT p.post
          FROM employees.position p
         WHERE p.employee_id = e.id
         ORDER BY (p.ends_on IS NULL) DESC, p.id
         LIMIT 1) p ON true
  LEFT JOIN classifiers.classifier c ON c.code = 'h_teacher_position_type'
  LEFT JOIN classifiers.item i ON i.classifier_id = c.id AND i.code = p.post
 WHERE a.answer = 'agreed' AND a.answered_at IS NOT NULL
 ORDER BY a.decree_id, a.office, coalesce(e.full_name, t.display_name), a.id;
