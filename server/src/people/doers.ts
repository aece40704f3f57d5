import { SERVER } from '@sanad/shared/policy';
import type { Doer } from '@sanad/shared/protocol';
import type { PeopleTable } from '../store/store.ts';

/** Who is behind the ids of actors: those who left the desk too, under the name they have now. */
export async function doersOf(people: PeopleTable, actors: Iterable<string>): Promise<ReadonlyMap<string, Doer>> {
  const doers = new Map<string, Doer>([[SERVER.id, 'server']]);
  for (const id of new Set(actors)) {
    if (doers.has(id)) continue;
    const person = await people.get(id);
    doers.set(id, { id, name: person?.name ?? id, colour: person?.colour ?? 'gray' });
  }
  return doers;
}
