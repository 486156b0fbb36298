import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { projectRoot } from '#server/platform/root';

export type Source = { path: string; lines: string[] };
export type Import = { path: string; line: number; of: string };

/** Every source file below the folders, by its path from the project's root; fails if there is none. */
export function sourcesIn(...folders: string[]): Source[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|svelte|mjs|css|html)$/.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(projectRoot.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((path) => !path.includes('/node_modules/')),
  );
  if (paths.length === 0) throw new Error(`No source file in ${folders.join(', ')}.`);
  return paths
    .sort()
    .map((path) => ({ path, lines: readFileSync(join(projectRoot, path), 'utf8').split('\n') }));
}

/** What a file imports: a path from the project's root for its own files, the bare name for a package. */
export function importsOf({ path, lines }: Source): Import[] {
  return lines.flatMap((text, index) =>
    [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => ({
      path,
      line: index + 1,
      of: fromRoot(path, match[1]!),
    })),
  );
}

/** One line for each place where the pattern stands. */
export function placesOf(pattern: RegExp, sources: Source[]): string[] {
  return sources.flatMap(({ path, lines }) =>
    lines.flatMap((text, index) => (pattern.test(text) ? [`${path}:${index + 1} ${text.trim()}`] : [])),
  );
}

function fromRoot(path: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  return specifier;
}
