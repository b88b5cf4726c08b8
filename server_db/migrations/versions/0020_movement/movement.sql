create schema movement;

CREATE TABLE movement.series (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    order_type TEXT NOT NULL,
    prefix TEXT,
    suffix TEXT,
    year INTEGER,
    last INTEGER DEFAULT 0 NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT series_pkey PRIMARY KEY (id),
    CONSTRAINT series_last_maximum_check CHECK (last <= 999999),
    CONSTRAINT series_last_minimum_check CHECK (last >= 0),
    CONSTRAINT series_order_type_key UNIQUE (order_type),
    CONSTRAINT series_prefix_length_check CHECK (length(prefix) <= 12),
    CONSTRAINT series_prefix_trimmed_check CHECK (prefix = btrim(prefix) and prefix <> ''),
    CONSTRAINT series_suffix_length_check CHECK (length(suffix) <= 12),
    CONSTRAINT series_suffix_trimmed_check CHECK (suffix = btrim(suffix) and suffix <> ''),
    CONSTRAINT series_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT series_year_minimum_check CHECK (year >= 1990)
);

CREATE TABLE movement.template (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    order_type TEXT NOT NULL,
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    heading TEXT NOT NULL,
    preamble TEXT,
    body TEXT,
    closing TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT template_pkey PRIMARY KEY (id),
    CONSTRAINT template_body_length_check CHECK (length(body) <= 8000),
    CONSTRAINT template_body_trimmed_check CHECK (body = btrim(body) and body <> ''),
    CONSTRAINT template_closing_length_check CHECK (length(closing) <= 8000),
    CONSTRAINT template_closing_trimmed_check CHECK (closing = btrim(closing) and closing <> ''),
    CONSTRAINT template_heading_length_check CHECK (length(heading) <= 256),
    CONSTRAINT template_heading_trimmed_check CHECK (heading = btrim(heading) and heading <> ''),
    CONSTRAINT template_language_check CHECK (language in ('uz', 'oz', 'ru')),
    CONSTRAINT template_language_length_check CHECK (length(language) <= 2),
    CONSTRAINT template_language_trimmed_check CHECK (language = btrim(language) and language <> ''),
    CONSTRAINT template_name_length_check CHECK (length(name) <= 128),
    CONSTRAINT template_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT template_order_type_language_name_key UNIQUE (order_type, language, name),
    CONSTRAINT template_preamble_length_check CHECK (length(preamble) <= 8000),
    CONSTRAINT template_preamble_trimmed_check CHECK (preamble = btrim(preamble) and preamble <> '')
);

CREATE TABLE movement.transition (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    act TEXT NOT NULL,
    order_type TEXT NOT NULL,
    from_status TEXT NOT NULL,
    to_status TEXT NOT NULL,
    moves TEXT,
    reasons TEXT,
    dated BOOLEAN DEFAULT false NOT NULL,
    asks_accounting BOOLEAN DEFAULT false NOT NULL,
    asks_hr BOOLEAN DEFAULT false NOT NULL,
    allowed BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT transition_pkey PRIMARY KEY (id),
    CONSTRAINT transition_act_from_status_key UNIQUE (act, from_status),
    CONSTRAINT transition_act_length_check CHECK (length(act) <= 24),
    CONSTRAINT transition_act_trimmed_check CHECK (act = btrim(act) and act <> ''),
    CONSTRAINT transition_moves_length_check CHECK (length(moves) <= 128),
    CONSTRAINT transition_moves_trimmed_check CHECK (moves = btrim(moves) and moves <> ''),
    CONSTRAINT transition_reasons_length_check CHECK (length(reasons) <= 64),
    CONSTRAINT transition_reasons_trimmed_check CHECK (reasons = btrim(reasons) and reasons <> '')
);

CREATE TABLE movement.decree (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    order_type TEXT NOT NULL,
    act TEXT NOT NULL,
    faculty_id BIGINT,
    heading TEXT NOT NULL,
    effective_on DATE NOT NULL,
    basis TEXT,
    language TEXT NOT NULL,
    preamble TEXT,
    body TEXT,
    closing TEXT,
    state TEXT NOT NULL,
    number TEXT,
    year INTEGER,
    signed_on DATE,
    signatory_id BIGINT,
    lines INTEGER DEFAULT 0 NOT NULL,
    made_by TEXT,
    made_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    returned TEXT,
    signed_at TIMESTAMP WITH TIME ZONE,
    signed_by TEXT,
    applied_at TIMESTAMP WITH TIME ZONE,
    applied_by TEXT,
    cancel_reason TEXT,
    cancel_asked_by TEXT,
    cancelled_at TIMESTAMP WITH TIME ZONE,
    cancelled_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT decree_pkey PRIMARY KEY (id),
    CONSTRAINT decree_act_length_check CHECK (length(act) <= 24),
    CONSTRAINT decree_act_trimmed_check CHECK (act = btrim(act) and act <> ''),
    CONSTRAINT decree_applied_by_length_check CHECK (length(applied_by) <= 63),
    CONSTRAINT decree_applied_by_trimmed_check CHECK (applied_by = btrim(applied_by) and applied_by <> ''),
    CONSTRAINT decree_basis_length_check CHECK (length(basis) <= 1000),
    CONSTRAINT decree_basis_trimmed_check CHECK (basis = btrim(basis) and basis <> ''),
    CONSTRAINT decree_body_length_check CHECK (length(body) <= 8000),
    CONSTRAINT decree_body_trimmed_check CHECK (body = btrim(body) and body <> ''),
    CONSTRAINT decree_cancel_asked_by_length_check CHECK (length(cancel_asked_by) <= 63),
    CONSTRAINT decree_cancel_asked_by_trimmed_check CHECK (cancel_asked_by = btrim(cancel_asked_by) and cancel_asked_by <> ''),
    CONSTRAINT decree_cancel_reason_length_check CHECK (length(cancel_reason) <= 512),
    CONSTRAINT decree_cancel_reason_trimmed_check CHECK (cancel_reason = btrim(cancel_reason) and cancel_reason <> ''),
    CONSTRAINT decree_cancelled_by_length_check CHECK (length(cancelled_by) <= 63),
    CONSTRAINT decree_cancelled_by_trimmed_check CHECK (cancelled_by = btrim(cancelled_by) and cancelled_by <> ''),
    CONSTRAINT decree_closing_length_check CHECK (length(closing) <= 8000),
    CONSTRAINT decree_closing_trimmed_check CHECK (closing = btrim(closing) and closing <> ''),
    CONSTRAINT decree_effective_on_range_check CHECK (effective_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT decree_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT decree_heading_length_check CHECK (length(heading) <= 256),
    CONSTRAINT decree_heading_trimmed_check CHECK (heading = btrim(heading) and heading <> ''),
    CONSTRAINT decree_language_check CHECK (language in ('uz', 'oz', 'ru')),
    CONSTRAINT decree_language_length_check CHECK (length(language) <= 2),
    CONSTRAINT decree_language_trimmed_check CHECK (language = btrim(language) and language <> ''),
    CONSTRAINT decree_lines_minimum_check CHECK (lines >= 0),
    CONSTRAINT decree_made_by_length_check CHECK (length(made_by) <= 63),
    CONSTRAINT decree_made_by_trimmed_check CHECK (made_by = btrim(made_by) and made_by <> ''),
    CONSTRAINT decree_number_length_check CHECK (length(number) <= 32),
    CONSTRAINT decree_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT decree_preamble_length_check CHECK (length(preamble) <= 8000),
    CONSTRAINT decree_preamble_trimmed_check CHECK (preamble = btrim(preamble) and preamble <> ''),
    CONSTRAINT decree_returned_length_check CHECK (length(returned) <= 512),
    CONSTRAINT decree_returned_trimmed_check CHECK (returned = btrim(returned) and returned <> ''),
    CONSTRAINT decree_signatory_id_fkey FOREIGN KEY(signatory_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT decree_signed_by_length_check CHECK (length(signed_by) <= 63),
    CONSTRAINT decree_signed_by_trimmed_check CHECK (signed_by = btrim(signed_by) and signed_by <> ''),
    CONSTRAINT decree_signed_check CHECK (state in ('draft', 'sent') or num_nulls(number, year, signed_on, signed_at) = 0),
    CONSTRAINT decree_signed_on_range_check CHECK (signed_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT decree_state_check CHECK (state in ('draft', 'sent', 'signed', 'applied', 'cancelled')),
    CONSTRAINT decree_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT decree_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT decree_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT decree_year_minimum_check CHECK (year >= 1990)
);

CREATE INDEX decree_faculty_id_idx ON movement.decree (faculty_id);

CREATE UNIQUE INDEX decree_number_key ON movement.decree (order_type, year, number) WHERE number is not null;

CREATE INDEX decree_scope_idx ON movement.decree (faculty_id, state);

CREATE INDEX decree_signatory_id_idx ON movement.decree (signatory_id);

CREATE INDEX decree_state_idx ON movement.decree (state, order_type);

CREATE TABLE movement.agreement (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    decree_id BIGINT NOT NULL,
    office TEXT NOT NULL,
    unit_id BIGINT,
    answer TEXT NOT NULL,
    reason TEXT,
    answered_by TEXT,
    answered_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT agreement_pkey PRIMARY KEY (id),
    CONSTRAINT agreement_answer_check CHECK (answer in ('asked', 'agreed', 'refused')),
    CONSTRAINT agreement_answer_length_check CHECK (length(answer) <= 16),
    CONSTRAINT agreement_answer_trimmed_check CHECK (answer = btrim(answer) and answer <> ''),
    CONSTRAINT agreement_answered_by_length_check CHECK (length(answered_by) <= 63),
    CONSTRAINT agreement_answered_by_trimmed_check CHECK (answered_by = btrim(answered_by) and answered_by <> ''),
    CONSTRAINT agreement_decree_id_fkey FOREIGN KEY(decree_id) REFERENCES movement.decree (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT agreement_office_check CHECK (office in ('accounting', 'hr', 'faculty') and (office = 'faculty') = (unit_id is not null)),
    CONSTRAINT agreement_office_length_check CHECK (length(office) <= 16),
    CONSTRAINT agreement_office_trimmed_check CHECK (office = btrim(office) and office <> ''),
    CONSTRAINT agreement_reason_length_check CHECK (length(reason) <= 512),
    CONSTRAINT agreement_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT agreement_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX agreement_decree_id_idx ON movement.agreement (decree_id);

CREATE UNIQUE INDEX agreement_office_key ON movement.agreement (decree_id, office, unit_id) NULLS NOT DISTINCT;

CREATE INDEX agreement_unit_id_idx ON movement.agreement (unit_id);

CREATE TABLE movement.line (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    decree_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    student_name TEXT NOT NULL,
    student_number TEXT NOT NULL,
    reason TEXT,
    starts_on DATE,
    ends_on DATE,
    note TEXT,
    new_faculty_id BIGINT,
    new_specialty_id BIGINT,
    new_group_id BIGINT,
    new_course TEXT,
    new_semester TEXT,
    new_form TEXT,
    new_payment TEXT,
    new_language TEXT,
    gpa NUMERIC(4, 2),
    debts INTEGER,
    takes_back_id BIGINT,
    before_id BIGINT,
    after_id BIGINT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT line_pkey PRIMARY KEY (id),
    CONSTRAINT line_after_id_fkey FOREIGN KEY(after_id) REFERENCES students.period (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_before_id_fkey FOREIGN KEY(before_id) REFERENCES students.period (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_days_check CHECK (ends_on >= starts_on),
    CONSTRAINT line_debts_minimum_check CHECK (debts >= 0),
    CONSTRAINT line_decree_id_fkey FOREIGN KEY(decree_id) REFERENCES movement.decree (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_decree_id_student_id_key UNIQUE (decree_id, student_id),
    CONSTRAINT line_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT line_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_new_faculty_id_fkey FOREIGN KEY(new_faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_new_group_id_fkey FOREIGN KEY(new_group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_new_specialty_id_fkey FOREIGN KEY(new_specialty_id) REFERENCES students.specialty (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_note_length_check CHECK (length(note) <= 512),
    CONSTRAINT line_note_trimmed_check CHECK (note = btrim(note) and note <> ''),
    CONSTRAINT line_reason_length_check CHECK (length(reason) <= 16),
    CONSTRAINT line_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT line_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT line_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_student_name_length_check CHECK (length(student_name) <= 256),
    CONSTRAINT line_student_name_trimmed_check CHECK (student_name = btrim(student_name) and student_name <> ''),
    CONSTRAINT line_student_number_length_check CHECK (length(student_number) <= 12),
    CONSTRAINT line_student_number_trimmed_check CHECK (student_number = btrim(student_number) and student_number <> ''),
    CONSTRAINT line_takes_back_id_fkey FOREIGN KEY(takes_back_id) REFERENCES movement.line (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX line_after_id_idx ON movement.line (after_id);

CREATE INDEX line_before_id_idx ON movement.line (before_id);

CREATE INDEX line_decree_id_idx ON movement.line (decree_id);

CREATE INDEX line_faculty_id_idx ON movement.line (faculty_id);

CREATE INDEX line_new_faculty_id_idx ON movement.line (new_faculty_id);

CREATE INDEX line_new_group_id_idx ON movement.line (new_group_id);

CREATE INDEX line_new_specialty_id_idx ON movement.line (new_specialty_id);

CREATE INDEX line_receiver_idx ON movement.line (new_faculty_id, decree_id);

CREATE INDEX line_scope_idx ON movement.line (faculty_id, decree_id);

CREATE INDEX line_student_id_idx ON movement.line (student_id);

CREATE INDEX line_takes_back_id_idx ON movement.line (takes_back_id);

-- What orders may do (rules of the domain, section 5): act, type, status before and after, what else changes, reasons.
INSERT INTO movement.transition (act, order_type, from_status, to_status, moves, reasons, dated, asks_accounting) VALUES
    ('enrol', '21', '10', '11', 'faculty specialty group form payment language course semester', NULL, false, false),
    ('transfer_in', '16', '10', '11', 'faculty specialty group form payment language course semester', NULL, false, false),
    ('promote', '14', '11', '11', 'group course semester', NULL, false, false),
    ('next_semester', '27', '11', '11', 'semester', NULL, false, false),
    ('retain', '13', '11', '15', 'group course semester', NULL, false, false),
    ('continue', '13', '15', '11', 'specialty group form language course semester', NULL, false, false),
    ('leave', '12', '11', '13', NULL, 'h_academic_reason', true, false),
    ('leave', '12', '15', '13', NULL, 'h_academic_reason', true, false),
    ('extend', '12', '13', '13', NULL, 'h_academic_reason', true, false),
    ('return', '12', '13', '11', 'specialty group form language course semester', NULL, false, false),
    ('expel', '11', '11', '12', NULL, 'h_expel_reason', false, false),
    ('expel', '11', '13', '12', NULL, 'h_expel_reason', false, false),
    ('expel', '11', '15', '12', NULL, 'h_expel_reason', false, false),
    ('reinstate', '15', '12', '11', 'faculty specialty group form payment language course semester', NULL, false, true),
    ('transfer', '16', '11', '11', 'faculty specialty group form payment language course semester', NULL, false, false),
    ('transfer_out', '16', '11', '12', NULL, 'h_expel_reason', false, false),
    ('finish', '17', '11', '14', NULL, NULL, false, false),
    ('back_to_study', '17', '14', '11', 'group', NULL, false, false),
    ('stipend', '18', '11', '11', NULL, 'h_stipend_rate', true, true),
    ('payment', '23', '11', '11', 'payment', NULL, false, true),
    ('payment', '23', '13', '13', 'payment', NULL, false, true),
    ('payment', '23', '15', '15', 'payment', NULL, false, true),
    ('form', '24', '11', '11', 'specialty group form language', NULL, false, false),
    ('discipline', '25', '11', '11', NULL, 'h_discipline_measure', false, false),
    ('discipline', '25', '15', '15', NULL, 'h_discipline_measure', false, false),
    ('take_back', '26', '11', '11', NULL, NULL, false, false),
    ('take_back', '26', '12', '12', NULL, NULL, false, false),
    ('take_back', '26', '13', '13', NULL, NULL, false, false),
    ('take_back', '26', '14', '14', NULL, NULL, false, false),
    ('take_back', '26', '15', '15', NULL, NULL, false, false);
INSERT INTO movement.series (order_type, suffix)
SELECT DISTINCT order_type, '-T' FROM movement.transition ORDER BY order_type;
-- What orders of each type say until the university writes its own words.
INSERT INTO movement.template (order_type, language, name, heading, preamble, body, closing) VALUES
    ('11', 'uz', 'Umumiy', 'Talabalarni talabalar safidan chetlashtirish toʻgʻrisida', '{faculty} dekanatining bildirgisi hamda universitet Ustaviga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talaba {effective} dan talabalar safidan chetlashtirilsin.\n2. Buxgalteriya va dekanat tegishli oʻzgarishlarni kiritsin.', 'Buyruq ijrosini nazorat qilish oʻquv ishlari boʻyicha prorektor zimmasiga yuklansin.'),
    ('11', 'oz', 'Умумий', 'Талабаларни талабалар сафидан четлаштириш тўғрисида', '{faculty} деканатининг билдиргиси ҳамда университет Уставига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талаба {effective} дан талабалар сафидан четлаштирилсин.\n2. Бухгалтерия ва деканат тегишли ўзгаришларни киритсин.', 'Буйруқ ижросини назорат қилиш ўқув ишлари бўйича проректор зиммасига юклансин.'),
    ('11', 'ru', 'Общий', 'Об отчислении студентов', 'На основании представления деканата ({faculty}) и Устава университета', E'ПРИКАЗЫВАЮ:\n1. Отчислить с {effective} студентов согласно приложению ({count}).\n2. Бухгалтерии и деканату внести соответствующие изменения.', 'Контроль за исполнением приказа возложить на проректора по учебной работе.'),
    ('12', 'uz', 'Umumiy', 'Akademik taʼtil toʻgʻrisida', 'Talabalarning arizalari va taqdim etilgan hujjatlarga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talabaning akademik taʼtili ilovadagi muddatlarga muvofiq rasmiylashtirilsin.', 'Buyruq ijrosini nazorat qilish {faculty} dekani zimmasiga yuklansin.'),
    ('12', 'oz', 'Умумий', 'Академик таътил тўғрисида', 'Талабаларнинг аризалари ва тақдим этилган ҳужжатларга асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талабанинг академик таътили иловадаги муддатларга мувофиқ расмийлаштирилсин.', 'Буйруқ ижросини назорат қилиш {faculty} декани зиммасига юклансин.'),
    ('12', 'ru', 'Общий', 'Об академическом отпуске', 'На основании заявлений студентов и представленных документов', E'ПРИКАЗЫВАЮ:\n1. Оформить академический отпуск студентам согласно приложению ({count}) на указанные в нем сроки.', 'Контроль за исполнением приказа возложить на декана ({faculty}).'),
    ('13', 'uz', 'Umumiy', 'Talabalarni kursdan qoldirish toʻgʻrisida', 'Oʻquv yili yakunlariga koʻra,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talaba {effective} dan kursdan qoldirilsin yoki oʻqishini davom ettirsin.', 'Buyruq ijrosini nazorat qilish oʻquv boʻlimi zimmasiga yuklansin.'),
    ('13', 'oz', 'Умумий', 'Талабаларни курсдан қолдириш тўғрисида', 'Ўқув йили якунларига кўра,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талаба {effective} дан курсдан қолдирилсин ёки ўқишини давом эттирсин.', 'Буйруқ ижросини назорат қилиш ўқув бўлими зиммасига юклансин.'),
    ('13', 'ru', 'Общий', 'Об оставлении студентов на курсе', 'По итогам учебного года', E'ПРИКАЗЫВАЮ:\n1. Оформить с {effective} студентов согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на учебный отдел.'),
    ('14', 'uz', 'Umumiy', 'Talabalarni keyingi kursga oʻtkazish toʻgʻrisida', 'Oʻquv yili yakunlari va talabalarning oʻzlashtirish koʻrsatkichlariga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talaba {effective} dan keyingi kursga oʻtkazilsin.', 'Buyruq ijrosini nazorat qilish oʻquv ishlari boʻyicha prorektor zimmasiga yuklansin.'),
    ('14', 'oz', 'Умумий', 'Талабаларни кейинги курсга ўтказиш тўғрисида', 'Ўқув йили якунлари ва талабаларнинг ўзлаштириш кўрсаткичларига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талаба {effective} дан кейинги курсга ўтказилсин.', 'Буйруқ ижросини назорат қилиш ўқув ишлари бўйича проректор зиммасига юклансин.'),
    ('14', 'ru', 'Общий', 'О переводе студентов на следующий курс', 'По итогам учебного года и на основании успеваемости студентов', E'ПРИКАЗЫВАЮ:\n1. Перевести с {effective} на следующий курс студентов согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на проректора по учебной работе.'),
    ('15', 'uz', 'Umumiy', 'Talabalar safiga tiklash toʻgʻrisida', 'Talabalarning arizalariga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talaba {effective} dan talabalar safiga tiklansin.', 'Buyruq ijrosini nazorat qilish {faculty} dekani zimmasiga yuklansin.'),
    ('15', 'oz', 'Умумий', 'Талабалар сафига тиклаш тўғрисида', 'Талабаларнинг аризаларига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талаба {effective} дан талабалар сафига тиклансин.', 'Буйруқ ижросини назорат қилиш {faculty} декани зиммасига юклансин.'),
    ('15', 'ru', 'Общий', 'О восстановлении в число студентов', 'На основании заявлений', E'ПРИКАЗЫВАЮ:\n1. Восстановить с {effective} в число студентов лиц согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на декана ({faculty}).'),
    ('16', 'uz', 'Umumiy', 'Talabalar oʻqishini koʻchirish toʻgʻrisida', 'Talabalarning arizalariga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talabaning oʻqishi {effective} dan koʻchirilsin.', 'Buyruq ijrosini nazorat qilish oʻquv boʻlimi zimmasiga yuklansin.'),
    ('16', 'oz', 'Умумий', 'Талабалар ўқишини кўчириш тўғрисида', 'Талабаларнинг аризаларига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талабанинг ўқиши {effective} дан кўчирилсин.', 'Буйруқ ижросини назорат қилиш ўқув бўлими зиммасига юклансин.'),
    ('16', 'ru', 'Общий', 'О переводе студентов', 'На основании заявлений студентов', E'ПРИКАЗЫВАЮ:\n1. Перевести с {effective} студентов согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на учебный отдел.'),
    ('17', 'uz', 'Umumiy', 'Oʻqishni tugatish toʻgʻrisida', 'Oʻquv rejaning bajarilishiga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talaba {effective} dan ilovaga muvofiq rasmiylashtirilsin.', 'Buyruq ijrosini nazorat qilish oʻquv ishlari boʻyicha prorektor zimmasiga yuklansin.'),
    ('17', 'oz', 'Умумий', 'Ўқишни тугатиш тўғрисида', 'Ўқув режанинг бажарилишига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талаба {effective} дан иловага мувофиқ расмийлаштирилсин.', 'Буйруқ ижросини назорат қилиш ўқув ишлари бўйича проректор зиммасига юклансин.'),
    ('17', 'ru', 'Общий', 'О завершении учебы', 'В связи с выполнением учебного плана', E'ПРИКАЗЫВАЮ:\n1. Оформить с {effective} студентов согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на проректора по учебной работе.'),
    ('18', 'uz', 'Umumiy', 'Stipendiya tayinlash toʻgʻrisida', 'Semestr yakunlariga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talabaga stipendiya tayinlansin.', 'Buyruq ijrosini nazorat qilish bosh buxgalter zimmasiga yuklansin.'),
    ('18', 'oz', 'Умумий', 'Стипендия тайинлаш тўғрисида', 'Семестр якунларига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талабага стипендия тайинлансин.', 'Буйруқ ижросини назорат қилиш бош бухгалтер зиммасига юклансин.'),
    ('18', 'ru', 'Общий', 'О назначении стипендии', 'По итогам семестра', E'ПРИКАЗЫВАЮ:\n1. Назначить стипендию студентам согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на главного бухгалтера.'),
    ('21', 'uz', 'Umumiy', 'Talabalar safiga qabul qilish toʻgʻrisida', 'Qabul komissiyasining qaroriga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar shaxs {effective} dan talabalar safiga qabul qilinsin.', 'Buyruq ijrosini nazorat qilish oʻquv ishlari boʻyicha prorektor zimmasiga yuklansin.'),
    ('21', 'oz', 'Умумий', 'Талабалар сафига қабул қилиш тўғрисида', 'Қабул комиссиясининг қарорига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар шахс {effective} дан талабалар сафига қабул қилинсин.', 'Буйруқ ижросини назорат қилиш ўқув ишлари бўйича проректор зиммасига юклансин.'),
    ('21', 'ru', 'Общий', 'О зачислении в число студентов', 'На основании решения приемной комиссии', E'ПРИКАЗЫВАЮ:\n1. Зачислить с {effective} в число студентов лиц согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на проректора по учебной работе.'),
    ('23', 'uz', 'Umumiy', 'Toʻlov shaklini oʻzgartirish toʻgʻrisida', 'Talabalarning arizalariga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talabaning toʻlov shakli {effective} dan oʻzgartirilsin.', 'Buyruq ijrosini nazorat qilish bosh buxgalter zimmasiga yuklansin.'),
    ('23', 'oz', 'Умумий', 'Тўлов шаклини ўзгартириш тўғрисида', 'Талабаларнинг аризаларига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талабанинг тўлов шакли {effective} дан ўзгартирилсин.', 'Буйруқ ижросини назорат қилиш бош бухгалтер зиммасига юклансин.'),
    ('23', 'ru', 'Общий', 'Об изменении формы оплаты', 'На основании заявлений студентов', E'ПРИКАЗЫВАЮ:\n1. Изменить с {effective} форму оплаты студентам согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на главного бухгалтера.'),
    ('24', 'uz', 'Umumiy', 'Taʼlim shakli, tili yoki mutaxassislikni oʻzgartirish toʻgʻrisida', 'Talabalarning arizalariga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talabaga tegishli oʻzgarishlar {effective} dan kiritilsin.', 'Buyruq ijrosini nazorat qilish {faculty} dekani zimmasiga yuklansin.'),
    ('24', 'oz', 'Умумий', 'Таълим шакли, тили ёки мутахассисликни ўзгартириш тўғрисида', 'Талабаларнинг аризаларига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талабага тегишли ўзгаришлар {effective} дан киритилсин.', 'Буйруқ ижросини назорат қилиш {faculty} декани зиммасига юклансин.'),
    ('24', 'ru', 'Общий', 'Об изменении формы, языка обучения или специальности', 'На основании заявлений студентов', E'ПРИКАЗЫВАЮ:\n1. Внести с {effective} изменения согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на декана ({faculty}).'),
    ('25', 'uz', 'Umumiy', 'Intizomiy chora toʻgʻrisida', '{faculty} dekanatining bildirgisiga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talabaga ilovadagi chora qoʻllansin.', 'Buyruq ijrosini nazorat qilish {faculty} dekani zimmasiga yuklansin.'),
    ('25', 'oz', 'Умумий', 'Интизомий чора тўғрисида', '{faculty} деканатининг билдиргисига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талабага иловадаги чора қўллансин.', 'Буйруқ ижросини назорат қилиш {faculty} декани зиммасига юклансин.'),
    ('25', 'ru', 'Общий', 'О дисциплинарном взыскании', 'На основании представления деканата ({faculty})', E'ПРИКАЗЫВАЮ:\n1. Применить к студентам согласно приложению ({count}) указанную меру.', 'Контроль за исполнением приказа возложить на декана ({faculty}).'),
    ('26', 'uz', 'Umumiy', 'Buyruqqa oʻzgartirish kiritish toʻgʻrisida', 'Aniqlangan holatlarga koʻra,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talaba avvalgi buyruqdan chiqarilsin.', 'Buyruq ijrosini nazorat qilish oʻquv boʻlimi zimmasiga yuklansin.'),
    ('26', 'oz', 'Умумий', 'Буйруққа ўзгартириш киритиш тўғрисида', 'Аниқланган ҳолатларга кўра,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талаба аввалги буйруқдан чиқарилсин.', 'Буйруқ ижросини назорат қилиш ўқув бўлими зиммасига юклансин.'),
    ('26', 'ru', 'Общий', 'О внесении изменений в приказ', 'В связи с выявленными обстоятельствами', E'ПРИКАЗЫВАЮ:\n1. Исключить из ранее изданного приказа студентов согласно приложению ({count}).', 'Контроль за исполнением приказа возложить на учебный отдел.'),
    ('27', 'uz', 'Umumiy', 'Keyingi semestrga oʻtkazish toʻgʻrisida', 'Semestr yakunlariga asosan,', '1. Ilovada koʻrsatilgan {count} nafar talaba {effective} dan keyingi semestrga oʻtkazilsin.', 'Farmoyish ijrosini nazorat qilish dekan oʻrinbosari zimmasiga yuklansin.'),
    ('27', 'oz', 'Умумий', 'Кейинги семестрга ўтказиш тўғрисида', 'Семестр якунларига асосан,', '1. Иловада кўрсатилган {count} нафар талаба {effective} дан кейинги семестрга ўтказилсин.', 'Фармойиш ижросини назорат қилиш декан ўринбосари зиммасига юклансин.'),
    ('27', 'ru', 'Общий', 'О переводе на следующий семестр', 'По итогам семестра', '1. Перевести с {effective} на следующий семестр студентов согласно приложению ({count}).', 'Контроль за исполнением распоряжения возложить на заместителя декана.');
