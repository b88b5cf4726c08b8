-- Applying an order is what changes its students, all or none; cancelling restores what was where nothing stands on it.

create function movement.apply(decree_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    decree movement.decree := movement.take(apply.decree_id, 'signed');
    early date;
begin
    perform movement.lock_students(decree.id);
    perform movement.require_good(decree);
    select max(w.starts_on) into early from movement.wanted(decree.id) w where w.starts_on > security.today();
    if early is not null then
        perform security.refuse('This order takes effect on {day}. Apply it on that day or later.',
                                jsonb_build_object('day', early));
    end if;
    if decree.act = 'take_back' then
        perform movement.restore(array(select l.takes_back_id from movement.line l where l.decree_id = decree.id));
    else
        perform movement.perform_lines(decree);
        if decree.act = 'rename' then
            perform movement.rename_lines(decree);
        end if;
        perform movement.order_schedules(decree);
    end if;
    update movement.decree d
       set state = 'applied', applied_at = now(), applied_by = security.me()
     where d.id = decree.id;
    return decree.lines;
end $$;
comment on function movement.apply(bigint) is 'Definer: the state of a student is written by orders alone.';

-- Whoever applies another order to one of these students waits; always in the same sequence.
create function movement.lock_students(decree_id bigint) returns void
    language sql
as $$
    select from (
        select s.id
          from students.student s
         where s.id in (select l.student_id from movement.line l where l.decree_id = lock_students.decree_id)
         order by s.id
           for no key update) locked
$$;

-- The present period of each student ends on the eve of the day, the next begins, and the student's row says the same. Who
-- keeps the state (a stipend, a measure) keeps the period. A line is written once: so is its history.
create function movement.perform_lines(decree movement.decree) returns void
    language plpgsql
as $$
declare
    moved bigint[];
begin
    with closed as (
        -- Before enrolment nobody studies: it may lie before the day on which the person was entered.
        update students.period p
           set starts_on = case p.status when :student_status.applied then least(p.starts_on, w.starts_on) else p.starts_on end,
               ends_on = case p.status when :student_status.applied then w.starts_on
                                       else greatest(w.starts_on, p.starts_on) end - 1
          from movement.wanted(decree.id) w
         where p.student_id = w.student_id and p.ends_on is null
           and (w.faculty_id, w.specialty_id, w.group_id, w.education_form, w.payment_form, w.language, w.course,
                w.semester, w.to_status)
               is distinct from
               (p.faculty_id, p.specialty_id, p.group_id, p.education_form, p.payment_form, p.language, p.course,
                p.semester, p.status)
        returning p.ends_on, p.education_type, p.kind, w.student_id, w.faculty_id, w.specialty_id, w.group_id,
                  w.education_form, w.payment_form, w.language, w.course, w.semester, w.to_status
    ), made as (
        insert into students.period (student_id, starts_on, origin, act, faculty_id, specialty_id, group_id, education_type,
                                     education_form, payment_form, kind, language, course, semester, status, recorded_by)
        select c.student_id, c.ends_on + 1, 'order', decree.act, c.faculty_id, c.specialty_id, c.group_id, c.education_type,
               c.education_form, c.payment_form, c.kind, c.language, c.course, c.semester, c.to_status, security.me()
          from closed c
        returning id, student_id
    ), written as (  -- what was closed is the present still, as this statement sees it
        update movement.line l
           set before_id = b.id, after_id = m.id
          from made m
          join students.period b on b.student_id = m.student_id and b.ends_on is null
         where l.decree_id = decree.id and l.student_id = m.student_id)
    select array_agg(m.student_id) into moved from made m;
    update movement.line l
       set before_id = p.id, after_id = p.id
      from students.period p
     where l.decree_id = decree.id and l.after_id is null and p.student_id = l.student_id and p.ends_on is null;
    perform movement.write_students(moved);
end $$;

-- The rows of these students say what their present periods say.
create function movement.write_students(student_ids bigint[]) returns void
    language sql
as $$
    update students.student s
       set faculty_id = p.faculty_id, specialty_id = p.specialty_id, group_id = p.group_id,
           education_form = p.education_form, payment_form = p.payment_form, language = p.language, course = p.course,
           semester = p.semester, status = p.status
      from students.period p
     where s.id = any (student_ids) and p.student_id = s.id and p.ends_on is null
$$;

-- The orders that stand on these lines, directly or on one another, the one to cancel first before the others.
create function movement.standing_on(line_ids bigint[]) returns text
    language sql stable
as $$
    with recursive later as (
        select n.id, n.decree_id, n.after_id
          from movement.line l
          join movement.line n on n.before_id = l.after_id and n.id <> l.id
         where l.id = any (line_ids) and l.after_id <> l.before_id
         union
        select n.id, n.decree_id, n.after_id
          from later l
          join movement.line n on n.before_id = l.after_id and n.id <> l.id
    )
    select string_agg(concat(d.number, ' (', to_char(d.signed_on, 'DD.MM.YYYY'), ')'), ', '
                      order by d.applied_at desc, d.id desc)
      from movement.decree d
     where d.id in (select l.decree_id from later l)
$$;

-- Take lines of applied orders back: what was before is the present again. Where something came later, it goes first; what
-- was taken back already stays so.
create function movement.restore(line_ids bigint[]) returns void
    language plpgsql
as $$
declare
    later record;
    back bigint[];
    befores bigint[];
    afters bigint[];
begin
    select l.student_name, d.number into later
      from movement.line l
      join students.period p on p.id = l.after_id
      left join movement.line n on n.before_id = l.after_id and n.id <> l.id
      left join movement.decree d on d.id = n.decree_id
     where l.id = any (line_ids) and l.after_id <> l.before_id
       and (p.ends_on is not null or n.id is not null)
     order by l.id
     limit 1;
    if found and later.number is null then
        perform security.refuse('The state of {student} was changed later without an order. Write a new order instead.',
                                jsonb_build_object('student', later.student_name));
    elsif found then
        perform security.refuse('The state of {student} was changed later. Cancel these orders first, in this sequence: {numbers}.',
                                jsonb_build_object('student', later.student_name, 'numbers', movement.standing_on(line_ids)));
    end if;
    perform movement.restore_names(line_ids);
    select array_agg(l.student_id), array_agg(l.before_id), array_agg(l.after_id) into back, befores, afters
      from movement.line l
     where l.id = any (line_ids) and l.after_id <> l.before_id;
    perform movement.withdraw_schedules(line_ids);
    update movement.line l set before_id = null, after_id = null where l.id = any (line_ids);
    delete from students.period p where p.id = any (afters);
    update students.period p set ends_on = null where p.id = any (befores);
    perform movement.write_students(back);
end $$;

-- Ask that an applied or signed order be cancelled; another person of the academic office decides.
create function movement.ask_cancel(decree_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    decree movement.decree;
begin
    perform security.require_role('hemis_academic_office');
    decree := movement.take(ask_cancel.decree_id, 'signed', 'applied');
    perform grades.require_reason(reason);
    update movement.decree d
       set cancel_reason = btrim(reason), cancel_asked_by = security.me()
     where d.id = decree.id;
end $$;
comment on function movement.ask_cancel(bigint, text) is 'Definer: the state of an order is nobody''s to write.';

create function movement.decide_cancel(decree_id bigint, agree boolean) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    decree movement.decree;
begin
    perform security.require_role('hemis_academic_office');
    decree := movement.take(decide_cancel.decree_id, 'signed', 'applied');
    if decree.cancel_asked_by is null then
        perform security.refuse('Nobody has asked that this order be cancelled.', '{}', 'HM003');
    elsif agree is not true then
        update movement.decree d set cancel_reason = null, cancel_asked_by = null where d.id = decree.id;
        return;
    elsif decree.cancel_asked_by = security.me() then
        perform security.refuse('Who asks that an order be cancelled does not decide it. Another person does.', '{}', 'HM002');
    end if;
    perform movement.lock_students(decree.id);
    if decree.state = 'applied' then
        if decree.act = 'take_back' then
            perform security.refuse('A correction is not cancelled: write the order anew for these students.');
        end if;
        perform movement.restore(array(select l.id from movement.line l where l.decree_id = decree.id));
    end if;
    update movement.decree d
       set state = 'cancelled', cancelled_at = now(), cancelled_by = security.me()
     where d.id = decree.id;
    perform movement.void_papers(decree);
end $$;
comment on function movement.decide_cancel(bigint, boolean) is 'Definer: the state of an order is nobody''s to write.';
