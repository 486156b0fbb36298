import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { people } from '#drizzle/schema/people';
import { grantMinutes } from '#shared/grants';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };
const reason = 'The caller rang the office and complained.';

/** The pair, and a call of Ana’s that has ended. */
async function endedCall() {
  const clients = await helpline.pairOnCall();
  const { ana, call } = clients;
  await expectOk(ana.send('call:note', { callId: call.id, changes: { note: 'Wanted to be heard.' } }));
  await expectOk(ana.send('call:end', { callId: call.id }), ana.send('call:close', { callId: call.id }));
  return clients;
}
const open = (client: Client, callId: string, grantId = newId()) =>
  client.send('grant:open', { grantId, callId, reason });
/** The pages stay open meanwhile. */
async function minutes(count: number) {
  for (let left = count; left > 0; left -= 20) {
    testServer.clock.advance({ minutes: Math.min(left, 20) });
    await testServer.live.sweep();
  }
}
const read = async (name: 'mo' | 'nan' | 'sue' | 'ana', callId: string) =>
  (
    await fetch(`${testServer.url}/api/calls/${callId}`, {
      headers: { cookie: await helpline.cookieOf(name) },
    })
  ).status;

test.each(['mo', 'sue'] as const)(
  'with a reason, %s reads a record for an hour, and the supporter sees by whom, when and why',
  async (name) => {
    const { ana, ben, call } = await endedCall();
    const reader = await helpline.connect(name);
    const grantId = newId();
    expect(await read(name, call.id)).toBe(404);
    expect(await open(reader, call.id, grantId)).toEqual(ok);
    const opened = await reader.hears('call:changed', ({ id }) => id === call.id);
    expect(opened).toMatchObject({ record: { note: 'Wanted to be heard.' }, openTo: [helpline.ids[name]] });
    for (const client of [ana, reader]) {
      const told = await client.hears('grant:changed');
      expect(told).toMatchObject({
        id: grantId,
        callId: call.id,
        callStartedAt: call.startedAt,
        openedBy: helpline.ids[name],
        reason,
        affectedPersonIds: [helpline.ids.ana],
      });
      expect(Date.parse(told.until) - Date.parse(told.openedAt)).toBe(grantMinutes * 60_000);
    }
    expect(await ben.hasHeard('grant:changed')).toBe(false);
    expect(await read(name, call.id)).toBe(200);
    const lines = await testServer.db.select().from(auditLog).where(eq(auditLog.helplineId, helpline.id));
    expect(lines).toMatchObject([{ action: 'call-opened', by: helpline.ids[name], about: call.id }]);

    await minutes(grantMinutes - 1);
    await testServer.due.look();
    expect(await read(name, call.id)).toBe(200);
    await minutes(2);
    await Promise.all([testServer.due.look(), testServer.due.look()]);
    expect((await reader.isWelcomedAgain(1)).calls).toEqual([]);
    expect(await read(name, call.id)).toBe(404);
    expect((await helpline.connect('ana')).welcome.grants).toMatchObject([{ id: grantId, reason }]);
    expect(await open(reader, call.id)).toEqual(ok);
  },
);

test('a grant is visible to the people who took and have the call, and to nobody else', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const others = Object.values(await helpline.connectAll('nan', 'cai', 'sue'));
  const mo = await helpline.connect('mo');
  await expectOk(ben.send('call:takeOver', { callId: call.id }), ben.send('call:end', { callId: call.id }));
  expect(await open(mo, call.id)).toEqual(ok);
  for (const client of [ana, ben])
    expect(await client.hears('grant:changed')).toMatchObject({
      affectedPersonIds: [helpline.ids.ana, helpline.ids.ben],
    });
  for (const client of others)
    expect((await client.hasHeard('grant:changed')) || (await client.hasHeard('call:changed'))).toBe(false);
  expect((await helpline.connect('nan')).welcome.grants).toEqual([]);
});

test('a record is not opened without a reason, twice, while the call goes on, or where no reason is needed', async () => {
  const { ana, ben, sue, call } = await helpline.pairOnCall();
  const mo = await helpline.connect('mo');
  expect(await open(mo, call.id)).toEqual(
    refused('conflict', 'This call is still going on. Its record can be opened when it has ended.'),
  );
  await expectOk(ana.send('call:end', { callId: call.id }));
  const without = (words: string) =>
    mo.send('grant:open', { grantId: newId(), callId: call.id, reason: words });
  for (const words of ['', '  ', 'w'.repeat(1_001)])
    expect(await without(words)).toEqual(refused('malformed'));
  expect(await mo.send('grant:open', { grantId: newId(), callId: call.id } as never)).toEqual(
    refused('malformed'),
  );
  expect(await open(mo, call.id)).toEqual(ok);
  expect(await open(mo, call.id)).toEqual(refused('conflict', 'This call is open to you already.'));
  await expectOk(ben.send('flag:raise', { flagId: newId(), callId: call.id, reason: 'something-to-learn' }));
  expect(await open(sue, call.id)).toEqual(refused('conflict'));
});

test('a record that was opened with a reason closes when its reader may open none any more, and stays closed', async () => {
  const { ana, call } = await endedCall();
  const { nan: personId } = helpline.ids;
  await testServer.db
    .update(people)
    .set({ roles: ['manager', 'supervisor', 'supporter'] })
    .where(eq(people.id, personId));
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  await expectOk(open(nan, call.id));
  await ana.hears('grant:changed');
  await expectOk(mo.send('person:change', { personId, roles: ['supervisor', 'supporter'] }));
  expect(await read('nan', call.id)).toBe(200);
  await expectOk(mo.send('person:change', { personId, roles: ['supporter'] }));
  expect(await read('nan', call.id)).toBe(404);
  expect((await helpline.connect('nan')).welcome.calls).toEqual([]);

  const supervisor = await helpline.connect('sue');
  await expectOk(open(supervisor, call.id));
  for (const command of ['person:suspend', 'person:restore'] as const)
    await expectOk(mo.send(command, { personId: helpline.ids.sue }));
  expect(await read('sue', call.id)).toBe(404);
});

test('supporters and people of another helpline cannot open a record', async () => {
  const { ana, ben, call } = await endedCall();
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  const elsewhere = await openHelpline(testServer);
  const strangers = Object.values(await elsewhere.connectAll('mo', 'sue'));
  for (const client of [ana, ben, cai, ...strangers])
    expect(await open(client, call.id)).toEqual(refused('not-found'));
  expect(await open(mo, newId())).toEqual(refused('not-found'));
  for (const client of [ana, cai, ...strangers]) expect(await client.hasHeard('grant:changed')).toBe(false);
  elsewhere.leaveAll();
});

test('a partner’s call that is opened through a debrief is told to the partner, by whom and why, each time', async () => {
  const { ana, ben, call } = await endedCall();
  const { mo, nan, cai } = await helpline.connectAll('mo', 'nan', 'cai');
  const theirs = newId();
  await expectOk(ben.send('call:start', { callId: theirs }), ben.send('call:end', { callId: theirs }));
  const debriefId = newId();
  const about = { debriefId, urgency: 'next-day-or-two' as const, callIds: [call.id, theirs] };
  await expectOk(ana.send('debrief:ask', about));
  await expectOk(mo.send('debrief:accept', { debriefId }));
  const told = {
    callId: theirs,
    openedBy: helpline.ids.mo,
    through: 'debrief',
    reason: 'through a debrief',
  };
  expect(await ben.hears('grant:changed')).toMatchObject({ ...told, affectedPersonIds: [helpline.ids.ben] });
  expect((await helpline.connect('ben')).welcome.grants).toMatchObject([told]);
  for (const other of [ana, nan, cai]) expect(await other.hasHeard('grant:changed')).toBe(false);
  expect(mo.heard.filter(({ name }) => name === 'grant:changed')).toHaveLength(1);

  await expectOk(mo.send('debrief:handBack', { debriefId }));
  await expectOk(nan.send('debrief:accept', { debriefId }));
  await ben.hears('grant:changed', ({ openedBy }) => openedBy === helpline.ids.nan);
  await testServer.due.look();
  expect([await read('mo', theirs), await read('nan', theirs)]).toEqual([404, 200]);
});

test('a record that a debrief is about stays open when the time for the reason is up, and the other way round', async () => {
  const { ana, call } = await endedCall();
  const mo = await helpline.connect('mo');
  const [first, second] = [newId(), newId()];
  const ask = (debriefId: string) =>
    ana.send('debrief:ask', { debriefId, urgency: 'next-day-or-two', callIds: [call.id] });
  expect(await open(mo, call.id)).toEqual(ok);
  await expectOk(ask(first));
  await expectOk(mo.send('debrief:accept', { debriefId: first }));
  await minutes(grantMinutes + 1);
  await testServer.due.look();
  expect(await read('mo', call.id)).toBe(200);
  await expectOk(mo.send('debrief:close', { debriefId: first }));
  expect(await read('mo', call.id)).toBe(404);

  expect(await open(mo, call.id)).toEqual(ok);
  await expectOk(ask(second));
  await expectOk(mo.send('debrief:accept', { debriefId: second }));
  await expectOk(mo.send('debrief:close', { debriefId: second }));
  expect(await read('mo', call.id)).toBe(200);
  await minutes(grantMinutes + 1);
  await testServer.due.look();
  expect(await read('mo', call.id)).toBe(404);
});
