import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with package.json, found from the sources and from `dist`. */
export const projectRoot = folderWith('package.json', import.meta.dirname);

function folderWith(name: string, from: string): string {
  if (existsSync(join(from, name))) return from;
  if (dirname(from) === from) throw new Error(`No ${name} in any folder above this program.`);
  return folderWith(name, dirname(from));
}
