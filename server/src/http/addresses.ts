/** A route of the server; `path` with its parameters as `:name`. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** The least role that may call it; `open` for strangers too. */
  readonly least: string;
}

/** Which methods the addresses of a server take. */
export class Addresses {
  readonly routes: Route[] = [];

  add(route: Route): void {
    this.routes.push(route);
  }

  /** The methods that the address `path` takes, in the order of the alphabet; none when there is nothing at it. */
  methodsAt(path: string): string[] {
    const matching = this.routes.filter((route) => matches(route.path, path));
    return [...new Set(matching.map(({ method }) => method))].sort();
  }
}

/** Whether an address is one of a route: part by part, a parameter being any. What takes all addresses knows none. */
function matches(route: string, path: string): boolean {
  if (route.includes('*')) return false;
  const [wanted, given] = [route.split('/'), path.split('/')];
  if (wanted.length !== given.length) return false;
  return wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]));
}
