-- Closed batches: the history of the past cannot be changed without breaking the chain from there on.
-- Times are written in one zone, or the same rows would give another digest in another session.

create function audit.digest_between(first_id bigint, last_id bigint, out rows integer, out digest text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
    select count(*)::integer,
           encode(sha256(coalesce(string_agg(sha256(convert_to(to_jsonb(c)::text, 'UTF8')), '' order by c.id), '')), 'hex')
      from audit.change c
     where c.id between first_id and last_id
$$;
comment on function audit.digest_between(bigint, bigint) is 'Definer: the whole history is digested, whoever asks.';

-- Close everything up to a number below which no transaction is still writing; how many batches that were.
create function audit.close_batches(horizon bigint, size integer default 10000) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    before audit.batch;
    upto bigint;
    content record;
    closed integer := 0;
begin
    perform pg_advisory_xact_lock('audit.batch'::regclass::bigint);
    loop
        select * into before from audit.batch b order by b.id desc limit 1;
        select max(id) into upto
          from (select c.id from audit.change c
                 where c.id > coalesce(before.last_id, 0) and c.id <= horizon order by c.id limit size) part;
        exit when upto is null;
        content := audit.digest_between(coalesce(before.last_id, 0) + 1, upto);
        insert into audit.batch (first_id, last_id, rows, digest, chained)
        values (coalesce(before.last_id, 0) + 1, upto, content.rows, content.digest,
                encode(sha256(convert_to(coalesce(before.chained, '') || content.digest, 'UTF8')), 'hex'));
        closed := closed + 1;
    end loop;
    return closed;
end $$;
comment on function audit.close_batches(bigint, integer) is 'Definer: batches are written only here, by the timer of the server.';

-- The numbers of the batches whose rows or chain are no longer what was closed.
create function audit.broken_batches() returns setof bigint
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select b.id
      from (select *, lag(chained, 1, '') over (order by id) as chained_before,
                   lag(last_id, 1, 0::bigint) over (order by id) as last_before from audit.batch) b
     cross join lateral audit.digest_between(b.first_id, b.last_id) d
     where d.rows <> b.rows
        or d.digest <> b.digest
        or b.first_id <> b.last_before + 1
        or b.chained <> encode(sha256(convert_to(b.chained_before || b.digest, 'UTF8')), 'hex')
     order by b.id
$$;
comment on function audit.broken_batches() is 'Definer: the whole history is compared, whoever asks.';

-- What a person may see of a line: the columns that the acting role reads.
create function audit.visible(relation text, wide jsonb) returns jsonb
    language sql stable
as $$
    select jsonb_object_agg(key, value)
      from jsonb_each(wide)
      join pg_catalog.pg_attribute a on a.attrelid = to_regclass(relation) and a.attname = key and not a.attisdropped
     where has_column_privilege(a.attrelid, a.attnum, 'select')
$$;

-- The history of one record, for who may read the record.
create function audit.history(relation text, record_id bigint)
    returns table (id bigint, at timestamptz, login text, role text, action text, before jsonb, after jsonb)
    language sql stable
as $$
    select h.id, h.at, h.login, h.role, h.action, h.before, h.after
      from audit.v_history h
     where h.relation = history.relation and h.record_id = history.record_id
     order by h.at, h.id
$$;
