DELETE FROM topics.task_work WHERE num_nonnulls(handed_in_on, points, note) = 0;

ALTER TABLE topics.task_work ADD CONSTRAINT task_work_something_check CHECK (num_nonnulls(handed_in_on, points, note) > 0);
