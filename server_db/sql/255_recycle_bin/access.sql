-- Everybody looks into the bin as far as the tables are read, and restores what may be entered by the own role.
grant execute on function audit.recycle_bin(date, date), audit.restore(bigint, timestamptz) to :everyone;
grant execute on function audit.bin_kinds(), audit.table_of(text), audit.policy_of(text, text, text), audit.called(jsonb),
    audit.family(audit.change), audit.require_right(audit.change, text), audit.require_still_gone(audit.change),
    audit.require_whole(audit.change), audit.require_parents(audit.change), audit.put_back(audit.change, boolean),
    audit.in_the_place(audit.change, text), system.subjects()
    to hemis_definer;
-- By these the policies of the tables say whose a row is.
do $$
declare
    asked regprocedure;
begin
    for asked in select p.oid::regprocedure from pg_proc p where p.proargnames = '{planned}' loop
        execute format('grant execute on function %s to hemis_definer', asked);
    end loop;
end $$;

-- What may be deleted by hand may be written back by the function that restores, under the number it had.
do $$
declare
    kind text;
begin
    foreach kind in array audit.bin_kinds() || '{topics.calendar_plan,topics.calendar_line}'::text[] loop
        execute format('grant insert on %s to hemis_definer', audit.table_of(kind));
        if not exists (select from pg_policy p where p.polrelid = to_regclass(kind) and p.polcmd = 'a'
                        and 'hemis_definer'::regrole::oid = any (p.polroles)) then
            execute format('create policy definer_inserts on %s for insert to hemis_definer with check (true)', audit.table_of(kind));
        end if;
    end loop;
end $$;
