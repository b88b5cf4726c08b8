ALTER TABLE grades.stamp ADD COLUMN employee_id BIGINT;

ALTER TABLE grades.stamp ADD COLUMN instead_of_id BIGINT;

CREATE INDEX stamp_employee_id_idx ON grades.stamp (employee_id);

CREATE INDEX stamp_instead_of_id_idx ON grades.stamp (instead_of_id);

ALTER TABLE grades.stamp ADD CONSTRAINT stamp_instead_of_id_fkey FOREIGN KEY(instead_of_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE grades.stamp ADD CONSTRAINT stamp_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

