-- Closed sheets of course work brought the credits of the subject a second time. What is accepted for graduation stays as it is.
UPDATE grades.record r SET credits = 0
 WHERE r.line = 'course_work' AND r.credits <> 0
   AND NOT EXISTS (SELECT FROM graduation.acceptance a WHERE a.student_id = r.student_id);
