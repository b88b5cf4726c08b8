-- A learning agreement names results of its own student and subject alone.
create function mobility.check_result() returns trigger
    language plpgsql
as $$
begin
    if new.result_id is not null and not exists (
            select from grades.result r
             where r.id = new.result_id and r.student_id = new.student_id and r.subject_id = new.subject_id) then
        perform security.refuse('This result is not one of the student in the subject that is recognised.',
                                jsonb_build_object('field', 'result_id'));
    end if;
    return new;
end $$;
create trigger check_result before insert or update on mobility.agreed_subject
    for each row execute function mobility.check_result();
