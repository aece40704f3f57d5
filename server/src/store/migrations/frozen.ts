/** Since when an article takes no more changes; null where it takes them. */
export const frozen = `
alter table articles add column frozen_at text;
`;
