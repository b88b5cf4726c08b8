ALTER TABLE employees.employee
    ADD COLUMN sort_key_oz TEXT COLLATE "C" GENERATED ALWAYS AS (naming.sort_key_oz(coalesce(cyrillic_name, surname || ' ' || given_name || coalesce(' ' || patronymic, '')))) STORED,
    ADD COLUMN sort_key_ru TEXT COLLATE "C" GENERATED ALWAYS AS (naming.sort_key_ru(coalesce(cyrillic_name, surname || ' ' || given_name || coalesce(' ' || patronymic, '')))) STORED;

CREATE INDEX employee_sort_key_oz_idx ON employees.employee (sort_key_oz, id);
CREATE INDEX employee_sort_key_ru_idx ON employees.employee (sort_key_ru, id);
