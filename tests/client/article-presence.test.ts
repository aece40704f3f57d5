import { holdersOf, peopleHere } from '@sanad/client/article/presence.ts';
import { describe, expect, it } from 'vitest';

const user = (id: string, name: string) => ({ user: { id, name, color: '#456' } });

describe('who is here', () => {
  it('names each person once, in however many windows, oneself first', () => {
    const people = peopleHere(
      [
        { ...user('o', 'Omar'), claim: 'c1', reading: 4 },
        { ...user('s', 'سلمى'), claim: null, reading: 0 },
        { ...user('o', 'Omar'), claim: 'c2', reading: 9 },
      ],
      's',
    );
    expect(people.map(({ name, own, claims, reading }) => ({ name, own, claims, reading }))).toEqual([
      { name: 'سلمى', own: true, claims: [], reading: 0 },
      { name: 'Omar', own: false, claims: ['c1', 'c2'], reading: 4 },
    ]);
  });

  it('leaves out what says nothing of a person, and what nobody of ours would say', () => {
    const strange = [
      {},
      null,
      'x',
      { user: { id: 'x' } },
      { ...user('y', 'Y'), reading: -1 },
      { ...user('z', 'Z'), claim: 7 },
    ];
    expect(peopleHere(strange, 's')).toEqual([]);
  });

  it('tells who is on a claim, and never oneself', () => {
    const people = peopleHere(
      [
        { ...user('o', 'Omar'), claim: 'c1' },
        { ...user('r', 'Rana'), claim: 'c1' },
        { ...user('s', 'سلمى'), claim: 'c1' },
      ],
      's',
    );
    expect(
      holdersOf(people)
        .get('c1')
        ?.map(({ name }) => name),
    ).toEqual(['Omar', 'Rana']);
    expect(holdersOf(people).size).toBe(1);
  });
});
