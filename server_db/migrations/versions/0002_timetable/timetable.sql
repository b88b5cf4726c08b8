create schema timetable;

CREATE TABLE timetable.travel (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    from_building_id BIGINT NOT NULL,
    to_building_id BIGINT NOT NULL,
    minutes INTEGER NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT travel_pkey PRIMARY KEY (id),
    CONSTRAINT travel_from_building_id_to_building_id_key UNIQUE (from_building_id, to_building_id),
    CONSTRAINT travel_two_buildings_check CHECK (from_building_id <> to_building_id),
    CONSTRAINT travel_from_building_id_fkey FOREIGN KEY(from_building_id) REFERENCES infrastructure.building (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT travel_to_building_id_fkey FOREIGN KEY(to_building_id) REFERENCES infrastructure.building (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT travel_minutes_minimum_check CHECK (minutes >= 0),
    CONSTRAINT travel_minutes_maximum_check CHECK (minutes <= 240)
);

CREATE INDEX travel_from_building_id_idx ON timetable.travel (from_building_id);
CREATE INDEX travel_to_building_id_idx ON timetable.travel (to_building_id);

CREATE TABLE timetable.version (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    term_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    valid_from DATE NOT NULL,
    board BIGINT NOT NULL,
    based_on_id BIGINT,
    author TEXT NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT version_pkey PRIMARY KEY (id),
    CONSTRAINT version_id_term_id_faculty_id_key UNIQUE (id, term_id, faculty_id),
    CONSTRAINT version_state_check CHECK (state in ('private', 'shared', 'published', 'superseded')),
    CONSTRAINT version_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT version_term_id_fkey FOREIGN KEY(term_id) REFERENCES curriculum.term (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT version_based_on_id_fkey FOREIGN KEY(based_on_id) REFERENCES timetable.version (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT version_name_length_check CHECK (length(name) <= 128),
    CONSTRAINT version_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT version_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT version_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT version_valid_from_range_check CHECK (valid_from between '1900-01-01' and '2100-01-01'),
    CONSTRAINT version_author_length_check CHECK (length(author) <= 63),
    CONSTRAINT version_author_trimmed_check CHECK (author = btrim(author) and author <> '')
);

CREATE INDEX version_based_on_id_idx ON timetable.version (based_on_id);
CREATE UNIQUE INDEX version_board_key ON timetable.version (term_id, faculty_id) WHERE board > 0;
CREATE INDEX version_faculty_id_idx ON timetable.version (faculty_id);
CREATE INDEX version_scope_idx ON timetable.version (faculty_id, term_id);
CREATE INDEX version_term_id_idx ON timetable.version (term_id);

CREATE TABLE timetable.day_rule (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    term_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    employee_id BIGINT,
    group_id BIGINT,
    pairs_a_day INTEGER,
    pairs_a_week INTEGER,
    days_a_week INTEGER,
    pairs_running INTEGER,
    gap_cost INTEGER DEFAULT 1 NOT NULL,
    lonely_cost INTEGER DEFAULT 1 NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT day_rule_pkey PRIMARY KEY (id),
    CONSTRAINT day_rule_kind_check CHECK (kind in ('teacher', 'group')),
    CONSTRAINT day_rule_of_teacher_check CHECK (employee_id is null or kind = 'teacher'),
    CONSTRAINT day_rule_of_group_check CHECK (group_id is null or kind = 'group'),
    CONSTRAINT day_rule_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT day_rule_term_id_fkey FOREIGN KEY(term_id) REFERENCES curriculum.term (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT day_rule_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT day_rule_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT day_rule_kind_length_check CHECK (length(kind) <= 8),
    CONSTRAINT day_rule_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT day_rule_pairs_a_day_minimum_check CHECK (pairs_a_day >= 1),
    CONSTRAINT day_rule_pairs_a_day_maximum_check CHECK (pairs_a_day <= 12),
    CONSTRAINT day_rule_pairs_a_week_minimum_check CHECK (pairs_a_week >= 1),
    CONSTRAINT day_rule_pairs_a_week_maximum_check CHECK (pairs_a_week <= 60),
    CONSTRAINT day_rule_days_a_week_minimum_check CHECK (days_a_week >= 1),
    CONSTRAINT day_rule_days_a_week_maximum_check CHECK (days_a_week <= 6),
    CONSTRAINT day_rule_pairs_running_minimum_check CHECK (pairs_running >= 1),
    CONSTRAINT day_rule_pairs_running_maximum_check CHECK (pairs_running <= 12),
    CONSTRAINT day_rule_gap_cost_minimum_check CHECK (gap_cost >= 0),
    CONSTRAINT day_rule_gap_cost_maximum_check CHECK (gap_cost <= 10),
    CONSTRAINT day_rule_lonely_cost_minimum_check CHECK (lonely_cost >= 0),
    CONSTRAINT day_rule_lonely_cost_maximum_check CHECK (lonely_cost <= 10)
);

CREATE INDEX day_rule_employee_id_idx ON timetable.day_rule (employee_id);
CREATE INDEX day_rule_faculty_id_idx ON timetable.day_rule (faculty_id);
CREATE INDEX day_rule_group_id_idx ON timetable.day_rule (group_id);
CREATE INDEX day_rule_term_id_idx ON timetable.day_rule (term_id);
CREATE UNIQUE INDEX day_rule_whose_key ON timetable.day_rule (faculty_id, term_id, kind, employee_id, group_id) NULLS NOT DISTINCT;

CREATE TABLE timetable.wish (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT,
    term_id BIGINT NOT NULL,
    employee_id BIGINT,
    group_id BIGINT,
    room_id BIGINT,
    day INTEGER NOT NULL,
    pair INTEGER NOT NULL,
    forbidden BOOLEAN DEFAULT true NOT NULL,
    cost INTEGER DEFAULT 0 NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT wish_pkey PRIMARY KEY (id),
    CONSTRAINT wish_names_one_check CHECK (num_nonnulls(employee_id, group_id, room_id) = 1),
    CONSTRAINT wish_costs_check CHECK (forbidden or cost > 0),
    CONSTRAINT wish_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT wish_term_id_fkey FOREIGN KEY(term_id) REFERENCES curriculum.term (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT wish_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT wish_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT wish_room_id_fkey FOREIGN KEY(room_id) REFERENCES infrastructure.room (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT wish_day_minimum_check CHECK (day >= 1),
    CONSTRAINT wish_day_maximum_check CHECK (day <= 6),
    CONSTRAINT wish_pair_minimum_check CHECK (pair >= 1),
    CONSTRAINT wish_pair_maximum_check CHECK (pair <= 12),
    CONSTRAINT wish_cost_minimum_check CHECK (cost >= 0),
    CONSTRAINT wish_cost_maximum_check CHECK (cost <= 10)
);

CREATE INDEX wish_employee_id_idx ON timetable.wish (employee_id);
CREATE INDEX wish_faculty_id_idx ON timetable.wish (faculty_id);
CREATE INDEX wish_group_id_idx ON timetable.wish (group_id);
CREATE UNIQUE INDEX wish_place_key ON timetable.wish (term_id, employee_id, group_id, room_id, day, pair) NULLS NOT DISTINCT;
CREATE INDEX wish_room_id_idx ON timetable.wish (room_id);
CREATE INDEX wish_scope_idx ON timetable.wish (faculty_id, term_id);
CREATE INDEX wish_term_id_idx ON timetable.wish (term_id);

CREATE TABLE timetable.examination (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    term_id BIGINT NOT NULL,
    course_id BIGINT NOT NULL,
    department_id BIGINT,
    group_id BIGINT NOT NULL,
    kind TEXT DEFAULT '13' NOT NULL,
    attempt INTEGER DEFAULT 1 NOT NULL,
    employee_id BIGINT,
    day DATE,
    pair INTEGER,
    pairs INTEGER DEFAULT 1 NOT NULL,
    room_id BIGINT,
    span INT8RANGE GENERATED ALWAYS AS (case when day is not null then int8range(group_id * 100000 + (day - '2000-01-01'::date), group_id * 100000 + (day - '2000-01-01'::date) + 2) end) STORED,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT examination_pkey PRIMARY KEY (id),
    CONSTRAINT examination_id_term_id_faculty_id_key UNIQUE (id, term_id, faculty_id),
    CONSTRAINT examination_course_id_group_id_attempt_key UNIQUE (course_id, group_id, attempt),
    CONSTRAINT examination_course_id_faculty_id_fkey FOREIGN KEY(course_id, faculty_id) REFERENCES curriculum.course (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examination_fits_day_check CHECK (pair + pairs - 1 <= 12),
    CONSTRAINT examination_placed_check CHECK (num_nulls(day, pair) in (0, 2)),
    CONSTRAINT examination_days_check CHECK (day between '2000-01-01' and '2199-12-31'),
    CONSTRAINT examination_group_key EXCLUDE USING gist (span WITH &&),
    CONSTRAINT examination_term_id_fkey FOREIGN KEY(term_id) REFERENCES curriculum.term (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examination_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examination_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examination_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examination_room_id_fkey FOREIGN KEY(room_id) REFERENCES infrastructure.room (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT examination_attempt_minimum_check CHECK (attempt >= 1),
    CONSTRAINT examination_attempt_maximum_check CHECK (attempt <= 3),
    CONSTRAINT examination_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT examination_pair_minimum_check CHECK (pair >= 1),
    CONSTRAINT examination_pair_maximum_check CHECK (pair <= 12),
    CONSTRAINT examination_pairs_minimum_check CHECK (pairs >= 1),
    CONSTRAINT examination_pairs_maximum_check CHECK (pairs <= 6)
);

CREATE INDEX examination_course_idx ON timetable.examination (course_id, faculty_id);
CREATE INDEX examination_department_id_idx ON timetable.examination (department_id);
CREATE INDEX examination_employee_id_idx ON timetable.examination (employee_id);
CREATE INDEX examination_group_id_idx ON timetable.examination (group_id);
CREATE INDEX examination_room_id_idx ON timetable.examination (room_id);
CREATE INDEX examination_scope_idx ON timetable.examination (faculty_id, term_id);
CREATE INDEX examination_term_id_idx ON timetable.examination (term_id);

CREATE TABLE timetable.card (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    term_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    number INTEGER DEFAULT 1 NOT NULL,
    employee_id BIGINT,
    pairs INTEGER DEFAULT 1 NOT NULL,
    phase INTEGER DEFAULT 0 NOT NULL,
    day INTEGER,
    pair INTEGER,
    room_id BIGINT,
    locked BOOLEAN DEFAULT false NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT card_pkey PRIMARY KEY (id),
    CONSTRAINT card_version_id_class_id_number_key UNIQUE (version_id, class_id, number),
    CONSTRAINT card_version_id_term_id_faculty_id_fkey FOREIGN KEY(version_id, term_id, faculty_id) REFERENCES timetable.version (id, term_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT card_class_id_term_id_faculty_id_fkey FOREIGN KEY(class_id, term_id, faculty_id) REFERENCES teaching.class (id, term_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT card_placed_check CHECK ((day is null) = (pair is null)),
    CONSTRAINT card_room_of_placed_check CHECK (room_id is null or day is not null),
    CONSTRAINT card_fits_day_check CHECK (pair + pairs - 1 <= 12),
    CONSTRAINT card_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT card_room_id_fkey FOREIGN KEY(room_id) REFERENCES infrastructure.room (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT card_number_minimum_check CHECK (number >= 1),
    CONSTRAINT card_number_maximum_check CHECK (number <= 60),
    CONSTRAINT card_pairs_minimum_check CHECK (pairs >= 1),
    CONSTRAINT card_pairs_maximum_check CHECK (pairs <= 6),
    CONSTRAINT card_phase_minimum_check CHECK (phase >= 0),
    CONSTRAINT card_phase_maximum_check CHECK (phase <= 2),
    CONSTRAINT card_day_minimum_check CHECK (day >= 1),
    CONSTRAINT card_day_maximum_check CHECK (day <= 6),
    CONSTRAINT card_pair_minimum_check CHECK (pair >= 1),
    CONSTRAINT card_pair_maximum_check CHECK (pair <= 12)
);

CREATE INDEX card_class_idx ON timetable.card (class_id, term_id, faculty_id);
CREATE INDEX card_employee_id_idx ON timetable.card (employee_id);
CREATE INDEX card_room_id_idx ON timetable.card (room_id);
CREATE INDEX card_scope_idx ON timetable.card (faculty_id, version_id, term_id);

CREATE TABLE timetable.lesson (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    term_id BIGINT NOT NULL,
    department_id BIGINT,
    class_id BIGINT,
    examination_id BIGINT,
    card_id BIGINT,
    planned_day DATE NOT NULL,
    planned_pair INTEGER NOT NULL,
    day DATE NOT NULL,
    pair INTEGER NOT NULL,
    room_id BIGINT,
    employee_id BIGINT,
    state TEXT NOT NULL,
    changed BOOLEAN DEFAULT false NOT NULL,
    reason TEXT,
    live BOOLEAN GENERATED ALWAYS AS (case when state <> 'cancelled' then true end) STORED,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT lesson_pkey PRIMARY KEY (id),
    CONSTRAINT lesson_plan_key UNIQUE (class_id, term_id, faculty_id, planned_day, planned_pair),
    CONSTRAINT lesson_room_key UNIQUE (room_id, day, pair, live) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT lesson_teacher_key UNIQUE (employee_id, day, pair, live) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT lesson_class_id_term_id_faculty_id_fkey FOREIGN KEY(class_id, term_id, faculty_id) REFERENCES teaching.class (id, term_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_examination_id_term_id_faculty_id_fkey FOREIGN KEY(examination_id, term_id, faculty_id) REFERENCES timetable.examination (id, term_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_room_id_fkey FOREIGN KEY(room_id) REFERENCES infrastructure.room (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_of_one_check CHECK (num_nonnulls(class_id, examination_id) = 1),
    CONSTRAINT lesson_state_check CHECK (state in ('planned', 'cancelled')),
    CONSTRAINT lesson_card_id_fkey FOREIGN KEY(card_id) REFERENCES timetable.card (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_planned_day_range_check CHECK (planned_day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT lesson_planned_pair_minimum_check CHECK (planned_pair >= 1),
    CONSTRAINT lesson_planned_pair_maximum_check CHECK (planned_pair <= 12),
    CONSTRAINT lesson_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT lesson_pair_minimum_check CHECK (pair >= 1),
    CONSTRAINT lesson_pair_maximum_check CHECK (pair <= 12),
    CONSTRAINT lesson_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT lesson_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT lesson_reason_length_check CHECK (length(reason) <= 256),
    CONSTRAINT lesson_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> '')
);

CREATE INDEX lesson_card_id_idx ON timetable.lesson (card_id);
CREATE INDEX lesson_department_idx ON timetable.lesson (department_id, day);
CREATE INDEX lesson_examination_idx ON timetable.lesson (examination_id, term_id, faculty_id) WHERE examination_id is not null;
CREATE INDEX lesson_scope_idx ON timetable.lesson (faculty_id, day, pair);

CREATE TABLE timetable.occupation (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    card_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    board BIGINT NOT NULL,
    kind TEXT NOT NULL,
    resource_id BIGINT NOT NULL,
    day SMALLINT NOT NULL,
    pair SMALLINT NOT NULL,
    parity SMALLINT NOT NULL,
    span INT8RANGE,
    CONSTRAINT occupation_pkey PRIMARY KEY (id),
    CONSTRAINT occupation_card_id_fkey FOREIGN KEY(card_id) REFERENCES timetable.card (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT occupation_kind_check CHECK (kind in ('room', 'teacher', 'group')),
    CONSTRAINT occupation_group_key EXCLUDE USING gist (span WITH &&) WHERE (kind = 'group')
);

CREATE INDEX occupation_card_idx ON timetable.occupation (card_id);
CREATE UNIQUE INDEX occupation_room_key ON timetable.occupation (board, resource_id, day, pair, parity) WHERE kind = 'room';
CREATE UNIQUE INDEX occupation_teacher_key ON timetable.occupation (board, resource_id, day, pair, parity) WHERE kind = 'teacher';

CREATE TABLE timetable.lesson_part (
    lesson_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    slice_from SMALLINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    slice_to SMALLINT NOT NULL,
    day DATE NOT NULL,
    pair INTEGER NOT NULL,
    live BOOLEAN NOT NULL,
    span INT8RANGE GENERATED ALWAYS AS (int8range(((group_id * 100000 + (day - '2000-01-01'::date)) * 12 + pair - 1) * 12 + slice_from, ((group_id * 100000 + (day - '2000-01-01'::date)) * 12 + pair - 1) * 12 + slice_to)) STORED,
    CONSTRAINT lesson_part_pkey PRIMARY KEY (lesson_id, group_id, slice_from),
    CONSTRAINT lesson_part_lesson_id_fkey FOREIGN KEY(lesson_id) REFERENCES timetable.lesson (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_part_days_check CHECK (day between '2000-01-01' and '2199-12-31'),
    CONSTRAINT lesson_part_group_key EXCLUDE USING gist (span WITH &&) WHERE (live)
);

CREATE INDEX lesson_part_group_idx ON timetable.lesson_part (group_id, day);
