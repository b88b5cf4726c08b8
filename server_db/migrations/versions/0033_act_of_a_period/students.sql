ALTER TABLE students.period ADD COLUMN act TEXT;

ALTER TABLE students.period ADD CONSTRAINT period_act_length_check CHECK (length(act) <= 24);

ALTER TABLE students.period ADD CONSTRAINT period_act_trimmed_check CHECK (act = btrim(act) and act <> '');

CREATE INDEX period_empty_idx ON students.period (student_id) WHERE ends_on < starts_on;

-- What began each period so far stands in the lines of the orders.
UPDATE students.period p
   SET act = d.act
  FROM movement.line n
  JOIN movement.decree d ON d.id = n.decree_id
 WHERE n.after_id = p.id AND n.before_id IS DISTINCT FROM n.after_id AND p.origin = 'order';
