-- From draft to signature: sent, agreed to by the offices that are concerned, signed under a number that nobody else has.

-- Send a draft: whoever has to agree is asked. Its lines have been judged; the texts are what will be signed.
create function movement.send(decree_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    decree movement.decree := movement.take(send.decree_id, 'draft');
    asked integer;
begin
    perform movement.require_good(decree);
    delete from movement.agreement a where a.decree_id = decree.id;
    insert into movement.agreement (decree_id, office, unit_id, answer)
    select decree.id, f.office, f.unit_id, 'asked'
      from (
        select 'accounting' as office, null::bigint as unit_id
         where exists (select from movement.transition t where t.act = decree.act and t.asks_accounting)
        union all
        select 'hr', null
         where exists (select from movement.transition t where t.act = decree.act and t.asks_hr)
        union all
        select distinct 'faculty', l.new_faculty_id
          from movement.line l
         where l.decree_id = decree.id and l.new_faculty_id is not null) f;
    get diagnostics asked = row_count;
    update movement.decree d set state = 'sent', sent_at = now(), returned = null where d.id = decree.id;
    return asked;
end $$;
comment on function movement.send(bigint) is 'Definer: the state of an order is nobody''s to write.';

-- Who drafted it takes it back, who should sign it gives it back with a reason: what was agreed to is asked anew then.
create function movement.give_back(decree_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    decree movement.decree := movement.take(give_back.decree_id, 'sent');
begin
    perform grades.require_reason(reason);
    update movement.decree d set state = 'draft', sent_at = null, returned = btrim(reason) where d.id = decree.id;
end $$;
comment on function movement.give_back(bigint, text) is 'Definer: the state of an order is nobody''s to write.';

-- An office agrees to an order that asks for it, or refuses with a reason: accounting, the personnel office, and of a faculty
-- its dean's office.
create function movement.answer(agreement_id bigint, agree boolean, reason text default null) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    asked movement.agreement;
    decree movement.decree;
begin
    perform security.require_role('hemis_accounting', 'hemis_hr', 'hemis_faculty');
    perform security.require_latest();
    select d.* into decree
      from movement.decree d
     where d.id = (select a.decree_id from movement.agreement a where a.id = answer.agreement_id)
       for update;
    select * into asked from movement.agreement a where a.id = answer.agreement_id for update;
    if not coalesce(case security.my_role()
            when 'hemis_accounting' then asked.office = 'accounting'
            when 'hemis_hr' then asked.office = 'hr'
            else asked.unit_id = any (security.units_of(security.me(), security.my_role())) end, false) then
        perform security.refuse('Your office is not asked to agree to this order.', '{}', 'HM002');
    end if;
    perform movement.require_state(decree, 'sent');
    if agree is not true then
        perform grades.require_reason(reason);
    end if;
    update movement.agreement a
       set answer = case when agree then 'agreed' else 'refused' end, reason = nullif(btrim(answer.reason), ''),
           answered_by = security.me(), answered_at = now()
     where a.id = asked.id;
end $$;
comment on function movement.answer(bigint, boolean, text) is 'Definer: what an office answers is nobody else''s to write.';

-- The next number of a type in a year: its series counts, and passes over what was given on paper. Two who ask at once wait
-- for one another.
create function movement.next_number(order_type text, year integer) returns text
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    series movement.series;
    next integer;
begin
    select * into series from movement.series s where s.order_type = next_number.order_type for update;
    if not found then
        perform security.refuse('Orders of this type have no series of numbers. Write the number.');
    end if;
    next := case when series.year = next_number.year then series.last else 0 end;
    loop
        next := next + 1;
        exit when not exists (
            select from movement.decree d
             where d.order_type = next_number.order_type and d.year = next_number.year
               and movement.looks(d.number) = movement.looks(concat(series.prefix, next, series.suffix)));
    end loop;
    if series.year is null or next_number.year >= series.year then
        update movement.series s set year = next_number.year, last = next where s.id = series.id;
    end if;
    return concat(series.prefix, next, series.suffix);
end $$;
comment on function movement.next_number(text, integer) is 'Definer: nobody else counts.';

-- How a number looks on paper: capitals, blanks and which of the two alphabets a letter was typed in are not seen.
create function movement.looks(number text) returns text
    language sql immutable parallel safe
as $$  -- the collation of the database knows capitals of Latin letters alone
    select translate(translate(upper(number), 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ',
                                              'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЎҚҒҲ'),
                     'АВЕКМНОРСТУХ ', 'ABEKMHOPCTYX')
$$;

-- Record the signature of an order: by whom and when it was signed, under the number that was given on paper or the next one.
-- Management signs only what names the one who is signed in. Who stands under it, also by visa, is kept as of that day.
create function movement.sign(
    decree_id bigint, signatory_id bigint, signed_on date, number text default null, visas jsonb default '[]'
) returns text
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    decree movement.decree;
    given text := nullif(btrim(sign.number), '');
begin
    perform security.require_role('hemis_academic_office', 'hemis_management');
    perform security.require_latest();
    select * into decree from movement.decree d where d.id = sign.decree_id for update;
    if not found then
        perform security.refuse('This order is not yours.', '{}', 'HM002');
    elsif security.my_role() = 'hemis_management'
          and signatory_id is distinct from security.employee_of(security.me(), security.my_role()) then
        perform security.refuse('You sign for yourself only.', '{}', 'HM002');
    end if;
    perform movement.require_state(decree, 'sent');
    -- Two who write numbers at once, by hand or from the series, wait for one another.
    perform pg_advisory_xact_lock(hashtextextended('movement.number ' || decree.order_type, 0));
    if exists (select from movement.agreement a where a.decree_id = decree.id and a.answer <> 'agreed') then
        perform security.refuse('Not everybody has agreed to this order. Its card says who is asked.');
    elsif signatory_id is null or sign.signed_on is null then
        perform security.refuse('Write who signed the order and when.');
    elsif sign.signed_on > security.today() then
        perform security.refuse('The order is dated after today. Correct the date.');
    elsif sign.signed_on < security.today() - 1000 then
        perform security.refuse('The order is dated years ago. Correct the date.');
    elsif exists (select from employees.position p where p.employee_id = signatory_id)
          and not exists (
            select
              from employees.position p
             where p.employee_id = signatory_id and coalesce(p.ends_on, 'infinity') >= sign.signed_on) then
        perform security.refuse('Whoever signed had left every position here before that day. Correct the date or the name.');
    elsif exists (
        select
          from movement.decree d
         where d.order_type = decree.order_type and d.year = extract(year from sign.signed_on)
           and movement.looks(d.number) = movement.looks(given)) then
        perform security.refuse('This number was given to another order of the type in that year. Write another one.');
    end if;
    perform movement.require_good(decree);
    given := coalesce(given, movement.next_number(decree.order_type, extract(year from sign.signed_on)::integer));
    update movement.decree d
       set state = 'signed', number = given, year = extract(year from sign.signed_on), signed_on = sign.signed_on,
           signatory_id = sign.signatory_id, signed_at = now(), signed_by = security.me()
     where d.id = decree.id;
    perform movement.freeze_signatures(decree, sign.signatory_id, sign.signed_on, coalesce(visas, '[]'));
    return given;
end $$;
comment on function movement.sign(bigint, bigint, date, text, jsonb) is 'Definer: the state of an order is nobody''s to write.';
