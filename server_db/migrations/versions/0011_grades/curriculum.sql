ALTER TABLE curriculum.control ADD COLUMN minimum NUMERIC(6, 2);

ALTER TABLE curriculum.control ADD COLUMN gate BOOLEAN DEFAULT false NOT NULL;

ALTER TABLE curriculum.control ADD COLUMN owner TEXT;

ALTER TABLE curriculum.grade_type ADD COLUMN letter TEXT;

ALTER TABLE curriculum.grade_type ADD COLUMN grade NUMERIC(3, 2);

ALTER TABLE curriculum.control ADD CONSTRAINT control_minimum_within_check CHECK (minimum <= maximum);

ALTER TABLE curriculum.control ADD CONSTRAINT control_owner_check
    CHECK (owner in ('practice', 'lecture', 'examiner', 'commission'));

ALTER TABLE curriculum.control ADD CONSTRAINT control_minimum_minimum_check CHECK (minimum >= 0);

ALTER TABLE curriculum.control ADD CONSTRAINT control_owner_length_check CHECK (length(owner) <= 16);

ALTER TABLE curriculum.control ADD CONSTRAINT control_owner_trimmed_check CHECK (owner = btrim(owner) and owner <> '');

ALTER TABLE curriculum.grade_type ADD CONSTRAINT grade_type_letter_length_check CHECK (length(letter) <= 4);

ALTER TABLE curriculum.grade_type ADD CONSTRAINT grade_type_letter_trimmed_check
    CHECK (letter = btrim(letter) and letter <> '');

ALTER TABLE curriculum.grade_type ADD CONSTRAINT grade_type_grade_minimum_check CHECK (grade >= 0);
