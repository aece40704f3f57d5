import { promises as dns } from 'node:dns';

/** Who says which addresses a name has. A `Resolver` of node:dns is one; it serves one page. */
export interface NameResolver {
  resolve4(name: string): Promise<string[]>;
  resolve6(name: string): Promise<string[]>;
  /** Gives up what is being looked up. */
  cancel(): void;
}

/** A resolver of its own for one page: giving it up gives up nothing else. */
export function openResolver(): NameResolver {
  // Not the look-up of the operating system: a name server that never answers would hold threads that files need.
  return new dns.Resolver({ timeout: 2500, tries: 2 });
}

/**
 * Every address of a name, of both kinds; none when it has none. One kind that cannot be had does not hide the other.
 * @throws the resolver's error when neither can be had.
 */
export async function addressesOf(name: string, resolver: NameResolver): Promise<string[]> {
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const [first, second] = answers;
  if (first.status === 'rejected' && second.status === 'rejected') throw first.reason;
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

/** The addresses that this machine knows a name by, its hosts file included: for names that a desk vouches for. */
export async function addressesHere(name: string): Promise<string[]> {
  const found = await dns.lookup(name, { all: true });
  return found.map(({ address }) => address);
}
