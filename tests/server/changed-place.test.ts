import { expect, test } from 'vitest';
import { expectOk, newId, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { typesUntilShown } from '../support/typing.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };
const bodies = ({ welcome }: Client) => welcome.messages.map(({ body }) => body);
const say = (client: Client, body: string, to?: string) =>
  client.send('message:send', { messageId: newId(), body, ...(to && { to }) });

/** Ben goes home after a while, and a minute later Cai is given his place. */
async function benGoesAndCaiComes(ana: Client, ben: Client) {
  const mo = await helpline.connect('mo');
  const { shiftId, ids } = helpline;
  await expectOk(ben.send('presence:leave', { shiftId }));
  testServer.clock.advance({ minutes: 1 });
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: ids.cai }));
  const cai = await helpline.connect('cai');
  await expectOk(cai.send('presence:join', { shiftId }));
  await cai.isWelcomedAgain(1);
  await ana.hears('presence:changed', ({ personId }) => personId === ids.cai);
  return { mo, cai };
}

test('whoever is placed later reads nothing of what the two said before, and the two keep it', async () => {
  const { ana, ben } = await helpline.pair();
  const [first] = [newId()];
  await expectOk(ana.send('message:send', { messageId: first, body: 'Only for Ben' }));
  await expectOk(say(ben, 'Only for Ana', helpline.ids.ana));
  const { cai } = await benGoesAndCaiComes(ana, ben);
  expect(bodies(cai)).toEqual([]);
  for (const deed of ['message:seen', 'message:open'] as const)
    expect(await cai.send(deed, { messageId: first })).toEqual(refused('not-found'));
  expect(await page('cai', first)).toEqual({ status: 404, bodies: undefined });

  const last = newId();
  await expectOk(ana.send('message:send', { messageId: last, body: 'Hello Cai', to: helpline.ids.cai }));
  expect(await cai.hears('message:changed')).toMatchObject({ body: 'Hello Cai', to: helpline.ids.cai });
  expect(await ben.hasHeard('message:changed', ({ body }) => body === 'Hello Cai')).toBe(false);
  expect(await page('cai', last)).toEqual({ status: 200, bodies: [] });
  expect(await page('ana', last)).toEqual({ status: 200, bodies: ['Only for Ana', 'Only for Ben'] });
  expect(await page('ben', last)).toEqual({ status: 404, bodies: undefined });
  expect(bodies(await helpline.connect('ana'))).toEqual(['Only for Ben', 'Only for Ana', 'Hello Cai']);
  expect(bodies(await helpline.connect('ben'))).toEqual(['Only for Ben', 'Only for Ana']);
});

test('what was written for somebody who has left is refused with whom it may go to instead', async () => {
  const { ana, ben } = await helpline.pair();
  await benGoesAndCaiComes(ana, ben);
  const { ids } = helpline;
  expect(await say(ana, 'Was that right?', ids.ben)).toEqual(
    refused('conflict', 'Ben has left this shift and has not got this. You can send it to Cai.'),
  );
  expect(await say(ana, 'Was that right?', newId())).toEqual(refused('not-found'));
  expect(await say(ana, 'Was that right?', ids.ana)).toEqual(refused('conflict'));
  expect(await say(ana, 'Was that right?', ids.cai)).toEqual(ok);
});

test('with nobody in the second place a message is refused, because nobody would read it', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  const { shiftId, ids } = helpline;
  await expectOk(ben.send('presence:leave', { shiftId }));
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: null }));
  expect(await say(ana, 'Hello?')).toEqual(
    refused('conflict', 'Nobody has the second place in this shift yet, so nobody would read this.'),
  );
  expect(await say(ana, 'Hello?', ids.ben)).toEqual(refused('conflict', /Ben has left this shift/));
});

test('of calls, signals, check-ins, flags and debriefs, whoever comes later sees what is still open and nothing from before', async () => {
  const { ana, ben } = await helpline.pair();
  const { shiftId } = helpline;
  const [open, closed, lowered, raised] = [newId(), newId(), newId(), newId()];
  await expectOk(ana.send('call:start', { callId: closed }), ana.send('call:end', { callId: closed }));
  await expectOk(ana.send('call:close', { callId: closed }));
  await expectOk(ana.send('call:start', { callId: open }), ana.send('call:end', { callId: open }));
  await expectOk(
    ana.send('signal:raise', { signalId: lowered, kind: 'sit-with-me' }),
    ana.send('signal:raise', { signalId: raised, kind: 'talk-when-free' }),
  );
  await expectOk(ana.send('signal:lower', { signalId: lowered }));
  await expectOk(
    ana.send('checkIn:tell', { checkInId: newId(), shiftId, heaviness: 'full', sharedWith: 'partner' }),
    ana.send('flag:raise', { flagId: newId(), callId: closed, reason: 'safeguarding' }),
  );
  const debriefId = newId();
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'next-day-or-two' }));
  await expectOk(ana.send('debrief:share', { debriefId, shared: true }));
  await ben.hears('debrief:changed');

  const { cai } = await benGoesAndCaiComes(ana, ben);
  expect(cai.welcome).toMatchObject({ calls: [{ id: open }], signals: [{ id: raised }] });
  expect([cai.welcome.checkIns, cai.welcome.flags, cai.welcome.debriefs]).toEqual([[], [], []]);
  expect(cai.welcome.presences.map(({ firstName }) => firstName).sort()).toEqual(['Ana', 'Cai']);
  expect(await getStatus('cai', `/api/calls/${closed}`)).toBe(404);
  expect(await getStatus('cai', `/api/calls/${open}`)).toBe(200);
  const about = { body: 'This one', callId: closed };
  expect(await cai.send('message:send', { messageId: newId(), ...about })).toEqual(refused('not-found'));
  expect(await cai.send('flag:raise', { flagId: newId(), callId: closed, reason: 'safeguarding' })).toEqual(
    refused('not-found'),
  );

  await expectOk(ana.send('call:close', { callId: open }), ana.send('signal:lower', { signalId: raised }));
  await cai.hears('call:changed', ({ id, state }) => id === open && state === 'closed');
  await cai.hears('signal:changed', ({ id, loweredAt }) => id === raised && loweredAt !== null);
  await expectOk(ana.send('debrief:share', { debriefId, shared: true }));
  await cai.hears('debrief:changed', ({ id }) => id === debriefId);
});

test('a place that is given again to the one who has it stays theirs since the first time', async () => {
  const { ana } = await helpline.pair();
  const mo = await helpline.connect('mo');
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }), ana.send('call:end', { callId }));
  await expectOk(ana.send('call:close', { callId }));
  testServer.clock.advance({ minutes: 1 });
  const { shiftId, ids } = helpline;
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: ids.ben }));
  expect((await helpline.connect('ben')).welcome.calls.map(({ id }) => id)).toEqual([callId]);
});

test('a changed place is told to the pair and the managers; others, for whom it is as covered as before, hear nothing', async () => {
  const { ana, ben } = await helpline.pair();
  const others = await helpline.connectAll('mo', 'nan', 'sue');
  const { shiftId, ids } = helpline;
  const outsider = await helpline.connect('cai');
  await expectOk(ben.send('presence:leave', { shiftId }));
  const { mo, sue } = others;
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: null }));
  await outsider.hears('shift:changed', ({ covered }) => !covered);
  await sue.hears('shift:changed', ({ places }) => places.length === 1);
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: ids.ben }));
  await outsider.hears('shift:changed', ({ covered }) => covered);
  const before = outsider.heard.length;
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: ids.ben }));
  await expectOk(ana.send('person:profile', { phone: '020 7946 0000' }));
  await mo.hears('shift:changed', ({ places }) => places[0]?.phone === '020 7946 0000');
  await outsider.catchesUp();
  expect(outsider.heard.slice(before)).toEqual([]);
});

test('typing shows to the partner it is for and to nobody who comes later', async () => {
  const { ana, ben } = await helpline.pair();
  const { cai } = await benGoesAndCaiComes(ana, ben);
  const { shiftId, ids } = helpline;
  ana.socket.emit('typing', { on: true, to: ids.ben });
  for (const client of [ana, ben, cai]) await client.catchesUp();
  for (const { events } of [ben, cai]) expect(events).not.toContain('typing');
  expect(await typesUntilShown(ana, cai, ids.cai)).toEqual({ shiftId, personId: ids.ana, on: true });
  await ben.catchesUp();
  expect(ben.events).not.toContain('typing');
});

async function page(name: 'ana' | 'ben' | 'cai', messageId: string) {
  const response = await read(name, `/api/chat/before/${messageId}`);
  const { messages } = (await response.json()) as { messages?: { body: string }[] };
  return { status: response.status, bodies: messages?.map(({ body }) => body) };
}

const getStatus = async (name: 'cai', path: string) => (await read(name, path)).status;

async function read(name: 'ana' | 'ben' | 'cai', path: string) {
  return fetch(testServer.url + path, { headers: { cookie: await helpline.cookieOf(name) } });
}
