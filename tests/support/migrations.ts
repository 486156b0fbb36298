import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Entry = { tag: string; when: number; sql: string };

/** A migrations folder as drizzle-kit would write it; `remove` deletes it. */
export async function migrationsFolder(entries: Entry[]) {
  const path = await mkdtemp(join(tmpdir(), 'alongside-migrations-'));
  await mkdir(join(path, 'meta'));
  await writeJournal(path, entries);
  return {
    path,
    rewrite: (changed: Entry[]) => writeJournal(path, changed),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

async function writeJournal(path: string, entries: Entry[]): Promise<void> {
  const journal = {
    version: '7',
    dialect: 'postgresql',
    entries: entries.map(({ tag, when }, idx) => ({ idx, version: '7', when, tag, breakpoints: true })),
  };
  await writeFile(join(path, 'meta', '_journal.json'), JSON.stringify(journal));
  for (const { tag, sql } of entries) await writeFile(join(path, `${tag}.sql`), sql);
}
