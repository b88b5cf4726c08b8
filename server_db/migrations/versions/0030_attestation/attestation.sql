create schema attestation;

CREATE TABLE attestation.commission (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    department_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    year INTEGER NOT NULL,
    order_number TEXT,
    ordered_on DATE,
    approved_at TIMESTAMP WITH TIME ZONE,
    approved_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT commission_pkey PRIMARY KEY (id),
    CONSTRAINT commission_approval_check CHECK ((approved_at is null) = (approved_by is null)),
    CONSTRAINT commission_approved_by_length_check CHECK (length(approved_by) <= 63),
    CONSTRAINT commission_approved_by_trimmed_check CHECK (approved_by = btrim(approved_by) and approved_by <> ''),
    CONSTRAINT commission_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT commission_department_id_year_name_key UNIQUE (department_id, year, name),
    CONSTRAINT commission_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT commission_id_department_id_key UNIQUE (id, department_id),
    CONSTRAINT commission_kind_check CHECK (kind in ('exam', 'defence')),
    CONSTRAINT commission_kind_length_check CHECK (length(kind) <= 16),
    CONSTRAINT commission_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT commission_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT commission_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT commission_order_number_length_check CHECK (length(order_number) <= 32),
    CONSTRAINT commission_order_number_trimmed_check CHECK (order_number = btrim(order_number) and order_number <> ''),
    CONSTRAINT commission_ordered_on_range_check CHECK (ordered_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT commission_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT commission_year_minimum_check CHECK (year >= 1990)
);

CREATE INDEX commission_department_id_idx ON attestation.commission (department_id);

CREATE INDEX commission_faculty_id_idx ON attestation.commission (faculty_id);

CREATE INDEX commission_scope_idx ON attestation.commission (department_id, year);

CREATE TABLE attestation.offer (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    department_id BIGINT NOT NULL,
    supervisor_id BIGINT NOT NULL,
    year INTEGER NOT NULL,
    education_type TEXT NOT NULL,
    title_uz TEXT NOT NULL,
    title_en TEXT,
    about TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT offer_pkey PRIMARY KEY (id),
    CONSTRAINT offer_about_length_check CHECK (length(about) <= 1000),
    CONSTRAINT offer_about_trimmed_check CHECK (about = btrim(about) and about <> ''),
    CONSTRAINT offer_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT offer_department_id_year_title_uz_key UNIQUE (department_id, year, title_uz),
    CONSTRAINT offer_id_department_id_key UNIQUE (id, department_id),
    CONSTRAINT offer_supervisor_id_fkey FOREIGN KEY(supervisor_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT offer_title_en_length_check CHECK (length(title_en) <= 300),
    CONSTRAINT offer_title_en_trimmed_check CHECK (title_en = btrim(title_en) and title_en <> ''),
    CONSTRAINT offer_title_uz_length_check CHECK (length(title_uz) <= 300),
    CONSTRAINT offer_title_uz_trimmed_check CHECK (title_uz = btrim(title_uz) and title_uz <> ''),
    CONSTRAINT offer_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT offer_year_minimum_check CHECK (year >= 1990)
);

CREATE INDEX offer_department_id_idx ON attestation.offer (department_id);

CREATE INDEX offer_scope_idx ON attestation.offer (department_id, year);

CREATE INDEX offer_supervisor_id_idx ON attestation.offer (supervisor_id);

CREATE TABLE attestation.member (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    commission_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    employee_id BIGINT,
    full_name TEXT NOT NULL,
    workplace TEXT NOT NULL,
    position TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT member_pkey PRIMARY KEY (id),
    CONSTRAINT member_commission_id_department_id_fkey FOREIGN KEY(commission_id, department_id) REFERENCES attestation.commission (id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT member_commission_id_full_name_key UNIQUE (commission_id, full_name),
    CONSTRAINT member_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT member_full_name_length_check CHECK (length(full_name) <= 200),
    CONSTRAINT member_full_name_trimmed_check CHECK (full_name = btrim(full_name) and full_name <> ''),
    CONSTRAINT member_id_commission_id_key UNIQUE (id, commission_id),
    CONSTRAINT member_position_length_check CHECK (length(position) <= 200),
    CONSTRAINT member_position_trimmed_check CHECK (position = btrim(position) and position <> ''),
    CONSTRAINT member_role_check CHECK (role in ('chair', 'deputy', 'secretary', 'member')),
    CONSTRAINT member_role_length_check CHECK (length(role) <= 16),
    CONSTRAINT member_role_trimmed_check CHECK (role = btrim(role) and role <> ''),
    CONSTRAINT member_workplace_length_check CHECK (length(workplace) <= 256),
    CONSTRAINT member_workplace_trimmed_check CHECK (workplace = btrim(workplace) and workplace <> '')
);

CREATE UNIQUE INDEX member_chair_key ON attestation.member (commission_id) WHERE role = 'chair';

CREATE INDEX member_employee_id_idx ON attestation.member (employee_id);

CREATE UNIQUE INDEX member_employee_key ON attestation.member (commission_id, employee_id) WHERE employee_id is not null;

CREATE INDEX member_scope_idx ON attestation.member (department_id, commission_id);

CREATE UNIQUE INDEX member_secretary_key ON attestation.member (commission_id) WHERE role = 'secretary';

CREATE TABLE attestation.sitting (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    commission_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    day DATE NOT NULL,
    starts TEXT NOT NULL,
    room_id BIGINT,
    subject_id BIGINT,
    state TEXT NOT NULL,
    students INTEGER DEFAULT 0 NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE,
    closed_at TIMESTAMP WITH TIME ZONE,
    closed_by TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT sitting_pkey PRIMARY KEY (id),
    CONSTRAINT sitting_closed_by_length_check CHECK (length(closed_by) <= 63),
    CONSTRAINT sitting_closed_by_trimmed_check CHECK (closed_by = btrim(closed_by) and closed_by <> ''),
    CONSTRAINT sitting_commission_id_department_id_fkey FOREIGN KEY(commission_id, department_id) REFERENCES attestation.commission (id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sitting_commission_id_number_key UNIQUE (commission_id, number),
    CONSTRAINT sitting_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT sitting_id_commission_id_department_id_key UNIQUE (id, commission_id, department_id),
    CONSTRAINT sitting_number_maximum_check CHECK (number <= 999),
    CONSTRAINT sitting_number_minimum_check CHECK (number >= 1),
    CONSTRAINT sitting_room_id_fkey FOREIGN KEY(room_id) REFERENCES infrastructure.room (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT sitting_started_check CHECK ((state = 'planned') = (started_at is null) and (state = 'closed') = (closed_at is not null)),
    CONSTRAINT sitting_starts_length_check CHECK (length(starts) <= 5),
    CONSTRAINT sitting_starts_pattern_check CHECK (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    CONSTRAINT sitting_starts_trimmed_check CHECK (starts = btrim(starts) and starts <> ''),
    CONSTRAINT sitting_state_check CHECK (state in ('planned', 'running', 'closed')),
    CONSTRAINT sitting_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT sitting_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT sitting_students_minimum_check CHECK (students >= 0),
    CONSTRAINT sitting_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX sitting_commission_idx ON attestation.sitting (commission_id, department_id);

CREATE INDEX sitting_room_id_idx ON attestation.sitting (room_id);

CREATE INDEX sitting_scope_idx ON attestation.sitting (department_id, day);

CREATE INDEX sitting_subject_id_idx ON attestation.sitting (subject_id);

CREATE TABLE attestation.presence (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    sitting_id BIGINT NOT NULL,
    commission_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    present BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT presence_pkey PRIMARY KEY (id),
    CONSTRAINT presence_member_id_commission_id_fkey FOREIGN KEY(member_id, commission_id) REFERENCES attestation.member (id, commission_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT presence_sitting_id_commission_id_department_id_fkey FOREIGN KEY(sitting_id, commission_id, department_id) REFERENCES attestation.sitting (id, commission_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT presence_sitting_id_member_id_key UNIQUE (sitting_id, member_id)
);

CREATE INDEX presence_member_idx ON attestation.presence (member_id, commission_id);

CREATE INDEX presence_scope_idx ON attestation.presence (department_id, sitting_id);

CREATE INDEX presence_sitting_idx ON attestation.presence (sitting_id, commission_id, department_id);

CREATE TABLE attestation.thesis (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    student_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    student_name TEXT NOT NULL,
    student_number TEXT NOT NULL,
    group_name TEXT,
    education_type TEXT NOT NULL,
    year INTEGER NOT NULL,
    title_uz TEXT,
    title_en TEXT,
    supervisor_id BIGINT,
    adviser_id BIGINT,
    reviewer_id BIGINT,
    outside_reviewer TEXT,
    outside_place TEXT,
    offer_id BIGINT,
    state TEXT NOT NULL,
    order_number TEXT,
    ordered_on DATE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT thesis_pkey PRIMARY KEY (id),
    CONSTRAINT thesis_adviser_check CHECK (adviser_id <> supervisor_id),
    CONSTRAINT thesis_adviser_id_fkey FOREIGN KEY(adviser_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT thesis_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT thesis_group_name_length_check CHECK (length(group_name) <= 64),
    CONSTRAINT thesis_group_name_trimmed_check CHECK (group_name = btrim(group_name) and group_name <> ''),
    CONSTRAINT thesis_id_department_id_key UNIQUE (id, department_id),
    CONSTRAINT thesis_offer_id_fkey FOREIGN KEY(offer_id) REFERENCES attestation.offer (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT thesis_offer_id_key UNIQUE (offer_id),
    CONSTRAINT thesis_order_number_length_check CHECK (length(order_number) <= 32),
    CONSTRAINT thesis_order_number_trimmed_check CHECK (order_number = btrim(order_number) and order_number <> ''),
    CONSTRAINT thesis_ordered_on_range_check CHECK (ordered_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT thesis_outside_check CHECK (outside_place is null or outside_reviewer is not null),
    CONSTRAINT thesis_outside_place_length_check CHECK (length(outside_place) <= 256),
    CONSTRAINT thesis_outside_place_trimmed_check CHECK (outside_place = btrim(outside_place) and outside_place <> ''),
    CONSTRAINT thesis_outside_reviewer_length_check CHECK (length(outside_reviewer) <= 200),
    CONSTRAINT thesis_outside_reviewer_trimmed_check CHECK (outside_reviewer = btrim(outside_reviewer) and outside_reviewer <> ''),
    CONSTRAINT thesis_reviewer_check CHECK (reviewer_id <> supervisor_id),
    CONSTRAINT thesis_reviewer_id_fkey FOREIGN KEY(reviewer_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT thesis_state_check CHECK (state in ('open', 'approved', 'changing')),
    CONSTRAINT thesis_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT thesis_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT thesis_student_id_faculty_id_fkey FOREIGN KEY(student_id, faculty_id) REFERENCES students.student (id, faculty_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT thesis_student_id_key UNIQUE (student_id),
    CONSTRAINT thesis_student_name_length_check CHECK (length(student_name) <= 256),
    CONSTRAINT thesis_student_name_trimmed_check CHECK (student_name = btrim(student_name) and student_name <> ''),
    CONSTRAINT thesis_student_number_length_check CHECK (length(student_number) <= 12),
    CONSTRAINT thesis_student_number_trimmed_check CHECK (student_number = btrim(student_number) and student_number <> ''),
    CONSTRAINT thesis_supervisor_id_fkey FOREIGN KEY(supervisor_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT thesis_title_en_length_check CHECK (length(title_en) <= 300),
    CONSTRAINT thesis_title_en_trimmed_check CHECK (title_en = btrim(title_en) and title_en <> ''),
    CONSTRAINT thesis_title_uz_length_check CHECK (length(title_uz) <= 300),
    CONSTRAINT thesis_title_uz_trimmed_check CHECK (title_uz = btrim(title_uz) and title_uz <> ''),
    CONSTRAINT thesis_year_maximum_check CHECK (year <= 2100),
    CONSTRAINT thesis_year_minimum_check CHECK (year >= 1990)
);

CREATE INDEX thesis_adviser_id_idx ON attestation.thesis (adviser_id);

CREATE INDEX thesis_department_id_idx ON attestation.thesis (department_id);

CREATE INDEX thesis_faculty_idx ON attestation.thesis (faculty_id, student_id);

CREATE INDEX thesis_reviewer_id_idx ON attestation.thesis (reviewer_id);

CREATE INDEX thesis_scope_idx ON attestation.thesis (department_id, year);

CREATE INDEX thesis_supervisor_id_idx ON attestation.thesis (supervisor_id);

CREATE TABLE attestation.ordered_topic (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    thesis_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    line_id BIGINT NOT NULL,
    title_uz TEXT NOT NULL,
    title_en TEXT NOT NULL,
    supervisor_id BIGINT NOT NULL,
    adviser_id BIGINT,
    reviewer_id BIGINT,
    outside_reviewer TEXT,
    outside_place TEXT,
    number TEXT NOT NULL,
    ordered_on DATE NOT NULL,
    applied_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    applied_by TEXT NOT NULL,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT ordered_topic_pkey PRIMARY KEY (id),
    CONSTRAINT ordered_topic_adviser_id_fkey FOREIGN KEY(adviser_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ordered_topic_applied_by_length_check CHECK (length(applied_by) <= 63),
    CONSTRAINT ordered_topic_applied_by_trimmed_check CHECK (applied_by = btrim(applied_by) and applied_by <> ''),
    CONSTRAINT ordered_topic_line_id_fkey FOREIGN KEY(line_id) REFERENCES movement.line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ordered_topic_line_id_key UNIQUE (line_id),
    CONSTRAINT ordered_topic_number_length_check CHECK (length(number) <= 32),
    CONSTRAINT ordered_topic_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT ordered_topic_ordered_on_range_check CHECK (ordered_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT ordered_topic_outside_place_length_check CHECK (length(outside_place) <= 256),
    CONSTRAINT ordered_topic_outside_place_trimmed_check CHECK (outside_place = btrim(outside_place) and outside_place <> ''),
    CONSTRAINT ordered_topic_outside_reviewer_length_check CHECK (length(outside_reviewer) <= 200),
    CONSTRAINT ordered_topic_outside_reviewer_trimmed_check CHECK (outside_reviewer = btrim(outside_reviewer) and outside_reviewer <> ''),
    CONSTRAINT ordered_topic_reviewer_id_fkey FOREIGN KEY(reviewer_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ordered_topic_supervisor_id_fkey FOREIGN KEY(supervisor_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ordered_topic_thesis_id_department_id_fkey FOREIGN KEY(thesis_id, department_id) REFERENCES attestation.thesis (id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ordered_topic_title_en_length_check CHECK (length(title_en) <= 300),
    CONSTRAINT ordered_topic_title_en_trimmed_check CHECK (title_en = btrim(title_en) and title_en <> ''),
    CONSTRAINT ordered_topic_title_uz_length_check CHECK (length(title_uz) <= 300),
    CONSTRAINT ordered_topic_title_uz_trimmed_check CHECK (title_uz = btrim(title_uz) and title_uz <> '')
);

CREATE INDEX ordered_topic_adviser_id_idx ON attestation.ordered_topic (adviser_id);

CREATE INDEX ordered_topic_reviewer_id_idx ON attestation.ordered_topic (reviewer_id);

CREATE INDEX ordered_topic_scope_idx ON attestation.ordered_topic (department_id, thesis_id);

CREATE INDEX ordered_topic_supervisor_id_idx ON attestation.ordered_topic (supervisor_id);

CREATE TABLE attestation.candidate (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    sitting_id BIGINT NOT NULL,
    commission_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    course_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    thesis_id BIGINT,
    supervisor_id BIGINT,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    student_number TEXT NOT NULL,
    topic TEXT NOT NULL,
    attempt INTEGER DEFAULT 1 NOT NULL,
    maximum NUMERIC(6, 2) NOT NULL,
    pass_percent NUMERIC(5, 2) NOT NULL,
    state TEXT NOT NULL,
    questions TEXT,
    supervisor_points NUMERIC(6, 2),
    reviewer_points NUMERIC(6, 2),
    score NUMERIC(6, 2),
    mark TEXT,
    grade NUMERIC(3, 2),
    decision TEXT,
    honours BOOLEAN DEFAULT false NOT NULL,
    began TEXT,
    ended TEXT,
    protocol INTEGER,
    line_id BIGINT,
    entered_by TEXT,
    entered_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT candidate_pkey PRIMARY KEY (id),
    CONSTRAINT candidate_attempt_maximum_check CHECK (attempt <= 9),
    CONSTRAINT candidate_attempt_minimum_check CHECK (attempt >= 1),
    CONSTRAINT candidate_began_length_check CHECK (length(began) <= 5),
    CONSTRAINT candidate_began_pattern_check CHECK (began ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    CONSTRAINT candidate_began_trimmed_check CHECK (began = btrim(began) and began <> ''),
    CONSTRAINT candidate_commission_id_protocol_key UNIQUE (commission_id, protocol),
    CONSTRAINT candidate_course_id_fkey FOREIGN KEY(course_id) REFERENCES curriculum.course (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT candidate_decision_check CHECK (decision in ('passed', 'again', 'new_topic')),
    CONSTRAINT candidate_decision_length_check CHECK (length(decision) <= 16),
    CONSTRAINT candidate_decision_trimmed_check CHECK (decision = btrim(decision) and decision <> ''),
    CONSTRAINT candidate_ended_length_check CHECK (length(ended) <= 5),
    CONSTRAINT candidate_ended_pattern_check CHECK (ended ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    CONSTRAINT candidate_ended_trimmed_check CHECK (ended = btrim(ended) and ended <> ''),
    CONSTRAINT candidate_entered_by_length_check CHECK (length(entered_by) <= 63),
    CONSTRAINT candidate_entered_by_trimmed_check CHECK (entered_by = btrim(entered_by) and entered_by <> ''),
    CONSTRAINT candidate_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT candidate_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT candidate_id_sitting_id_department_id_key UNIQUE (id, sitting_id, department_id),
    CONSTRAINT candidate_line_id_fkey FOREIGN KEY(line_id) REFERENCES grades.line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT candidate_line_id_key UNIQUE (line_id),
    CONSTRAINT candidate_mark_length_check CHECK (length(mark) <= 4),
    CONSTRAINT candidate_mark_trimmed_check CHECK (mark = btrim(mark) and mark <> ''),
    CONSTRAINT candidate_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT candidate_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT candidate_position_maximum_check CHECK (position <= 999),
    CONSTRAINT candidate_position_minimum_check CHECK (position >= 1),
    CONSTRAINT candidate_protocol_maximum_check CHECK (protocol <= 99999),
    CONSTRAINT candidate_protocol_minimum_check CHECK (protocol >= 1),
    CONSTRAINT candidate_questions_length_check CHECK (length(questions) <= 2000),
    CONSTRAINT candidate_questions_trimmed_check CHECK (questions = btrim(questions) and questions <> ''),
    CONSTRAINT candidate_reviewer_points_minimum_check CHECK (reviewer_points >= 0),
    CONSTRAINT candidate_score_minimum_check CHECK (score >= 0),
    CONSTRAINT candidate_sitting_id_commission_id_department_id_fkey FOREIGN KEY(sitting_id, commission_id, department_id) REFERENCES attestation.sitting (id, commission_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT candidate_sitting_id_position_key UNIQUE (sitting_id, position) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT candidate_sitting_id_student_id_key UNIQUE (sitting_id, student_id),
    CONSTRAINT candidate_state_check CHECK (state in ('waiting', 'held', 'absent', 'excused')),
    CONSTRAINT candidate_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT candidate_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT candidate_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT candidate_student_number_length_check CHECK (length(student_number) <= 12),
    CONSTRAINT candidate_student_number_trimmed_check CHECK (student_number = btrim(student_number) and student_number <> ''),
    CONSTRAINT candidate_supervisor_id_fkey FOREIGN KEY(supervisor_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT candidate_supervisor_points_minimum_check CHECK (supervisor_points >= 0),
    CONSTRAINT candidate_thesis_id_fkey FOREIGN KEY(thesis_id) REFERENCES attestation.thesis (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT candidate_times_check CHECK (ended >= began),
    CONSTRAINT candidate_topic_length_check CHECK (length(topic) <= 512),
    CONSTRAINT candidate_topic_trimmed_check CHECK (topic = btrim(topic) and topic <> '')
);

CREATE INDEX candidate_course_id_idx ON attestation.candidate (course_id);

CREATE INDEX candidate_faculty_id_idx ON attestation.candidate (faculty_id);

CREATE INDEX candidate_group_id_idx ON attestation.candidate (group_id);

CREATE INDEX candidate_scope_idx ON attestation.candidate (department_id, sitting_id);

CREATE INDEX candidate_sitting_idx ON attestation.candidate (sitting_id, commission_id, department_id);

CREATE INDEX candidate_student_id_idx ON attestation.candidate (student_id);

CREATE INDEX candidate_supervisor_id_idx ON attestation.candidate (supervisor_id);

CREATE INDEX candidate_thesis_id_idx ON attestation.candidate (thesis_id);

CREATE TABLE attestation.vote (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    candidate_id BIGINT NOT NULL,
    sitting_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    points NUMERIC(6, 2) NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT vote_pkey PRIMARY KEY (id),
    CONSTRAINT vote_candidate_id_member_id_key UNIQUE (candidate_id, member_id),
    CONSTRAINT vote_candidate_id_sitting_id_department_id_fkey FOREIGN KEY(candidate_id, sitting_id, department_id) REFERENCES attestation.candidate (id, sitting_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT vote_member_id_fkey FOREIGN KEY(member_id) REFERENCES attestation.member (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT vote_points_minimum_check CHECK (points >= 0)
);

CREATE INDEX vote_candidate_idx ON attestation.vote (candidate_id, sitting_id, department_id);

CREATE INDEX vote_member_id_idx ON attestation.vote (member_id);

CREATE INDEX vote_scope_idx ON attestation.vote (department_id, sitting_id);

