-- The library of the demonstration has its point; who was expelled has a sheet, some of them answered, and one file was
-- handed out.
insert into clearance.point (name_uz, name_oz, name_ru, name_en, office, unit_id, place)
select 'Kutubxona kitoblari', 'Кутубхона китоблари', 'Книги библиотеки', 'Library books', 'service', u.id, 4
  from structure.unit u
 where u.code = '403-210';

do $$
begin
    perform set_config('session_replication_role', 'replica', true);
    perform clearance.write_sheets(l.students, 'leaving', l.decree_id)
       from (
            select d.id as decree_id, array_agg(l.student_id) as students
              from movement.decree d
              join movement.line l on l.decree_id = d.id
              join students.student s on s.id = l.student_id and s.status = :student_status.expelled
             where d.act = 'expel' and d.state = 'applied'
             group by d.id) l;
    update clearance.sheet s
       set opened_at = d.applied_at, opened_by = d.applied_by
      from movement.decree d
     where d.id = s.decree_id;
    update clearance.line l
       set answer = case when l.id % 11 = 0 then 'objected' else 'confirmed' end,
           note = case when l.id % 11 = 0 then case l.office when 'service' then 'Ikkita kitob qaytarilmagan'
                                                             when 'accounting' then 'Shartnoma boʻyicha qarz bor'
                                                             else 'Talabalik guvohnomasi topshirilmagan' end end,
           answered_at = least(s.opened_at + interval '3 days', now()),
           answered_by = case l.office when 'accounting' then 'accounting' when 'hr' then 'hr' when 'service' then 'library'
                                       else 'dean_geology' end
      from clearance.sheet s
     where s.id = l.sheet_id and (l.id % 3 <> 0 or s.id % 4 = 0);
    perform clearance.count_points(array(select s.id from clearance.sheet s));
    update clearance.sheet s
       set handed_at = least(s.opened_at + interval '5 days', now()), handed_by = 'dean_geology', handed_to = s.student_name
     where s.open_points = 0 and s.id % 8 = 0;
    perform set_config('session_replication_role', 'origin', true);
end $$;
