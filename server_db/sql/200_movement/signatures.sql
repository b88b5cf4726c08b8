-- Who stands under an order: frozen with name and post when it is signed, for people change both.

-- An employee with the post of that day; of several the wanted one, else the first.
create function movement.signer(employee_id bigint, day date, wanted text default null)
    returns table (name text, cyrillic_name text, post_uz text, post_oz text, post_ru text)
    language sql stable
as $$
    select e.full_name, e.cyrillic_name, i.name_uz, i.name_oz, i.name_ru
      from employees.employee e
      left join lateral (
            select p.post
              from employees.position p
             where p.employee_id = e.id and signer.day between p.starts_on and coalesce(p.ends_on, 'infinity')
             order by p.post = wanted desc nulls last, p.id
             limit 1) p on true
      left join classifiers.classifier c on c.code = 'h_teacher_position_type'
      left join classifiers.item i on i.classifier_id = c.id and i.code = p.post
     where e.id = signer.employee_id
$$;

-- The signature, the visas that are recorded with it, and those who have agreed. A visa is an object with capacity,
-- employee_id and day.
create function movement.freeze_signatures(decree movement.decree, signatory_id bigint, signed_on date, visas jsonb) returns void
    language plpgsql
as $$
declare
    visa record;
begin
    insert into movement.signature (decree_id, capacity, employee_id, name, cyrillic_name, post_uz, post_oz, post_ru, day)
    select decree.id, 'signed', signatory_id, s.*, freeze_signatures.signed_on
      from movement.signer(signatory_id, freeze_signatures.signed_on) s;
    for visa in
        select v.capacity, v.employee_id, v.day
          from jsonb_to_recordset(visas) v (capacity text, employee_id bigint, day date)
    loop
        if visa.capacity in ('vice_rector', 'academic_office', 'dean', 'lawyer') is not true then
            perform security.refuse('Choose in what capacity somebody has agreed to the order.');
        elsif visa.employee_id is null or visa.day is null then
            perform security.refuse('Write who has agreed to the order and when.');
        elsif visa.day > freeze_signatures.signed_on then
            perform security.refuse('Nobody agrees to an order after it is signed. Correct the day.');
        end if;
        insert into movement.signature (decree_id, capacity, employee_id, name, cyrillic_name, post_uz, post_oz, post_ru, day)
        select decree.id, visa.capacity, visa.employee_id, s.*, visa.day
          from movement.signer(visa.employee_id, visa.day,
                               case visa.capacity when 'dean' then :teacher_position_type.dean end) s;
        if not found then
            perform security.refuse('Write who has agreed to the order and when.');
        end if;
    end loop;
    insert into movement.signature (decree_id, capacity, employee_id, name, cyrillic_name, post_uz, post_oz, post_ru, day)
    select decree.id, a.office, t.employee_id, coalesce(s.name, t.display_name), s.cyrillic_name, s.post_uz, s.post_oz,
           s.post_ru, (a.answered_at at time zone 'Asia/Tashkent')::date
      from movement.agreement a
      join security.account t on t.login = a.answered_by
      left join movement.signer(t.employee_id, (a.answered_at at time zone 'Asia/Tashkent')::date,
                                case a.office when 'faculty' then :teacher_position_type.dean end) s on true
     where a.decree_id = decree.id and a.answer = 'agreed'
        on conflict on constraint signature_person_key do nothing;
end $$;
