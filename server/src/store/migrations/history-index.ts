/**
 * The history by what it is asked for; letters that are added to a row of editing, and can only become more; and no row
 * that takes the place of another: replacing deletes without asking the triggers for deletion.
 */
export const historyIndex = `
create index history_by_claim on history (article, claim, row) where claim is not null;
create index history_by_actor on history (article, actor, row);
create index history_by_kind on history (article, kind, row);
create index history_by_actor_and_kind on history (article, actor, kind, row);
create trigger history_never_replaced before insert on history
when exists (select 1 from history where row = new.row)
begin select raise(abort, 'history is only ever added to'); end;

create table letters (
  row integer primary key references history (row),
  inserted integer not null check (inserted >= 0),
  deleted integer not null check (deleted >= 0),
  until text not null
) strict;
create trigger letters_are_of_editing before insert on letters
when not exists (select 1 from history where row = new.row and kind = 'text-edited')
begin select raise(abort, 'letters are counted where text was edited'); end;
create trigger letters_never_replaced before insert on letters
when exists (select 1 from letters where row = new.row)
begin select raise(abort, 'letters are only ever added to'); end;
create trigger letters_only_grow before update on letters
when new.row <> old.row or new.inserted < old.inserted or new.deleted < old.deleted or new.until < old.until
begin select raise(abort, 'letters are only ever added to'); end;
create trigger letters_never_go before delete on letters
begin select raise(abort, 'letters are only ever added to'); end;
`;
