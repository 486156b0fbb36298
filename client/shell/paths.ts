export type Params = Record<string, string | undefined>;

/** The path pattern, such as /calls/:id, that an address matches, with its parameters. */
export function matching<Path extends string>(
  paths: readonly Path[],
  pathname: string,
): { path: Path; params: Params } | undefined {
  for (const path of paths) {
    const params = paramsIn(path, pathname);
    if (params) return { path, params };
  }
  return undefined;
}

/** The address for a pattern such as /calls/:id and its parameters. */
export const pathOf = (path: string, params: Params) =>
  path.replace(/:(\w+)/g, (_place, name: string) => encodeURIComponent(params[name] ?? ''));

function paramsIn(path: string, pathname: string): Params | null {
  const [parts, given] = [path.split('/'), pathname.replace(/(.)\/$/, '$1').split('/')];
  if (parts.length !== given.length) return null;
  const params: Params = {};
  for (const [at, part] of parts.entries()) {
    if (part.startsWith(':') && given[at]) params[part.slice(1)] = decoded(given[at]);
    else if (part !== given[at]) return null;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
