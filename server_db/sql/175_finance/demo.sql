-- Payment holds of a demonstration: a few at one faculty, one of each tutor who can sign in; one of them was released the day
-- before yesterday.
with paying as (
    select t.id, t.faculty_id, t.number, t.group_id,
           row_number() over (partition by t.faculty_id order by t.id desc) as in_faculty,
           row_number() over (partition by a.login order by t.id desc) as of_tutor, a.login
      from students.student t
      left join students.tutor_group g on g.group_id = t.group_id and g.ends_on is null
      left join security.account a on a.employee_id = g.employee_id
     where t.payment_form = :payment_form.contract and t.status = :student_status.studying
), chosen as (
    select p.*, row_number() over (order by p.faculty_id desc, p.id) as place
      from paying p
      join structure.unit u on u.id = p.faculty_id
     where (u.code = '403-102' and p.in_faculty <= 4)
        or (p.login is not null and p.of_tutor = 1)
)
insert into finance.payment_hold (student_id, faculty_id, starts_on, amount, contract, reason)
select c.id, c.faculty_id, security.today() - 20 - c.place::integer, 1250000 * (1 + c.place % 5), c.number || '-K',
       'Shartnomaning birinchi yarmi toʻlanmagan'
  from chosen c
 order by c.place;
update finance.payment_hold h
   set put_by = 'accounting', put_at = h.starts_on + interval '10 hours';
update finance.payment_hold h
   set released_at = now() - interval '2 days', released_by = 'accounting', release_reason = 'Toʻlov kelib tushdi'
 where h.id = (select min(o.id) from finance.payment_hold o);
