-- Personal schedules: the failed subjects of a student to repeat, a draft until the order that is registered here by number
-- and date; and what re-study costs.

create function grades.debt_cost(credits numeric) returns numeric
    language sql stable
as $$ select credits * :setting.grades.credit_price $$;

-- Who owes what: students with failed subjects that count, how many credits and what studying them again costs.
create function grades.debtors()
    returns table (student_id bigint, debts bigint, credits numeric, cost numeric, scheduled boolean)
    language sql stable
as $$
    select r.student_id, count(*), sum(r.credits), grades.debt_cost(sum(r.credits)),
           bool_and(exists (select from grades.schedule_line l where l.record_id = r.id))
      from grades.record r
     where r.counts and not r.passed
     group by r.student_id
$$;

create function grades.draft_schedules(students bigint[], until date default null) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    debtor record;
    made bigint;
    drafted integer := 0;
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    if exists (select from students.student s
                where s.id = any (students)
                  and s.faculty_id <> all (security.units_of(security.me(), security.my_role()))) then
        perform security.refuse('Not all of these students are of your faculty.', '{}', 'HM002');
    end if;
    perform from students.student s where s.id = any (students) order by s.id for no key update;
    for debtor in
        select r.student_id, min(r.faculty_id) as faculty_id, array_agg(r.id order by r.semester, r.id) as records,
               sum(r.credits) as credits
          from grades.record r
         where r.counts and not r.passed and r.student_id = any (students)
           and not exists (select from grades.schedule_line l where l.record_id = r.id)
         group by r.student_id
    loop
        insert into grades.schedule (number, faculty_id, student_id, made_on, until, subjects, credits, cost, state)
        values (grades.next_number('grades.schedule', 'G'), debtor.faculty_id, debtor.student_id, security.today(),
                draft_schedules.until, cardinality(debtor.records), debtor.credits, grades.debt_cost(debtor.credits), 'draft')
        returning id into made;
        insert into grades.schedule_line (faculty_id, student_id, schedule_id, record_id)
        select debtor.faculty_id, debtor.student_id, made, unnest(debtor.records);
        drafted := drafted + 1;
    end loop;
    return drafted;
end $$;
comment on function grades.draft_schedules(bigint[], date) is 'Definer: schedules are written by functions alone.';

create function grades.take_schedule(schedule_id bigint) returns grades.schedule
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken grades.schedule;
begin
    perform security.require_role('hemis_faculty');
    select * into taken from grades.schedule s where s.id = take_schedule.schedule_id for update;
    if coalesce(taken.faculty_id = any (security.units_of(security.me(), security.my_role())), false) is not true then
        perform security.refuse('This personal schedule is not yours.', '{}', 'HM002');
    elsif taken.state <> 'draft' then
        perform security.refuse('The personal schedule {number} has its order already.',
                                jsonb_build_object('number', taken.number), 'HM003');
    elsif exists (select from movement.line l
                    join movement.decree d on d.id = l.decree_id and d.state <> 'cancelled'
                   where l.schedule_id = taken.id) then
        perform security.refuse('The personal schedule {number} stands in an order. Take it out of that one first.',
                                jsonb_build_object('number', taken.number), 'HM003');
    end if;
    return taken;
end $$;
comment on function grades.take_schedule(bigint) is 'Definer: a lock needs the right to write.';

create function grades.register_schedules(ids bigint[], order_number text, order_date date) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if btrim(coalesce(order_number, '')) = '' or order_date is null then
        perform security.refuse('Write the number and the date of the order.');
    elsif order_date > security.today() then
        perform security.refuse('The order is dated after today. Correct the date.');
    end if;
    perform grades.take_schedule(s) from unnest(ids) s order by s;
    update grades.schedule s
       set state = 'ordered', order_number = btrim(register_schedules.order_number),
           order_date = register_schedules.order_date
     where s.id = any (ids);
    return cardinality(ids);
end $$;
comment on function grades.register_schedules(bigint[], text, date) is 'Definer: schedules are written by functions alone.';

create function grades.discard_schedules(ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform grades.take_schedule(s) from unnest(ids) s order by s;
    if exists (select from differences.difference d where d.schedule_id = any (ids)) then
        perform security.refuse('A difference of curricula entered subjects here. Open that comparison again first.');
    end if;
    delete from grades.schedule_line l where l.schedule_id = any (ids);
    delete from grades.schedule s where s.id = any (ids);
    return cardinality(ids);
end $$;
comment on function grades.discard_schedules(bigint[]) is 'Definer: schedules are written by functions alone.';
