import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  testServer = await openTestServer();
  helpline = await openHelpline(testServer);
});
afterAll(async () => {
  helpline.leaveAll();
  await testServer.close();
});

/** What PostgreSQL says when the disk is full, said by the database itself. */
async function withoutRoom(work: () => Promise<void>) {
  await testServer.db.execute(sql`create function no_room() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await testServer.db.execute(
    sql`create trigger no_room before insert or update on presences for each row execute function no_room()`,
  );
  await work();
  await testServer.db.execute(sql`drop function no_room() cascade`);
}

test('without room nothing is half written, and the same command goes through once there is room', async () => {
  const { ana, ben } = await helpline.pair();
  const [callId, commandId] = [newId(), newId()];
  await withoutRoom(async () => {
    expect(await ana.send('call:start', { callId }, commandId)).toEqual(refused('failed'));
  });
  expect(await ben.hasHeard('call:changed')).toBe(false);
  expect(await ana.send('call:note', { callId, changes: { note: 'x' } })).toEqual(refused('not-found'));

  expect(await ana.send('call:start', { callId }, commandId)).toEqual({ ok: true });
  expect(await ben.hears('call:changed')).toMatchObject({ id: callId, state: 'active' });
});
