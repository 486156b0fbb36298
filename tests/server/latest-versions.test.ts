import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '#server/identity';
import { nouns } from '#server/nouns';
import { asReader } from '#server/platform/database/read-as';
import { openRegistry } from '#server/platform/live/registry';
import type { Noun } from '#shared/nouns';
import { beginTrial, type BegunTrial } from '../support/trial.ts';

const now = new Date('2026-11-25T20:17Z');
const registry = openRegistry(nouns);
let trial: BegunTrial;
beforeAll(async () => {
  trial = await beginTrial(now);
  await numberEveryRow();
});
afterAll(() => trial.end());

/** Gives every row of every table a version of its own, as if each had come about by a command of its own. */
async function numberEveryRow() {
  const { db } = trial;
  const tables = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'version' and data_type = 'bigint' order by 1`);
  await db.execute(sql`create sequence numbers start 1000`);
  for (const { name } of tables)
    await db.execute(sql`update ${sql.identifier(name)} set version = nextval('numbers')`);
  await db.execute(sql`update helplines set change = nextval('numbers')`);
}

type Asking = { personId: string; since: number; skips: boolean };

/** What a welcome for this person holds, with every noun read or without those that have nothing new. */
function welcomed({ personId, since, skips }: Asking) {
  const { db, helplineId } = trial;
  return db.transaction(async (tx) => {
    const latest = (await registry.latestVersions(tx, { personId, helplineId }))!;
    return asReader(tx, personId, async (reader) => {
      const [viewer] = await identity.viewers(reader, [personId], now);
      const asked = skips ? latest : { change: latest.change };
      return registry.rowsSince(reader, viewer!, { since, latest: asked, now });
    });
  });
}

test('whatever a welcome does not read has nothing for anybody, from wherever they come', async () => {
  const change = Number((await trial.db.execute(sql`select change from helplines`))[0]!.change);
  const steps = Array.from({ length: 15 }, (_, index) => 1_000 + Math.floor(((change - 1_000) * index) / 15));
  const found = new Set<string>();
  for (const { id } of trial.allPeople)
    for (const since of [0, ...steps, change]) {
      const everything = await welcomed({ personId: id, since, skips: false });
      expect(await welcomed({ personId: id, since, skips: true })).toEqual(everything);
      for (const [noun, rows] of Object.entries(everything)) if (rows.length > 0) found.add(noun);
    }
  expect(found.size).toBeGreaterThan(20);
});

/** The tables whose names are not that of the noun. */
const otherNames: Partial<Record<Noun, string[]>> = {
  grants: ['access_grants'],
  services: ['directory_settings', 'services'],
  undelivered: ['notifications'],
  updates: ['personal_updates'],
};

test('each noun looks for the latest version in its own table', () => {
  for (const [noun, { latest }] of Object.entries(nouns)) {
    if (!latest) continue;
    const { sql: text } = new PgDialect().sqlToQuery(latest);
    const asked = [...text.matchAll(/ from "(\w+)"/g)].map(([, table]) => table!).sort();
    const own = noun.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    expect(asked, noun).toEqual(otherNames[noun as Noun] ?? [own]);
  }
});
