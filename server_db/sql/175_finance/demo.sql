-- Payment holds of a demonstration: a few that stand, one that was released the day before yesterday.
insert into finance.payment_hold (student_id, faculty_id, starts_on, amount, contract, reason)
select s.id, s.faculty_id, security.today() - 20 - s.place::integer, 1250000 * (1 + s.place), s.number || '-K',
       'Shartnomaning birinchi yarmi toʻlanmagan'
  from (
    select t.id, t.faculty_id, t.number, row_number() over (partition by t.faculty_id order by t.id desc) as place
      from students.student t
      join structure.unit u on u.id = t.faculty_id and u.code = '403-102'
     where t.payment_form = :payment_form.contract and t.status = :student_status.studying) s
 where s.place <= 4;
update finance.payment_hold h
   set put_by = 'accounting', put_at = h.starts_on + interval '10 hours';
update finance.payment_hold h
   set released_at = now() - interval '2 days', released_by = 'accounting', release_reason = 'Toʻlov kelib tushdi'
 where h.id = (select min(o.id) from finance.payment_hold o);
