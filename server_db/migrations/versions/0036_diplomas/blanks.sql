-- An issued diploma that is wrong is taken in.
ALTER TABLE blanks.act DROP CONSTRAINT act_deed_check;

ALTER TABLE blanks.act ADD CONSTRAINT act_deed_check CHECK (deed in ('receive', 'hand_over', 'give_back', 'reserve', 'release', 'print', 'issue', 'spoil', 'lose', 'destroy', 'return', 'take_in'));
