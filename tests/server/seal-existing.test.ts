import { uuidv7 } from 'uuidv7';
import { afterEach, expect, test } from 'vitest';
import { migrate } from '#server/platform/database/migrate';
import { keyNameIn } from '#server/platform/encryption/sealed-value';
import { everyRow } from '../support/backup.ts';
import { expectOk } from '../support/helpline.ts';
import { openTestKeys } from '../support/keys.ts';
import { databaseAsOf } from '../support/older-database.ts';
import { fillEvening, ids } from '../support/older-evening.ts';
import { connectClient } from '../support/client.ts';
import { openSignIns } from '#server/platform/auth/sign-ins';
import { onDatabase } from '../support/on-database.ts';
import { openTestServer, origin } from '../support/test-server.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** An evening from before encryption, with so many messages in its shift. */
async function databaseFromBefore(count: number) {
  const database = await databaseAsOf('0010_scope-of-a-helpline');
  undo.push(() => database.drop());
  await fillEvening(database);
  const { sql, url } = database;
  const messages = Array.from({ length: count }, (_, index) => ({
    id: uuidv7(),
    helpline_id: ids.line,
    version: 1,
    shift_id: ids.shift,
    from_person: ids.ana,
    to_person: ids.ana,
    body: `Message ${index}`,
    covered: false,
    sent_at: '2026-11-18T19:00:00Z',
  }));
  if (count > 0) await sql`insert into messages ${sql(messages)}`;
  await migrate(url);
  return database;
}

const plainBodies = (url: string) =>
  onDatabase(url, async (sql) => {
    const rows = await sql<{ body: string }[]>`select body from messages`;
    return rows.filter(({ body }) => keyNameIn(body) === null).length;
  });

test('a database from before is sealed at the first start, and its people read what they wrote', async () => {
  const { url } = await databaseFromBefore(5);
  const testServer = await openTestServer({ databaseUrl: url });
  undo.push(() => testServer.close());
  const dump = JSON.stringify(await everyRow(url));
  for (const words of ['Message 1', 'To help', 'Ring me', 'I climbed the stairs', '"Words"', '"Hard"'])
    expect(dump).not.toContain(words);

  const signIns = openSignIns(testServer.db, testServer.clock.now, false);
  const cookie = (await signIns.start(ids.ana)).split(';')[0]!;
  const ana = await connectClient(testServer.url, cookie, 0, origin);
  const { calls, debriefs, debriefMessages, grants, messages } = ana.welcome;
  expect(calls.map(({ record }) => record.note)).toContain('Words');
  expect(debriefs.map(({ note }) => note)).toEqual(['Hard', 'Hard']);
  expect(debriefs.flatMap(({ steps }) => steps.map(({ words }) => words))).toContain('I climbed the stairs');
  expect(debriefMessages.map(({ body }) => body)).toEqual(['Ring me']);
  expect(grants.map(({ reason }) => reason)).toEqual(['To help']);
  expect(messages.map(({ body }) => body).sort()).toEqual([0, 1, 2, 3, 4].map((index) => `Message ${index}`));
  await expectOk(ana.send('call:note', { callId: ids.call, changes: { note: 'More words' } }));
  ana.leave();
});

test('ended between two batches it goes on where it was, by several servers at once, and once done it is not repeated', async () => {
  const { url, sql } = await databaseFromBefore(1_050);
  await sql`create function stop_here() returns trigger language plpgsql as $$ begin
    if new.name like 'messages:%' and new.up_to is not null and (select count(*) from messages where body like 's1.%') > 500
    then raise exception 'ended'; end if; return new; end $$`;
  await sql`create trigger stop_here before update on sealed_columns for each row execute function stop_here()`;
  await expect(openTestKeys(url)).rejects.toThrow();
  expect(await plainBodies(url)).toBe(1_050 - 400);
  await sql`drop function stop_here() cascade`;

  await Promise.all([openTestKeys(url), openTestKeys(url), openTestKeys(url)]);
  expect(await plainBodies(url)).toBe(0);
  const sealed = await everyRow(url);
  await openTestKeys(url);
  expect(await everyRow(url)).toEqual(sealed);
});
