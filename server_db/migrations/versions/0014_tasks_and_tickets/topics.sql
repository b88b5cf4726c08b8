CREATE TABLE topics.ticket_set (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    tickets INTEGER NOT NULL,
    questions INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    state TEXT NOT NULL,
    made_by TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE,
    decided_by TEXT,
    reason TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT ticket_set_pkey PRIMARY KEY (id),
    CONSTRAINT ticket_set_decided_by_length_check CHECK (length(decided_by) <= 63),
    CONSTRAINT ticket_set_decided_by_trimmed_check CHECK (decided_by = btrim(decided_by) and decided_by <> ''),
    CONSTRAINT ticket_set_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ticket_set_id_subject_id_department_id_key UNIQUE (id, subject_id, department_id),
    CONSTRAINT ticket_set_kind_length_check CHECK (length(kind) <= 8),
    CONSTRAINT ticket_set_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT ticket_set_made_by_length_check CHECK (length(made_by) <= 63),
    CONSTRAINT ticket_set_made_by_trimmed_check CHECK (made_by = btrim(made_by) and made_by <> ''),
    CONSTRAINT ticket_set_name_length_check CHECK (length(name) <= 128),
    CONSTRAINT ticket_set_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT ticket_set_questions_maximum_check CHECK (questions <= 100),
    CONSTRAINT ticket_set_questions_minimum_check CHECK (questions >= 1),
    CONSTRAINT ticket_set_reason_length_check CHECK (length(reason) <= 256),
    CONSTRAINT ticket_set_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT ticket_set_seed_maximum_check CHECK (seed <= 2000000000),
    CONSTRAINT ticket_set_seed_minimum_check CHECK (seed >= 0),
    CONSTRAINT ticket_set_state_check CHECK (state in ('draft', 'submitted', 'approved', 'returned')),
    CONSTRAINT ticket_set_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT ticket_set_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT ticket_set_subject_id_fkey FOREIGN KEY(subject_id) REFERENCES subjects.subject (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ticket_set_tickets_maximum_check CHECK (tickets <= 200),
    CONSTRAINT ticket_set_tickets_minimum_check CHECK (tickets >= 1)
);

CREATE INDEX ticket_set_scope_idx ON topics.ticket_set (department_id, subject_id);

CREATE INDEX ticket_set_subject_idx ON topics.ticket_set (subject_id);

CREATE TABLE topics.control_question (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    question TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT control_question_pkey PRIMARY KEY (id),
    CONSTRAINT control_question_number_key UNIQUE (topic_id, number) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT control_question_number_maximum_check CHECK (number <= 999),
    CONSTRAINT control_question_number_minimum_check CHECK (number >= 1),
    CONSTRAINT control_question_question_length_check CHECK (length(question) <= 1000),
    CONSTRAINT control_question_question_trimmed_check CHECK (question = btrim(question) and question <> ''),
    CONSTRAINT control_question_topic_id_subject_id_department_id_fkey FOREIGN KEY(topic_id, subject_id, department_id) REFERENCES topics.topic (id, subject_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX control_question_scope_idx ON topics.control_question (department_id, subject_id);

CREATE INDEX control_question_topic_idx ON topics.control_question (topic_id, subject_id, department_id);

CREATE TABLE topics.question (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    weight NUMERIC(5, 2) NOT NULL,
    difficulty INTEGER DEFAULT 3 NOT NULL,
    answer_a TEXT,
    answer_b TEXT,
    answer_c TEXT,
    answer_d TEXT,
    right_answer TEXT,
    key TEXT,
    picture BYTEA,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT question_pkey PRIMARY KEY (id),
    CONSTRAINT question_answer_a_length_check CHECK (length(answer_a) <= 500),
    CONSTRAINT question_answer_a_trimmed_check CHECK (answer_a = btrim(answer_a) and answer_a <> ''),
    CONSTRAINT question_answer_b_length_check CHECK (length(answer_b) <= 500),
    CONSTRAINT question_answer_b_trimmed_check CHECK (answer_b = btrim(answer_b) and answer_b <> ''),
    CONSTRAINT question_answer_c_length_check CHECK (length(answer_c) <= 500),
    CONSTRAINT question_answer_c_trimmed_check CHECK (answer_c = btrim(answer_c) and answer_c <> ''),
    CONSTRAINT question_answer_d_length_check CHECK (length(answer_d) <= 500),
    CONSTRAINT question_answer_d_trimmed_check CHECK (answer_d = btrim(answer_d) and answer_d <> ''),
    CONSTRAINT question_answers_check CHECK (kind = 'open' or (right_answer is not null and num_nonnulls(answer_a, answer_b, answer_c, answer_d) >= 2 and case right_answer when 'A' then answer_a when 'B' then answer_b when 'C' then answer_c else answer_d end is not null)),
    CONSTRAINT question_body_length_check CHECK (length(body) <= 2000),
    CONSTRAINT question_body_trimmed_check CHECK (body = btrim(body) and body <> ''),
    CONSTRAINT question_difficulty_maximum_check CHECK (difficulty <= 5),
    CONSTRAINT question_difficulty_minimum_check CHECK (difficulty >= 1),
    CONSTRAINT question_key_length_check CHECK (length(key) <= 2000),
    CONSTRAINT question_key_trimmed_check CHECK (key = btrim(key) and key <> ''),
    CONSTRAINT question_kind_check CHECK (kind in ('open', 'choice')),
    CONSTRAINT question_kind_length_check CHECK (length(kind) <= 8),
    CONSTRAINT question_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT question_picture_picture_check CHECK (substr(picture, 1, 3) = '\xffd8ff'::bytea or substr(picture, 1, 8) = '\x89504e470d0a1a0a'::bytea),
    CONSTRAINT question_picture_size_check CHECK (octet_length(picture) <= 2000000),
    CONSTRAINT question_right_answer_length_check CHECK (length(right_answer) <= 1),
    CONSTRAINT question_right_answer_pattern_check CHECK (right_answer ~ '^[A-D]$'),
    CONSTRAINT question_right_answer_trimmed_check CHECK (right_answer = btrim(right_answer) and right_answer <> ''),
    CONSTRAINT question_topic_id_subject_id_department_id_fkey FOREIGN KEY(topic_id, subject_id, department_id) REFERENCES topics.topic (id, subject_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT question_weighs_check CHECK (weight > 0),
    CONSTRAINT question_weight_minimum_check CHECK (weight >= 0)
);

CREATE INDEX question_scope_idx ON topics.question (department_id, subject_id);

CREATE INDEX question_topic_idx ON topics.question (topic_id, subject_id, department_id);

CREATE TABLE topics.ticket_printing (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    ticket_set_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    login TEXT NOT NULL,
    printed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    with_answers BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT ticket_printing_pkey PRIMARY KEY (id),
    CONSTRAINT ticket_printing_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT ticket_printing_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT ticket_printing_ticket_set_id_subject_id_department_id_fkey FOREIGN KEY(ticket_set_id, subject_id, department_id) REFERENCES topics.ticket_set (id, subject_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX ticket_printing_scope_idx ON topics.ticket_printing (department_id, subject_id);

CREATE INDEX ticket_printing_set_idx ON topics.ticket_printing (ticket_set_id, subject_id, department_id);

CREATE TABLE topics.test_answers (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    ticket_set_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    ticket INTEGER NOT NULL,
    answers TEXT NOT NULL,
    right_ones INTEGER DEFAULT 0 NOT NULL,
    points NUMERIC(7, 2) NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT test_answers_pkey PRIMARY KEY (id),
    CONSTRAINT test_answers_answers_length_check CHECK (length(answers) <= 100),
    CONSTRAINT test_answers_answers_pattern_check CHECK (answers ~ '^[A-D-]+$'),
    CONSTRAINT test_answers_answers_trimmed_check CHECK (answers = btrim(answers) and answers <> ''),
    CONSTRAINT test_answers_points_minimum_check CHECK (points >= 0),
    CONSTRAINT test_answers_right_ones_maximum_check CHECK (right_ones <= 100),
    CONSTRAINT test_answers_right_ones_minimum_check CHECK (right_ones >= 0),
    CONSTRAINT test_answers_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT test_answers_ticket_maximum_check CHECK (ticket <= 200),
    CONSTRAINT test_answers_ticket_minimum_check CHECK (ticket >= 1),
    CONSTRAINT test_answers_ticket_set_id_student_id_key UNIQUE (ticket_set_id, student_id),
    CONSTRAINT test_answers_ticket_set_id_subject_id_department_id_fkey FOREIGN KEY(ticket_set_id, subject_id, department_id) REFERENCES topics.ticket_set (id, subject_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX test_answers_scope_idx ON topics.test_answers (department_id, subject_id);

CREATE INDEX test_answers_set_idx ON topics.test_answers (ticket_set_id, subject_id, department_id);

CREATE INDEX test_answers_student_id_idx ON topics.test_answers (student_id);

CREATE TABLE topics.ticket_question (
    ticket_set_id BIGINT NOT NULL,
    ticket INTEGER NOT NULL,
    place INTEGER NOT NULL,
    subject_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    question_id BIGINT NOT NULL,
    right_answer TEXT,
    weight NUMERIC(5, 2) NOT NULL,
    CONSTRAINT ticket_question_pkey PRIMARY KEY (ticket_set_id, ticket, place),
    CONSTRAINT ticket_question_question_id_fkey FOREIGN KEY(question_id) REFERENCES topics.question (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT ticket_question_ticket_set_id_subject_id_department_id_fkey FOREIGN KEY(ticket_set_id, subject_id, department_id) REFERENCES topics.ticket_set (id, subject_id, department_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX ticket_question_question_idx ON topics.ticket_question (question_id);

CREATE INDEX ticket_question_scope_idx ON topics.ticket_question (department_id, subject_id);

CREATE INDEX ticket_question_set_idx ON topics.ticket_question (ticket_set_id, subject_id, department_id);

CREATE TABLE topics.task (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    topic_id BIGINT,
    given_on DATE NOT NULL,
    due_on DATE NOT NULL,
    points NUMERIC(6, 2) NOT NULL,
    description TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT task_pkey PRIMARY KEY (id),
    CONSTRAINT task_class_id_faculty_id_fkey FOREIGN KEY(class_id, faculty_id) REFERENCES teaching.class (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT task_description_length_check CHECK (length(description) <= 1000),
    CONSTRAINT task_description_trimmed_check CHECK (description = btrim(description) and description <> ''),
    CONSTRAINT task_due_on_range_check CHECK (due_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT task_given_on_range_check CHECK (given_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT task_id_class_id_faculty_id_key UNIQUE (id, class_id, faculty_id),
    CONSTRAINT task_name_length_check CHECK (length(name) <= 256),
    CONSTRAINT task_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT task_period_check CHECK (due_on >= given_on),
    CONSTRAINT task_points_check CHECK (points > 0),
    CONSTRAINT task_points_minimum_check CHECK (points >= 0),
    CONSTRAINT task_topic_id_fkey FOREIGN KEY(topic_id) REFERENCES topics.topic (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX task_class_idx ON topics.task (class_id, faculty_id);

CREATE INDEX task_scope_idx ON topics.task (faculty_id, class_id);

CREATE INDEX task_topic_id_idx ON topics.task (topic_id);

CREATE TABLE topics.task_work (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    task_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    handed_in_on DATE,
    points NUMERIC(6, 2),
    note TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT task_work_pkey PRIMARY KEY (id),
    CONSTRAINT task_work_handed_in_on_range_check CHECK (handed_in_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT task_work_note_length_check CHECK (length(note) <= 256),
    CONSTRAINT task_work_note_trimmed_check CHECK (note = btrim(note) and note <> ''),
    CONSTRAINT task_work_points_minimum_check CHECK (points >= 0),
    CONSTRAINT task_work_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT task_work_task_id_class_id_faculty_id_fkey FOREIGN KEY(task_id, class_id, faculty_id) REFERENCES topics.task (id, class_id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT task_work_task_id_student_id_key UNIQUE (task_id, student_id)
);

CREATE INDEX task_work_scope_idx ON topics.task_work (faculty_id, class_id);

CREATE INDEX task_work_student_id_idx ON topics.task_work (student_id);

CREATE INDEX task_work_task_idx ON topics.task_work (task_id, class_id, faculty_id);

