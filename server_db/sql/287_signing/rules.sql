-- Keys of the university: proposed by whoever holds the private part, admitted by another person, ended with a reason. The server
-- cannot check a signature; whoever admits a key checks the proof of possession at the own desk, and the fingerprint with the holder.

-- The bytes that a text in base64url stands for; nothing for what is no such text, or not its one spelling.
create function signing.bytes_of(written text) returns bytea
    language plpgsql immutable
as $$
declare
    found bytea;
begin
    if written is null or written !~ '^[A-Za-z0-9_-]+$' or length(written) % 4 = 1 then
        return null;
    end if;
    found := decode(rpad(translate(written, '-_', '+/'), (length(written) + 3) / 4 * 4, '='), 'base64');
    return case when rtrim(translate(replace(encode(found, 'base64'), E'\n', ''), '+/', '-_'), '=') = written then found end;
end $$;

-- The name of a key: the beginning of its fingerprint.
create function signing.name_of_key(public_key text) returns text
    language sql immutable
as $$ select left(encode(sha256(signing.bytes_of(public_key)), 'hex'), 16) $$;

-- The private part of the key of the demonstration stands in the program, for everybody to read.
create function signing.is_everybodys(key_id text) returns boolean
    language sql immutable parallel safe
as $$ select key_id in ('cd39fcfa091e943a') $$;

-- Propose a key that was made at this workstation, or the certificate of one: its public part alone comes here.
create function signing.propose_key(given jsonb) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    public_key constant text := given ->> 'public_key';
    algorithm constant text := given ->> 'algorithm';
    raw constant bytea := signing.bytes_of(public_key);
    made bigint;
begin
    perform security.require_role('hemis_registrar');
    perform security.require_latest();
    if raw is null or algorithm is null or algorithm not in ('ed25519', 'x509')
       or (algorithm = 'ed25519' and (length(raw) <> 32 or length(coalesce(given ->> 'proof', '')) <> 86))
       or (algorithm = 'x509' and coalesce(given ->> 'certificate', '') !~ '^-----BEGIN CERTIFICATE-----') then
        perform security.refuse('This is no public key that the university can use.');
    elsif signing.is_everybodys(signing.name_of_key(public_key)) then
        perform security.refuse('This is the key of the demonstration: everybody has its private part. Make a new one.');
    end if;
    insert into signing.key (key_id, algorithm, public_key, certificate, proof, kept, place, state, registered_by)
    values (signing.name_of_key(public_key), algorithm, public_key, given ->> 'certificate', given ->> 'proof', given ->> 'kept',
            nullif(btrim(given ->> 'place'), ''), 'proposed', security.me())
    returning id into made;
    return made;
end $$;
comment on function signing.propose_key(jsonb) is 'Definer: keys are written by functions alone.';

-- A key with its lock, in one of the states in which something is done to it.
create function signing.take(key_id bigint, variadic states text[]) returns signing.key
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken signing.key;
begin
    perform security.require_role('hemis_admin');
    perform security.require_latest();
    select * into taken from signing.key k where k.id = take.key_id for update;
    if not found then
        perform security.refuse('There is no such key.');
    elsif taken.state <> all (states) then
        perform security.refuse(case taken.state
            when 'proposed' then 'The key {key} waits for admission.'
            when 'admitted' then 'The key {key} is admitted already.'
            when 'refused' then 'The key {key} was refused.'
            else 'The key {key} has ended.' end, jsonb_build_object('key', taken.key_id), 'HM003');
    end if;
    return taken;
end $$;
comment on function signing.take(bigint, text[]) is 'Definer: a lock needs the right to write.';

-- Admit a key from today on, or refuse it and say why. Who proposed it does not decide.
create function signing.decide_key(key_id bigint, agree boolean, answer text default null) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    chosen constant signing.key := signing.take(decide_key.key_id, 'proposed');
begin
    if chosen.registered_by = security.me() then
        perform security.refuse('Who proposes a key does not admit it. Another person does.', '{}', 'HM002');
    elsif agree is not true then
        perform grades.require_reason(answer);
    end if;
    update signing.key k
       set state = case when agree then 'admitted' else 'refused' end,
           valid_from = case when agree then security.today() end,
           decided_by = security.me(), decided_at = now(), answer = nullif(btrim(decide_key.answer), '')
     where k.id = chosen.id;
end $$;
comment on function signing.decide_key(bigint, boolean, text) is 'Definer: keys are written by functions alone.';

-- End a key. When another follows it, today is its last day; when somebody else may hold it, the last day is the one on which it was
-- surely ours, and a key that had ended already may be found to have been lost. What was signed until the last day stays good.
create function signing.end_key(key_id bigint, kind text, reason text, last_day date default null) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    chosen constant signing.key := signing.take(end_key.key_id, 'admitted', 'ended');
    day constant date := case when kind = 'rolled_over' then security.today() else coalesce(last_day, security.today()) end;
begin
    perform grades.require_reason(reason);
    if kind is null or kind not in ('rolled_over', 'revoked') then
        perform security.refuse('Say whether another key follows, or whether somebody else may hold this one.');
    elsif chosen.state = 'ended' and (kind <> 'revoked' or chosen.end_kind = 'revoked') then
        perform security.refuse('The key {key} has ended.', jsonb_build_object('key', chosen.key_id), 'HM003');
    elsif day > least(security.today(), chosen.ended_on) or day < chosen.valid_from - 1 then
        perform security.refuse('The last day of the key lies between its first day and today.',
                                jsonb_build_object('field', 'last_day'));
    end if;
    update signing.key k
       set state = 'ended', ended_on = day, end_kind = kind, end_reason = btrim(end_key.reason), ended_by = security.me(),
           ended_at = now()
     where k.id = chosen.id;
end $$;
comment on function signing.end_key(bigint, text, text, date) is 'Definer: keys are written by functions alone.';

-- What everybody may know to check a paper: keys that sign or have signed, without the people who proposed and admitted them.
create function signing.public_keys() returns table (key_id text, algorithm text, public_key text, certificate text,
                                                     valid_from date, ended_on date, end_kind text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select k.key_id, k.algorithm, k.public_key, k.certificate, k.valid_from, k.ended_on, k.end_kind
      from signing.key k
     where k.state in ('admitted', 'ended')
     order by k.valid_from, k.id
$$;
comment on function signing.public_keys() is 'Definer: public keys are for everybody, who proposed and admitted them is not.';
