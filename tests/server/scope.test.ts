import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import { sessions } from '#drizzle/schema/sessions';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

async function scope(): Promise<number> {
  const [row] = await testServer.db
    .select({ scope: helplines.scope })
    .from(helplines)
    .where(eq(helplines.id, helpline.id));
  return row!.scope;
}

test('the scope rises with whatever changes what somebody may do, also where no command changed it', async () => {
  await helpline.pair();
  const { ids, shiftId } = helpline;
  const raisedBy = async (change: Promise<unknown>) => {
    const before = await scope();
    await change;
    return (await scope()) > before;
  };
  const { db } = testServer;
  const now = testServer.clock.now();
  expect(
    await raisedBy(
      db
        .update(people)
        .set({ roles: ['manager'] })
        .where(eq(people.id, ids.cai)),
    ),
  ).toBe(true);
  expect(await raisedBy(db.update(people).set({ suspendedAt: now }).where(eq(people.id, ids.cai)))).toBe(
    true,
  );
  expect(await raisedBy(db.update(shifts).set({ endsAt: now }).where(eq(shifts.id, shiftId)))).toBe(true);
  expect(
    await raisedBy(db.update(presences).set({ leftAt: now }).where(eq(presences.shiftId, shiftId))),
  ).toBe(true);
  expect(await raisedBy(db.delete(places).where(eq(places.shiftId, shiftId)))).toBe(true);
  expect(
    await raisedBy(db.update(helplines).set({ chatHours: 3 }).where(eq(helplines.id, helpline.id))),
  ).toBe(true);
  expect(
    await raisedBy(db.update(people).set({ phone: '020 7946 0000' }).where(eq(people.id, ids.ana))),
  ).toBe(false);
});

test('what is said and done on a shift leaves the scope as it is', async () => {
  const { ana } = await helpline.pair();
  const before = await scope();
  const callId = newId();
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'Hello' }));
  await expectOk(ana.send('call:start', { callId }));
  await expectOk(ana.send('call:end', { callId }));
  expect(await scope()).toBe(before);
});

test('a sender who was remembered is asked about anew once their place or their sign-in is gone', async () => {
  const { ana, ben } = await helpline.pair();
  const say = (who: typeof ana) => who.send('message:send', { messageId: newId(), body: 'Hello' });
  await expectOk(say(ana), say(ben));
  const { shiftId, ids } = helpline;
  await testServer.db.delete(places).where(and(eq(places.shiftId, shiftId), eq(places.personId, ids.ana)));
  expect(await say(ana)).toEqual(refused('conflict'));
  await testServer.db.delete(sessions).where(eq(sessions.personId, ids.ben));
  expect(await say(ben)).toEqual(refused('not-signed-in'));
});

test('a sender who was remembered loses a shift at the moment its window ends', async () => {
  const { ana } = await helpline.pair();
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }), ana.send('call:end', { callId }));
  testServer.clock.advance({ hours: 15, minutes: 59 });
  const at = testServer.clock.now();
  const later = new Date(at.getTime() + 3_600_000);
  await testServer.db
    .update(sessions)
    .set({ createdAt: at, expiresAt: later })
    .where(eq(sessions.personId, helpline.ids.ana));
  await expectOk(ana.send('call:note', { callId, changes: { note: 'Still in time' } }));
  testServer.clock.advance({ minutes: 2 });
  expect((await ana.send('call:note', { callId, changes: { note: 'Too late' } })).ok).toBe(false);
});
