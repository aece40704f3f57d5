/** Sessions that can be told apart by whoever ends one: when and on what each was last used. */
export const sessionsSeen = `
alter table sessions add column used_at text;
alter table sessions add column device text;
`;
