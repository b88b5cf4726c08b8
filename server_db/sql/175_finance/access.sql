-- The accounting office keeps payment holds; a dean's office reads those of its students, a tutor those of the own groups.
-- A hold is released by an act and deleted by nobody.
create policy payment_hold_read_all on finance.payment_hold for select to hemis_accounting using (:acts);
create policy payment_hold_read_units on finance.payment_hold for select to hemis_faculty using (:own_units(faculty_id));
create policy payment_hold_read_groups on finance.payment_hold for select to hemis_tutor
    using (student_id = any (array(
        select s.id from students.student s where s.group_id = any ((select students.my_groups())::bigint[]))));
grant select on finance.payment_hold to hemis_accounting, hemis_faculty, hemis_tutor;
create policy payment_hold_insert on finance.payment_hold for insert to hemis_accounting
    with check (:acts);
create policy payment_hold_update on finance.payment_hold for update to hemis_accounting
    using (:acts) with check (:acts);
grant insert (student_id, faculty_id, starts_on, amount, contract, reason), update (starts_on, amount, contract, reason)
    on finance.payment_hold to hemis_accounting;

-- Holds are released by their act alone.
create policy definer_updates on finance.payment_hold for update to hemis_definer using (true) with check (true);
grant update (released_at, released_by, release_reason) on finance.payment_hold to hemis_definer;
grant execute on function finance.release_holds(bigint[], text) to hemis_accounting;
