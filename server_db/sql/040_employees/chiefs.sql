-- Who is dean or head of a unit today: whom forms and papers name, whoever prints them. Of two the one who came last.
create function employees.chiefs(units bigint[], post text)
    returns table (unit_id bigint, surname text, given_name text, patronymic text, full_name text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select distinct on (p.unit_id) p.unit_id, e.surname, e.given_name, e.patronymic, e.full_name
      from employees.position p
      join employees.employee e on e.id = p.employee_id
     where p.unit_id = any (units) and p.post = chiefs.post
       and p.post in (:teacher_position_type.dean, :teacher_position_type.head)
       and security.today() between p.starts_on and coalesce(p.ends_on, 'infinity')
     order by p.unit_id, p.starts_on desc, p.id desc
$$;
comment on function employees.chiefs(bigint[], text) is 'Definer: deans and heads of departments stand on every form.';
