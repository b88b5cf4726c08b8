-- A lesson copies the department of its class or examination; nothing kept that department from being deleted.
UPDATE timetable.lesson l
   SET department_id = coalesce(
       (SELECT k.department_id FROM teaching.class k WHERE k.id = l.class_id),
       (SELECT x.department_id FROM timetable.examination x WHERE x.id = l.examination_id))
 WHERE l.department_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM structure.unit u WHERE u.id = l.department_id);

ALTER TABLE timetable.lesson ADD CONSTRAINT lesson_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
