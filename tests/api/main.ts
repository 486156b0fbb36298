import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiFolder, documentsOf } from './documents.ts';
import { openProgram } from './program.ts';

/** Writes what the sources say about the wire into docs/api. */
await mkdir(apiFolder, { recursive: true });
for (const [name, text] of Object.entries(await documentsOf(openProgram()))) {
  await writeFile(join(apiFolder, name), text);
  console.log(`docs/api/${name}: ${Math.round(text.length / 1024)} KiB`);
}
