import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';
import { onDatabase } from '../support/on-database.ts';
import type { Verdict } from './checker/judge.ts';
import { ownedByTheHarness, type Database } from './database.ts';
import { spendEvening } from './evening.ts';
import { openNodes } from './nodes.ts';
import { openPages, type Pages } from './pages.ts';
import type { Bug } from './planted/bug.ts';
import { bugsInSaving } from './planted/saving.ts';
import { bugsInTelling } from './planted/telling.ts';

const bugs = [...bugsInSaving, ...bugsInTelling];
const clients = 4;
let folder: string;
let database: Database;
let pages: Pages;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alongside-planted-'));
  await chmod(folder, 0o755);
  [database, pages] = await Promise.all([ownedByTheHarness(join(folder, 'data')), openPages(clients)]);
});
afterAll(async () => {
  await pages.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(bugs)('what would be changed for "$name" is there', async ({ edits }) => {
  for (const { file, from } of edits)
    expect((await readFile(join(projectRoot, file), 'utf8')).split(from).length, `${from} in ${file}`).toBe(
      2,
    );
});

test.each(bugs)('$name is caught', async (bug) => {
  const { verdict } = await eveningWith(bug);
  const caught = bug.caughtBy.flatMap((rule) => verdict[rule]);
  expect(
    caught.length,
    `caught instead: ${JSON.stringify(verdict, null, 1).slice(0, 2_000)}`,
  ).toBeGreaterThan(0);
});

async function eveningWith({ edits, sql, rounds, caughtBy, patience = 1_000 }: Bug) {
  if (sql) await onDatabase(await database.url(), (database) => database.unsafe(sql));
  const nodes = await openNodes({
    count: 2,
    environment: { ...database.environment, PLANTED: JSON.stringify(edits) },
    folder,
    nodeOptions: ['--import', new URL('./planted/plant.mjs', import.meta.url).href],
  });
  try {
    const isOver = (verdict: Verdict) => caughtBy.some((rule) => verdict[rule].length > 0);
    const given = { seed: 1, rounds, clients, perSecond: 40, patience, isOver };
    return await spendEvening(given, { database, nodes, pages });
  } finally {
    await Promise.all(nodes.ports.map((_, index) => nodes.kill(index)));
  }
}
