create schema infrastructure;

CREATE TABLE infrastructure.building (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    name TEXT NOT NULL,
    address TEXT,
    floors INTEGER DEFAULT 1 NOT NULL,
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT building_pkey PRIMARY KEY (id),
    CONSTRAINT building_name_key UNIQUE (name),
    CONSTRAINT building_name_length_check CHECK (length(name) <= 128),
    CONSTRAINT building_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT building_address_length_check CHECK (length(address) <= 256),
    CONSTRAINT building_address_trimmed_check CHECK (address = btrim(address) and address <> ''),
    CONSTRAINT building_floors_minimum_check CHECK (floors >= 1),
    CONSTRAINT building_floors_maximum_check CHECK (floors <= 60)
);

CREATE TABLE infrastructure.room (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    building_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    floor INTEGER DEFAULT 1 NOT NULL,
    kind TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    area NUMERIC(7, 2),
    active BOOLEAN DEFAULT true NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT room_pkey PRIMARY KEY (id),
    CONSTRAINT room_building_id_name_key UNIQUE (building_id, name),
    CONSTRAINT room_building_id_fkey FOREIGN KEY(building_id) REFERENCES infrastructure.building (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT room_name_length_check CHECK (length(name) <= 32),
    CONSTRAINT room_name_trimmed_check CHECK (name = btrim(name) and name <> ''),
    CONSTRAINT room_floor_minimum_check CHECK (floor >= -5),
    CONSTRAINT room_floor_maximum_check CHECK (floor <= 60),
    CONSTRAINT room_capacity_minimum_check CHECK (capacity >= 1),
    CONSTRAINT room_capacity_maximum_check CHECK (capacity <= 5000),
    CONSTRAINT room_area_minimum_check CHECK (area >= 0)
);

CREATE INDEX room_building_id_idx ON infrastructure.room (building_id);

CREATE TABLE infrastructure.room_equipment (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    room_id BIGINT NOT NULL,
    device TEXT NOT NULL,
    quantity INTEGER DEFAULT 1 NOT NULL,
    note TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT room_equipment_pkey PRIMARY KEY (id),
    CONSTRAINT room_equipment_room_id_device_key UNIQUE (room_id, device),
    CONSTRAINT room_equipment_room_id_fkey FOREIGN KEY(room_id) REFERENCES infrastructure.room (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT room_equipment_quantity_minimum_check CHECK (quantity >= 1),
    CONSTRAINT room_equipment_quantity_maximum_check CHECK (quantity <= 10000),
    CONSTRAINT room_equipment_note_length_check CHECK (length(note) <= 256),
    CONSTRAINT room_equipment_note_trimmed_check CHECK (note = btrim(note) and note <> '')
);

CREATE INDEX room_equipment_room_id_idx ON infrastructure.room_equipment (room_id);
