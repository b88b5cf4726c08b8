create schema layouts;

CREATE TABLE layouts.layout (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    name TEXT NOT NULL,
    form TEXT NOT NULL,
    education_type TEXT,
    category TEXT,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT layout_pkey PRIMARY KEY (id),
    CONSTRAINT layout_category_check CHECK (category in ('11', '12')),
    CONSTRAINT layout_category_length_check CHECK (length(category) <= 2),
    CONSTRAINT layout_category_trimmed_check CHECK (category = btrim(category) and category <> ''),
    CONSTRAINT layout_form_check CHECK (form in ('diploma', 'supplement', 'duplicate', 'certificate')),
    CONSTRAINT layout_form_length_check CHECK (length(form) <= 16),
    CONSTRAINT layout_form_trimmed_check CHECK (form = btrim(form) and form <> ''),
    CONSTRAINT layout_name_key UNIQUE (name),
    CONSTRAINT layout_name_length_check CHECK (length(name) <= 128),
    CONSTRAINT layout_name_trimmed_check CHECK (name = btrim(name) and name <> '')
);

CREATE TABLE layouts.version (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    layout_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    width NUMERIC(5, 1) NOT NULL,
    height NUMERIC(5, 1) NOT NULL,
    fields JSONB NOT NULL,
    background BYTEA,
    in_use BOOLEAN DEFAULT false NOT NULL,
    printed_at TIMESTAMP WITH TIME ZONE,
    saved_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    saved_by TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT version_pkey PRIMARY KEY (id),
    CONSTRAINT version_background_picture_check CHECK (substr(background, 1, 3) = '\xffd8ff'::bytea or substr(background, 1, 8) = '\x89504e470d0a1a0a'::bytea),
    CONSTRAINT version_background_size_check CHECK (octet_length(background) <= 4000000),
    CONSTRAINT version_fields_volume_check CHECK (octet_length(fields::text) <= 100000),
    CONSTRAINT version_layout_id_fkey FOREIGN KEY(layout_id) REFERENCES layouts.layout (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT version_number_key UNIQUE (layout_id, number),
    CONSTRAINT version_number_minimum_check CHECK (number >= 1),
    CONSTRAINT version_page_check CHECK (width >= 50 and width <= 500 and height >= 50 and height <= 500),
    CONSTRAINT version_saved_by_length_check CHECK (length(saved_by) <= 63),
    CONSTRAINT version_saved_by_trimmed_check CHECK (saved_by = btrim(saved_by) and saved_by <> '')
);

CREATE UNIQUE INDEX version_in_use_key ON layouts.version (layout_id) WHERE in_use;

CREATE INDEX version_layout_id_idx ON layouts.version (layout_id);

CREATE TABLE layouts.calibration (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    workstation_id BIGINT NOT NULL,
    printer TEXT NOT NULL,
    form TEXT NOT NULL,
    width NUMERIC(5, 1) NOT NULL,
    height NUMERIC(5, 1) NOT NULL,
    offset_x NUMERIC(6, 3) NOT NULL,
    offset_y NUMERIC(6, 3) NOT NULL,
    scale_x NUMERIC(7, 6) NOT NULL,
    scale_y NUMERIC(7, 6) NOT NULL,
    rotation NUMERIC(6, 4) NOT NULL,
    residual NUMERIC(5, 3) NOT NULL,
    measured JSONB NOT NULL,
    day DATE NOT NULL,
    measured_by TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT calibration_pkey PRIMARY KEY (id),
    CONSTRAINT calibration_believable_check CHECK (abs(offset_x) <= 20 and abs(offset_y) <= 20 and scale_x between 0.95 and 1.05 and scale_y between 0.95 and 1.05 and abs(rotation) <= 3 and residual between 0 and 1),
    CONSTRAINT calibration_day_range_check CHECK (day between '1900-01-01' and '2100-01-01'),
    CONSTRAINT calibration_form_check CHECK (form in ('diploma', 'supplement', 'duplicate', 'certificate')),
    CONSTRAINT calibration_form_length_check CHECK (length(form) <= 16),
    CONSTRAINT calibration_form_trimmed_check CHECK (form = btrim(form) and form <> ''),
    CONSTRAINT calibration_measured_by_length_check CHECK (length(measured_by) <= 63),
    CONSTRAINT calibration_measured_by_trimmed_check CHECK (measured_by = btrim(measured_by) and measured_by <> ''),
    CONSTRAINT calibration_measured_volume_check CHECK (octet_length(measured::text) <= 2000),
    CONSTRAINT calibration_page_check CHECK (width >= 50 and width <= 500 and height >= 50 and height <= 500),
    CONSTRAINT calibration_printer_length_check CHECK (length(printer) <= 128),
    CONSTRAINT calibration_printer_trimmed_check CHECK (printer = btrim(printer) and printer <> ''),
    CONSTRAINT calibration_workstation_id_fkey FOREIGN KEY(workstation_id) REFERENCES blanks.workstation (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX calibration_newest_idx ON layouts.calibration (workstation_id, form, printer, id);

CREATE INDEX calibration_workstation_id_idx ON layouts.calibration (workstation_id);

