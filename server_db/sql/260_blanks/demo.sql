-- A batch of last year, most of it issued to last summer's graduates; one of this year, of which two faculties hold ranges and each
-- workstation has its own, diplomas with their supplements; certificates issued by hand; spoiled blanks, and an act of destruction that waits for a signature.

create function pg_temp.act_on(deed text, day date, items text[], given jsonb default '{}') returns bigint
    language plpgsql
as $$
declare
    numbers constant text[] := array(select s.number from blanks.spread(items) s order by s.number);
    of_year constant integer := extract(year from day);
    act blanks.act;
begin
    insert into blanks.act (number, deed, state, day, blanks, numbers, unit_id, to_unit_id, office_id, workstation_id, person,
                            document, reason, recorded_by, recorded_at)
    select documents.register_number('BL', of_year, documents.next_numbers('blanks.act', of_year, 1) + 1), deed,
           case deed when 'destroy' then 'waiting' else 'done' end, day, cardinality(numbers), blanks.told(numbers), b.unit_id,
           (given ->> 'to_unit_id')::bigint, coalesce(b.unit_id, o.id), (given ->> 'workstation_id')::bigint,
           given ->> 'person', given ->> 'document', given ->> 'reason',
           case when b.unit_id is null then 'registrar' else 'dean_geology' end, day + interval '10 hours'
      from structure.unit o
      left join blanks.blank b on b.number = numbers[1]
     where o.code = '403-203'
    returning * into act;
    if deed = 'receive' then
        insert into blanks.batch (act_id, kind_id, year, first_number, last_number, quantity, supplier, invoice_number,
                                  invoice_day)
        values (act.id, (given ->> 'kind')::bigint, of_year, numbers[1], numbers[cardinality(numbers)], cardinality(numbers),
                '“Davlat belgisi” davlat ishlab chiqarish birlashmasi', given ->> 'invoice', day - 3);
        insert into blanks.blank (number, kind_id, series, year, batch_id, state, moved_on)
        select n, (given ->> 'kind')::bigint, substring(n from '^[A-Z]+'), of_year,
               (select b.id from blanks.batch b where b.act_id = act.id), 'stock', day
          from unnest(numbers) n;
        insert into blanks.entry (act_id, blank_id, number, kind_id, series, deed, day, after)
        select act.id, b.id, b.number, b.kind_id, b.series, 'receive', day, 'stock'
          from blanks.blank b where b.number = any (numbers) order by b.number;
        perform blanks.seal(act.id);
    elsif deed = 'destroy' then
        update blanks.blank b set chosen_id = act.id where b.number = any (numbers);
    else
        perform blanks.write(act, numbers, coalesce(given -> 'people', '{}'));
    end if;
    return act.id;
end $$;

do $$
declare
    today constant date := security.today();
    summer constant date := make_date(extract(year from today)::integer - (today < make_date(extract(year from today)::integer,
                                                                                             8, 1))::integer, 7, 5);
    geology bigint;
    mining bigint;
    own bigint;
    theirs bigint;
    miners bigint;
    kinds jsonb;
    act bigint;
begin
    perform set_config('session_replication_role', 'replica', true);
    select u.id into geology from structure.unit u where u.code = '403-101';
    select u.id into mining from structure.unit u where u.code = '403-102';
    select jsonb_object_agg(k.series, k.id) into kinds from blanks.kind k;
    insert into blanks.workstation (name, place) values ('Registrator 1', '1-bino, 104-xona') returning id into own;
    insert into blanks.workstation (name, unit_id, place) values ('Geologiya 1', geology, '2-bino, 215-xona')
    returning id into theirs;
    insert into blanks.workstation (name, unit_id, place) values ('Konchilik 1', mining, '3-bino, 112-xona')
    returning id into miners;

    perform pg_temp.act_on('receive', summer - 240, '{B0001201-B0001450}',
                           jsonb_build_object('kind', kinds -> 'B', 'invoice', '114', 'document', '114'));
    perform pg_temp.act_on('receive', summer - 240, '{BI0000301-BI0000330}',
                           jsonb_build_object('kind', kinds -> 'BI', 'invoice', '114', 'document', '114'));
    perform pg_temp.act_on('receive', summer - 239, '{DI0004001-DI0004280}',
                           jsonb_build_object('kind', kinds -> 'DI', 'invoice', '115', 'document', '115'));
    perform pg_temp.act_on('receive', summer - 239, '{AM000101-AM000160}',
                           jsonb_build_object('kind', kinds -> 'AM', 'invoice', '115', 'document', '115'));
    perform pg_temp.act_on('receive', summer - 240, '{M0000601-M0000640}',
                           jsonb_build_object('kind', kinds -> 'M', 'invoice', '114', 'document', '114'));
    perform pg_temp.act_on('receive', summer - 240, '{MI0000051-MI0000060}',
                           jsonb_build_object('kind', kinds -> 'MI', 'invoice', '114', 'document', '114'));
    perform pg_temp.act_on('receive', summer - 239, '{D0000011-D0000030}',
                           jsonb_build_object('kind', kinds -> 'D', 'invoice', '115', 'document', '115'));
    perform pg_temp.act_on('print', summer - 4, '{B0001201-B0001370}', '{"person": "Bitiruvchi"}');
    perform pg_temp.act_on('spoil', summer - 4, '{B0001371-B0001373}',
        jsonb_build_object('document', '1-dalolatnoma', 'reason', 'Printer qogʻozni ezib yubordi'));
    perform pg_temp.act_on('issue', summer, '{B0001201-B0001370}',
        jsonb_build_object('document', 'Diplom berish daftari, pasport'));
    perform pg_temp.act_on('spoil', summer + 6, '{BI0000301,BI0000302}',
        jsonb_build_object('document', '2-dalolatnoma', 'reason', 'Familiya xato bosilgan'));
    perform pg_temp.act_on('lose', summer + 20, '{DI0004007}',
        jsonb_build_object('document', '“Xalq soʻzi” gazetasidagi eʼlon', 'reason', 'Binolar orasida tashishda yoʻqolgan'));
    perform pg_temp.act_on('hand_over', summer + 30, '{AM000101-AM000120}',
        jsonb_build_object('to_unit_id', geology, 'document', '3-topshirish dalolatnomasi'));
    perform pg_temp.act_on('hand_over', summer + 30, '{AM000121-AM000135}',
        jsonb_build_object('to_unit_id', mining, 'document', '4-topshirish dalolatnomasi'));
    perform pg_temp.act_on('print', summer + 45, '{AM000101-AM000104}', '{"people": {"AM000101": "Tursunov Aziz Baxtiyorovich", "AM000102": "Ergasheva Nilufar Komilovna",
                       "AM000103": "Sattorov Bekzod Anvarovich", "AM000104": "Yoʻldosheva Sevara Ilhomovna"}}');
    perform pg_temp.act_on('spoil', summer + 45, '{AM000105}',
        jsonb_build_object('document', '5-dalolatnoma', 'reason', 'Siyoh surkalgan'));
    perform pg_temp.act_on('issue', summer + 46, '{AM000101-AM000103}',
        jsonb_build_object('document', 'Oʻziga, pasport AB1234567'));

    perform pg_temp.act_on('receive', today - 21, '{B0002001-B0002600}',
                           jsonb_build_object('kind', kinds -> 'B', 'invoice', '231', 'document', '231'));
    perform pg_temp.act_on('receive', today - 21, '{M0000701-M0000800}',
                           jsonb_build_object('kind', kinds -> 'M', 'invoice', '231', 'document', '231'));
    perform pg_temp.act_on('hand_over', today - 14, '{B0002001-B0002080}',
        jsonb_build_object('to_unit_id', geology, 'document', '6-topshirish dalolatnomasi'));
    perform pg_temp.act_on('hand_over', today - 14, '{B0002081-B0002140}',
        jsonb_build_object('to_unit_id', mining, 'document', '7-topshirish dalolatnomasi'));
    perform pg_temp.act_on('hand_over', today - 14, '{DI0004221-DI0004240}',
        jsonb_build_object('to_unit_id', geology, 'document', '8-topshirish dalolatnomasi'));
    perform pg_temp.act_on('hand_over', today - 14, '{DI0004241-DI0004260}',
        jsonb_build_object('to_unit_id', mining, 'document', '9-topshirish dalolatnomasi'));
    perform pg_temp.act_on('reserve', today - 7, '{B0002201-B0002250}', jsonb_build_object('workstation_id', own));
    perform pg_temp.act_on('reserve', today - 7, '{BI0000303-BI0000312}', jsonb_build_object('workstation_id', own));
    perform pg_temp.act_on('reserve', today - 7, '{DI0004151-DI0004220}', jsonb_build_object('workstation_id', own));
    perform pg_temp.act_on('reserve', today - 6, '{B0002001-B0002020}', jsonb_build_object('workstation_id', theirs));
    perform pg_temp.act_on('reserve', today - 6, '{DI0004221-DI0004240}', jsonb_build_object('workstation_id', theirs));
    perform pg_temp.act_on('reserve', today - 6, '{B0002081-B0002100}', jsonb_build_object('workstation_id', miners));
    perform pg_temp.act_on('reserve', today - 6, '{DI0004241-DI0004260}', jsonb_build_object('workstation_id', miners));

    act := pg_temp.act_on('destroy', today - 1, '{B0001371-B0001373,BI0000301,BI0000302}',
        jsonb_build_object('document', '12-buyruq', 'reason', 'Buzilgan blanklar'));
    insert into blanks.member (act_id, employee_id, name, chair, signed_at, signed_by)
    select act, e.id, e.full_name, a.login = 'management', case when a.login <> 'accounting' then now() end,
           case when a.login <> 'accounting' then a.login end
      from security.account a
      join employees.employee e on e.id = a.employee_id
     where a.login in ('management', 'registrar', 'accounting')
     order by a.login <> 'management', e.full_name;
    perform set_config('session_replication_role', 'origin', true);
end $$;
drop function pg_temp.act_on(text, date, text[], jsonb);
