/**
 * Evidence that not everybody may read, version by version: a row is never changed and never goes. What was written on a
 * piece of it, and by whom, may be asked for long after it was taken away.
 */
export const confidential = `
create table confidential (
  article text not null references articles (id),
  claim text not null,
  id text not null,
  version integer not null,
  author text not null,
  added_at text not null,
  writer text not null,
  written_at text not null,
  removed integer not null,
  record text not null,
  primary key (article, claim, id, version)
) strict, without rowid;
create trigger confidential_never_changes before update on confidential
begin select raise(abort, 'confidential evidence is only ever added to'); end;
create trigger confidential_never_goes before delete on confidential
begin select raise(abort, 'confidential evidence is only ever added to'); end;
create trigger confidential_never_replaced before insert on confidential
when exists (
  select 1 from confidential
  where article = new.article and claim = new.claim and id = new.id and version = new.version
)
begin select raise(abort, 'confidential evidence is only ever added to'); end;
`;
