/** What was written can be told from what a disk made of it. Rows from before have none. */
export const checksums = `
alter table updates add column sum integer;
alter table snapshots add column sum integer;
`;
