import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { identityOf, stillRuns } from './processes.ts';

/** Registers this process as a user of the database, until `leave` is called with the result. */
export async function arrive(home: Home): Promise<string> {
  await mkdir(home.guests, { recursive: true, mode: 0o700 });
  const name = join(home.guests, randomUUID());
  await writeFile(name, identityOf(process.pid)!, { mode: 0o600 });
  return name;
}

export async function leave(guest: string): Promise<void> {
  await rm(guest, { force: true });
}

/** Whether a running process uses the database. Removes the registrations of processes that have ended. */
export async function anyoneLeft(home: Home): Promise<boolean> {
  let left = false;
  for (const name of await readdir(home.guests).catch(() => [])) {
    const note = join(home.guests, name);
    if (stillRuns(await readFile(note, 'utf8'))) left = true;
    else await rm(note, { force: true });
  }
  return left;
}
