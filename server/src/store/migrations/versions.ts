/**
 * Versions that were signed off, as they were then. Nothing of one changes but that it is reopened, once; the next comes
 * only after that, and has the next number.
 */
export const versions = `
create table versions (
  article text not null references articles (id),
  number integer not null check (number > 0),
  signed_at text not null,
  signed_by text not null,
  hash text not null check (length(hash) = 64),
  report text not null,
  state blob not null,
  html_ar blob not null,
  html_en blob not null,
  confidential text,
  reopened_at text,
  reopened_by text,
  reason text,
  primary key (article, number),
  check ((reopened_at is null) = (reopened_by is null) and (reopened_at is null) = (reason is null))
) strict;
create trigger versions_come_one_after_the_other before insert on versions
when new.number <> 1 + (select count(*) from versions where article = new.article)
  or exists (select 1 from versions where article = new.article and reopened_at is null)
  or new.reopened_at is not null
begin select raise(abort, 'a version comes behind the one that was reopened'); end;
create trigger versions_are_reopened_once before update on versions
when old.reopened_at is not null or new.reopened_at is null
  or new.article is not old.article or new.number is not old.number
  or new.signed_at is not old.signed_at or new.signed_by is not old.signed_by
  or new.hash is not old.hash or new.report is not old.report or new.state is not old.state
  or new.html_ar is not old.html_ar or new.html_en is not old.html_en
  or new.confidential is not old.confidential
begin select raise(abort, 'a version never changes'); end;
create trigger versions_never_go before delete on versions
begin select raise(abort, 'a version never goes'); end;
`;
