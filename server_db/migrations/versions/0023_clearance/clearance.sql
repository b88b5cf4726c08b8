create schema clearance;

CREATE TABLE clearance.point (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    name_uz TEXT NOT NULL,
    name_oz TEXT,
    name_ru TEXT,
    name_en TEXT,
    office TEXT NOT NULL,
    unit_id BIGINT,
    at_leaving BOOLEAN DEFAULT true NOT NULL,
    at_graduation BOOLEAN DEFAULT true NOT NULL,
    place INTEGER DEFAULT 1 NOT NULL,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT point_pkey PRIMARY KEY (id),
    CONSTRAINT point_name_en_length_check CHECK (length(name_en) <= 128),
    CONSTRAINT point_name_en_trimmed_check CHECK (name_en = btrim(name_en) and name_en <> ''),
    CONSTRAINT point_name_oz_length_check CHECK (length(name_oz) <= 128),
    CONSTRAINT point_name_oz_trimmed_check CHECK (name_oz = btrim(name_oz) and name_oz <> ''),
    CONSTRAINT point_name_ru_length_check CHECK (length(name_ru) <= 128),
    CONSTRAINT point_name_ru_trimmed_check CHECK (name_ru = btrim(name_ru) and name_ru <> ''),
    CONSTRAINT point_name_uz_key UNIQUE (name_uz),
    CONSTRAINT point_name_uz_length_check CHECK (length(name_uz) <= 128),
    CONSTRAINT point_name_uz_trimmed_check CHECK (name_uz = btrim(name_uz) and name_uz <> ''),
    CONSTRAINT point_office_check CHECK (office in ('accounting', 'hr', 'faculty', 'service')),
    CONSTRAINT point_office_length_check CHECK (length(office) <= 16),
    CONSTRAINT point_office_trimmed_check CHECK (office = btrim(office) and office <> ''),
    CONSTRAINT point_place_maximum_check CHECK (place <= 99),
    CONSTRAINT point_place_minimum_check CHECK (place >= 1),
    CONSTRAINT point_unit_check CHECK ((office = 'service') = (unit_id is not null)),
    CONSTRAINT point_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX point_unit_id_idx ON clearance.point (unit_id);

CREATE TABLE clearance.sheet (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    student_name TEXT NOT NULL,
    student_number TEXT NOT NULL,
    group_name TEXT,
    occasion TEXT NOT NULL,
    decree_id BIGINT,
    opened_by TEXT,
    opened_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    open_points INTEGER DEFAULT 0 NOT NULL,
    handed_at TIMESTAMP WITH TIME ZONE,
    handed_by TEXT,
    handed_to TEXT,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    withdrawn_by TEXT,
    withdraw_reason TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT sheet_pkey PRIMARY KEY (id),
    CONSTRAINT sheet_decree_id_fkey FOREIGN KEY(decree_id) REFERENCES movement.decree (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sheet_group_name_length_check CHECK (length(group_name) <= 64),
    CONSTRAINT sheet_group_name_trimmed_check CHECK (group_name = btrim(group_name) and group_name <> ''),
    CONSTRAINT sheet_handed_by_length_check CHECK (length(handed_by) <= 63),
    CONSTRAINT sheet_handed_by_trimmed_check CHECK (handed_by = btrim(handed_by) and handed_by <> ''),
    CONSTRAINT sheet_handed_check CHECK (num_nulls(handed_at, handed_by, handed_to) in (0, 3) and (handed_at is null or open_points = 0)),
    CONSTRAINT sheet_handed_to_length_check CHECK (length(handed_to) <= 256),
    CONSTRAINT sheet_handed_to_trimmed_check CHECK (handed_to = btrim(handed_to) and handed_to <> ''),
    CONSTRAINT sheet_occasion_check CHECK (occasion in ('leaving', 'graduation')),
    CONSTRAINT sheet_occasion_length_check CHECK (length(occasion) <= 16),
    CONSTRAINT sheet_occasion_trimmed_check CHECK (occasion = btrim(occasion) and occasion <> ''),
    CONSTRAINT sheet_open_points_minimum_check CHECK (open_points >= 0),
    CONSTRAINT sheet_opened_by_length_check CHECK (length(opened_by) <= 63),
    CONSTRAINT sheet_opened_by_trimmed_check CHECK (opened_by = btrim(opened_by) and opened_by <> ''),
    CONSTRAINT sheet_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT sheet_student_name_length_check CHECK (length(student_name) <= 256),
    CONSTRAINT sheet_student_name_trimmed_check CHECK (student_name = btrim(student_name) and student_name <> ''),
    CONSTRAINT sheet_student_number_length_check CHECK (length(student_number) <= 12),
    CONSTRAINT sheet_student_number_trimmed_check CHECK (student_number = btrim(student_number) and student_number <> ''),
    CONSTRAINT sheet_withdraw_reason_length_check CHECK (length(withdraw_reason) <= 256),
    CONSTRAINT sheet_withdraw_reason_trimmed_check CHECK (withdraw_reason = btrim(withdraw_reason) and withdraw_reason <> ''),
    CONSTRAINT sheet_withdrawn_by_length_check CHECK (length(withdrawn_by) <= 63),
    CONSTRAINT sheet_withdrawn_by_trimmed_check CHECK (withdrawn_by = btrim(withdrawn_by) and withdrawn_by <> ''),
    CONSTRAINT sheet_withdrawn_check CHECK (num_nulls(withdrawn_at, withdrawn_by, withdraw_reason) in (0, 3) and (withdrawn_at is null or handed_at is null))
);

CREATE INDEX sheet_decree_id_idx ON clearance.sheet (decree_id);

CREATE INDEX sheet_scope_idx ON clearance.sheet (faculty_id, student_id);

CREATE UNIQUE INDEX sheet_standing_key ON clearance.sheet (student_id) WHERE handed_at is null and withdrawn_at is null;

CREATE TABLE clearance.line (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    sheet_id BIGINT NOT NULL,
    point_id BIGINT NOT NULL,
    student_name TEXT NOT NULL,
    office TEXT NOT NULL,
    unit_id BIGINT,
    answer TEXT NOT NULL,
    note TEXT,
    answered_by TEXT,
    answered_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT line_pkey PRIMARY KEY (id),
    CONSTRAINT line_answer_check CHECK (answer in ('open', 'confirmed', 'objected')),
    CONSTRAINT line_answer_length_check CHECK (length(answer) <= 16),
    CONSTRAINT line_answer_trimmed_check CHECK (answer = btrim(answer) and answer <> ''),
    CONSTRAINT line_answered_by_length_check CHECK (length(answered_by) <= 63),
    CONSTRAINT line_answered_by_trimmed_check CHECK (answered_by = btrim(answered_by) and answered_by <> ''),
    CONSTRAINT line_answered_check CHECK ((answer = 'open') = (answered_at is null) and (answered_at is null) = (answered_by is null)),
    CONSTRAINT line_note_length_check CHECK (length(note) <= 512),
    CONSTRAINT line_note_trimmed_check CHECK (note = btrim(note) and note <> ''),
    CONSTRAINT line_office_length_check CHECK (length(office) <= 16),
    CONSTRAINT line_office_trimmed_check CHECK (office = btrim(office) and office <> ''),
    CONSTRAINT line_owed_check CHECK (answer <> 'objected' or note is not null),
    CONSTRAINT line_point_id_fkey FOREIGN KEY(point_id) REFERENCES clearance.point (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_sheet_id_fkey FOREIGN KEY(sheet_id) REFERENCES clearance.sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT line_sheet_id_point_id_key UNIQUE (sheet_id, point_id),
    CONSTRAINT line_student_name_length_check CHECK (length(student_name) <= 256),
    CONSTRAINT line_student_name_trimmed_check CHECK (student_name = btrim(student_name) and student_name <> ''),
    CONSTRAINT line_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX line_point_id_idx ON clearance.line (point_id);

CREATE INDEX line_sheet_id_idx ON clearance.line (sheet_id);

CREATE INDEX line_unit_id_idx ON clearance.line (unit_id);

CREATE INDEX line_unit_idx ON clearance.line (unit_id, answer);


-- What every university confirms; library, dormitory and archive are units that each university names itself.
insert into clearance.point (name_uz, name_oz, name_ru, name_en, office, place)
values
    ('Toʻlovlar boʻyicha qarzdorlik', 'Тўловлар бўйича қарздорлик', 'Задолженность по оплате', 'Payments', 'accounting', 1),
    ('Talabalik guvohnomasi va hujjatlar', 'Талабалик гувоҳномаси ва ҳужжатлар', 'Студенческий билет и документы',
     'Student card and documents', 'faculty', 2),
    ('Harbiy hisob va shaxsiy yigʻma jild', 'Ҳарбий ҳисоб ва шахсий йиғма жилд', 'Воинский учет и личное дело',
     'Military register and personal file', 'hr', 3);
