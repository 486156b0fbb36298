import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { calls } from '#drizzle/schema/calls';
import { eventually } from '../support/eventually.ts';
import { newId } from '../support/helpline.ts';
import { enoughForLocks } from '../support/database.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ connections: enoughForLocks });

test('a reply comes after the news of its command, also while a welcome is being read', async () => {
  const ana = await helpline.connect('ana');
  const callId = newId();
  const isStored = async () =>
    (await testServer.db.select().from(calls).where(eq(calls.id, callId))).length === 1;
  const noted = (name: string) => () => void ana.events.push(name);

  const welcomesHeld = await holdWelcomes();
  const began = ana.events.length;
  const joined = ana.send('presence:join', { shiftId: helpline.shiftId }).then(noted('joined'));
  const started = ana.send('call:start', { callId }).then(noted('started'));
  await eventually(async () => expect(await isStored()).toBe(true));
  expect(ana.events.slice(began)).not.toContain('started');
  await welcomesHeld.release();
  await Promise.all([joined, started]);
  const order = ana.events.slice(began);
  // Where the welcome is read after the call was stored, the call is in it, and there is no news besides.
  const isInWelcome = ana.welcome.calls.some(({ id }) => id === callId);
  const told = order.indexOf(isInWelcome ? 'welcome' : 'call:changed');
  expect(told).toBeGreaterThanOrEqual(order.indexOf('welcome'));
  expect(order.indexOf('started')).toBeGreaterThan(told);
});

/** No welcome can be read until it is let go: a table that every welcome reads, and starting a call does not, is locked. */
async function holdWelcomes() {
  const sql = postgres(testServer.databaseUrl, { max: 1, onnotice: () => {} });
  const held = await sql.reserve();
  await held`begin`;
  await held`lock table flags in access exclusive mode`;
  return {
    async release() {
      await held`rollback`;
      held.release();
      await sql.end();
    },
  };
}
