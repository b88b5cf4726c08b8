ALTER TABLE grades.grader ADD COLUMN chair BOOLEAN DEFAULT false NOT NULL;

UPDATE grades.grader g SET chair = true
  FROM grades.component k, grades.sheet s
 WHERE k.id = g.component_id AND k.owner = 'commission' AND s.id = k.sheet_id
   AND EXISTS (
        SELECT
          FROM timetable.examination x
          JOIN timetable.examiner e ON e.examination_id = x.id AND e.chair AND e.employee_id = g.employee_id
         WHERE x.course_id = s.course_id AND x.kind = k.kind AND x.attempt = s.attempt
           AND EXISTS (SELECT FROM timetable.examinee i JOIN grades.line l ON l.student_id = i.student_id
                        WHERE i.examination_id = x.id AND l.sheet_id = s.id));
