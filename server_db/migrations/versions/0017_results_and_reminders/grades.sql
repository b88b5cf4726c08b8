CREATE TABLE grades.reminder (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    sheet_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    day DATE NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    login TEXT NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT reminder_pkey PRIMARY KEY (id),
    CONSTRAINT reminder_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT reminder_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT reminder_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT reminder_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT reminder_role_length_check CHECK (length(role) <= 40),
    CONSTRAINT reminder_role_trimmed_check CHECK (role = btrim(role) and role <> ''),
    CONSTRAINT reminder_sheet_id_employee_id_day_key UNIQUE (sheet_id, employee_id, day),
    CONSTRAINT reminder_sheet_id_faculty_id_fkey FOREIGN KEY(sheet_id, faculty_id) REFERENCES grades.sheet (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX reminder_employee_id_idx ON grades.reminder (employee_id);

CREATE INDEX reminder_scope_idx ON grades.reminder (faculty_id, sheet_id);

