-- Who keeps what of the attestation, and what stays as it is once a commission is approved or a session has begun.

-- The head of the department, or the dean's office above it.
create function attestation.require_department(department_id bigint, variadic roles text[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role(variadic roles);
    if (department_id = any (security.units_of(security.me(), security.my_role()))) is not true then
        perform security.refuse('This department is not yours.', '{}', 'HM002');
    end if;
end $$;
comment on function attestation.require_department(bigint, text[]) is 'Definer: answers for the session user only.';

-- Whether a department is one of the acting person's: what a trigger says of others' commissions, row security has yet to refuse.
create function attestation.is_own(department_id bigint) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select security.my_role() is null
        or department_id = any (security.units_of(security.me(), security.my_role()))
$$;
comment on function attestation.is_own(bigint) is 'Definer: answers for the session user only.';

-- The faculty of a department.
create function attestation.faculty_of(department_id bigint) returns bigint
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with recursive above as (
        select u.id, u.parent_id, u.kind, 1 as step from structure.unit u where u.id = faculty_of.department_id
        union all
        select u.id, u.parent_id, u.kind, a.step + 1 from structure.unit u join above a on u.id = a.parent_id
    )
    select a.id from above a where a.kind = :structure_type.faculty order by a.step limit 1
$$;
comment on function attestation.faculty_of(bigint) is 'Definer: called by triggers for whoever writes.';

-- The departments in which somebody works now.
create function attestation.departments_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct p.unit_id), '{}')
      from employees.position p
     where role = 'hemis_teacher' and p.employee_id = (select security.employee_of(login, role))
       and (select security.today()) between p.starts_on and coalesce(p.ends_on, 'infinity')
$$;
comment on function attestation.departments_of(text, text) is 'Definer: positions of others are not read here.';

create function attestation.my_departments(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select attestation.departments_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function attestation.my_departments(text) is 'Definer: answers for the session user only.';

-- The commissions in which a teacher sits.
create function attestation.commissions_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(m.commission_id), '{}')
      from attestation.member m
     where commissions_of.role = 'hemis_teacher'  -- a member has a role too
       and m.employee_id = (select security.employee_of(login, commissions_of.role))
$$;
comment on function attestation.commissions_of(text, text) is 'Definer: the scope stands in tables read under that scope.';

create function attestation.my_commissions(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select attestation.commissions_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function attestation.my_commissions(text) is 'Definer: answers for the session user only.';

-- A title in Uzbek is kept in Latin letters, one in English has no others; both are long enough to be one.
create function attestation.refuse_title(title_uz text, title_en text, field text) returns void
    language plpgsql immutable
as $$
begin
    if length(title_uz) < 10 then
        perform security.refuse('“{title}” is too short for a topic. Write it in full.',
                                jsonb_build_object('title', title_uz, 'field', 'title_uz'));
    elsif title_uz ~ '[Ѐ-ԯ]' then
        perform security.refuse('The topic in Uzbek is kept in Latin letters: “{title}”.',
                                jsonb_build_object('title', title_uz, 'field', 'title_uz'));
    elsif length(title_en) < 10 then
        perform security.refuse('“{title}” is too short for a topic. Write it in full.',
                                jsonb_build_object('title', title_en, 'field', 'title_en'));
    elsif title_en ~ '[^ -~–—’‘“”°×µ]' then
        perform security.refuse('The topic in English has letters that are not English: “{title}”.',
                                jsonb_build_object('title', title_en, 'field', 'title_en'));
    end if;
end $$;

-- A free topic is of a department in which its teacher works; what a student has taken stays.
create function attestation.keep_offer() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op <> 'INSERT' and exists (select from attestation.thesis t where t.offer_id = old.id) then
        perform security.refuse('A student has taken this topic. It stays as it is.', '{}', 'HM003');
    elsif tg_op = 'DELETE' then
        return old;
    end if;
    perform attestation.refuse_title(new.title_uz, new.title_en, 'title_uz');
    return new;
end $$;
comment on function attestation.keep_offer() is 'Definer: a teacher need not read the thesis that took the topic.';
create trigger keep_offer before insert or update or delete on attestation.offer
    for each row execute function attestation.keep_offer();

-- What holds for every thesis, whoever writes it.
create function attestation.keep_thesis() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform attestation.refuse_title(new.title_uz, new.title_en, 'title_uz');
    if new.title_uz is null then
        new.offer_id := null;
    end if;
    return new;
end $$;
comment on function attestation.keep_thesis() is 'Definer: called for whoever writes a thesis.';
create trigger keep_thesis before insert or update on attestation.thesis
    for each row execute function attestation.keep_thesis();

-- A commission is of a department and of its faculty; an approved one stays as it is.
create function attestation.keep_commission() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op <> 'INSERT' and old.approved_at is not null
       and (tg_op = 'DELETE' or (new.name, new.kind, new.year, new.order_number, new.ordered_on, new.department_id)
                                is distinct from
                                (old.name, old.kind, old.year, old.order_number, old.ordered_on, old.department_id)) then
        perform security.refuse('This commission is approved. The academic office takes the approval back first.', '{}', 'HM003');
    elsif tg_op = 'DELETE' then
        return old;
    elsif not exists (select from structure.unit u where u.id = new.department_id and u.kind = :structure_type.department) then
        perform security.refuse('A commission is one of a department. Choose the department.',
                                jsonb_build_object('field', 'department_id'));
    elsif tg_op = 'INSERT' then
        new.approved_at := null;
        new.approved_by := null;
    end if;
    new.faculty_id := attestation.faculty_of(new.department_id);
    return new;
end $$;
comment on function attestation.keep_commission() is 'Definer: the unit is looked up whatever the writer reads.';
create trigger keep_commission before insert or update or delete on attestation.commission
    for each row execute function attestation.keep_commission();

-- The members of an approved commission stay; an employee is called as the card says.
create function attestation.keep_member() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    commission attestation.commission;
begin
    select * into commission from attestation.commission c
     where c.id = case tg_op when 'DELETE' then old.commission_id else new.commission_id end
       for share;
    if attestation.is_own(commission.department_id) is not true then
        return new;  -- row security refuses it
    elsif commission.approved_at is not null then
        perform security.refuse('This commission is approved. The academic office takes the approval back first.', '{}', 'HM003');
    elsif tg_op = 'DELETE' then
        return old;
    end if;
    if new.employee_id is not null then
        new.full_name := (select e.full_name from employees.employee e where e.id = new.employee_id);
    elsif new.full_name is null then
        perform security.refuse('Choose an employee, or write the name of a member from outside.',
                                jsonb_build_object('field', 'full_name'));
    end if;
    return new;
end $$;
comment on function attestation.keep_member() is 'Definer: the commission is locked and the name looked up for the writer.';
create trigger keep_member before insert or update or delete on attestation.member
    for each row execute function attestation.keep_member();

-- A session is changed while it is planned; afterwards by acts alone. Its number is the next one of the commission.
create function attestation.keep_sitting() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    kind text;
begin
    if tg_op <> 'INSERT' and old.state <> 'planned'
       and (tg_op = 'DELETE' or (new.day, new.starts, new.room_id, new.subject_id, new.number)
                                is distinct from (old.day, old.starts, old.room_id, old.subject_id, old.number)) then
        perform security.refuse('This session has been opened. Its day, room and list stay as they are.', '{}', 'HM003');
    elsif tg_op = 'DELETE' then
        return old;
    end if;
    if attestation.is_own((select c.department_id from attestation.commission c where c.id = new.commission_id)) is not true then
        return new;  -- row security refuses it
    end if;
    select c.kind into kind from attestation.commission c where c.id = new.commission_id for share;
    if tg_op = 'INSERT' then
        new.state := 'planned';
        new.number := coalesce(new.number, 1 + coalesce((
            select max(s.number) from attestation.sitting s where s.commission_id = new.commission_id), 0));
    end if;
    if (kind = 'exam') <> (new.subject_id is not null) then
        perform security.refuse(case kind when 'exam' then 'Choose the subject of the examination.'
                                          else 'A session of defences has no subject. Leave it empty.' end,
                                jsonb_build_object('field', 'subject_id'));
    elsif (tg_op = 'INSERT' or new.day <> old.day) and new.day not between security.today() - 30 and security.today() + 400 then
        perform security.refuse('The day of the session lies too far away. Correct it.', jsonb_build_object('field', 'day'));
    end if;
    return new;
end $$;
comment on function attestation.keep_sitting() is 'Definer: called for whoever plans a session.';
create trigger keep_sitting before insert or update or delete on attestation.sitting
    for each row execute function attestation.keep_sitting();
