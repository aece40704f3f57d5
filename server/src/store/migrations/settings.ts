/** What an admin has set for the whole desk, by name; a value is JSON. */
export const settings = `
create table settings (
  name text primary key,
  value text not null
) strict, without rowid;
`;
