CREATE TABLE system.watch (
    name TEXT NOT NULL,
    began_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT watch_pkey PRIMARY KEY (name)
);

CREATE TABLE system.ended_session (
    id BIGSERIAL NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    login TEXT NOT NULL,
    pid INTEGER NOT NULL,
    reason TEXT NOT NULL,
    seconds INTEGER DEFAULT 0 NOT NULL,
    locks INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT ended_session_pkey PRIMARY KEY (id),
    CONSTRAINT ended_session_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT ended_session_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT ended_session_reason_length_check CHECK (length(reason) <= 16),
    CONSTRAINT ended_session_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT ended_session_seconds_minimum_check CHECK (seconds >= 0),
    CONSTRAINT ended_session_locks_minimum_check CHECK (locks >= 0)
);

CREATE INDEX ended_session_login_idx ON system.ended_session (login, at);
