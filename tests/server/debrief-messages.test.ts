import { expect, test } from 'vitest';
import { askedDebrief, debriefIn } from '../support/debriefs.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

const write = (client: Client, debriefId: string, body = 'Ring me, please', lineId = newId()) =>
  client.send('debrief:sendMessage', { debriefId, lineId, body });

test('the one who asked and the one who has it write to each other, and nobody else reads it', async () => {
  const { ana, ben, mo, nan, sue, debriefId } = await debriefIn('accepted', testServer, helpline);
  const [first, second] = [newId(), newId()];
  expect(await write(ana, debriefId, 'Ring me', first)).toEqual(ok);
  expect(await write(mo, debriefId, 'I will', second)).toEqual(ok);
  const between = [helpline.ids.ana, helpline.ids.mo];
  const line = { id: first, debriefId, from: helpline.ids.ana, body: 'Ring me', seenAt: null, between };
  for (const client of [ana, mo])
    expect(await client.hears('debriefMessage:changed', ({ id }) => id === first)).toMatchObject(line);
  expect((await helpline.connect('ana')).welcome.debriefMessages.map(({ body }) => body).sort()).toEqual([
    'I will',
    'Ring me',
  ]);
  for (const other of [ben, nan, sue]) expect(await other.hasHeard('debriefMessage:changed')).toBe(false);
  expect((await helpline.connect('nan')).welcome.debriefMessages).toEqual([]);
});

test('everything the other wrote up to a line is seen by it, once', async () => {
  const { ana, mo, nan, debriefId } = await debriefIn('accepted', testServer, helpline);
  const ids = [newId(), newId(), newId()];
  for (const id of ids) await expectOk(write(ana, debriefId, 'One more', id));
  const seen = (client: Client, lineId: string) => client.send('debrief:messageSeen', { lineId });
  expect(await seen(ana, ids[1]!)).toEqual(refused('not-yours'));
  expect(await seen(nan, ids[1]!)).toEqual(refused('not-found'));
  expect(await seen(mo, newId())).toEqual(refused('not-found'));
  expect(await seen(mo, ids[1]!)).toEqual(ok);
  for (const id of ids.slice(0, 2))
    await ana.hears('debriefMessage:changed', (line) => line.id === id && line.seenAt !== null);
  const third = (seenAt: string | null, id: string) => id === ids[2] && seenAt !== null;
  expect(await ana.hasHeard('debriefMessage:changed', ({ seenAt, id }) => third(seenAt, id))).toBe(false);
  const told = ana.heard.length;
  expect(await seen(mo, ids[0]!)).toEqual(ok);
  await ana.catchesUp();
  expect(ana.heard.slice(told)).toEqual([]);
});

test('there is nobody to write to before somebody has it, and nothing more to write when it is over', async () => {
  const { ana, mo, debriefId } = await askedDebrief(helpline);
  for (const client of [ana, mo]) expect(await write(client, debriefId)).toEqual(refused('conflict'));
  await expectOk(mo.send('debrief:accept', { debriefId }), mo.send('debrief:hold', { debriefId }));
  for (const body of ['', '  ', 'x'.repeat(4_001)])
    expect(await write(ana, debriefId, body)).toEqual(refused('malformed'));
  expect(await write(ana, debriefId)).toEqual(ok);
  await expectOk(mo.send('debrief:close', { debriefId }));
  for (const client of [ana, mo]) expect(await write(client, debriefId)).toEqual(refused('conflict'));
});

test('another manager writes nothing, and whoever takes it later does not read what was written before', async () => {
  const { ana, mo, nan, debriefId } = await debriefIn('accepted', testServer, helpline);
  expect(await write(nan, debriefId)).toEqual(refused('not-yours'));
  const [toMo, toNan] = [newId(), newId()];
  await expectOk(write(ana, debriefId, 'For Mo', toMo));
  await expectOk(mo.send('debrief:handBack', { debriefId }));
  expect(await write(mo, debriefId)).toEqual(refused('conflict'));
  await expectOk(nan.send('debrief:accept', { debriefId }));
  await expectOk(write(ana, debriefId, 'For Nan', toNan));
  expect((await nan.hears('debriefMessage:changed')).id).toBe(toNan);
  expect(await nan.send('debrief:messageSeen', { lineId: toMo })).toEqual(refused('not-found'));
  expect(await nan.send('debrief:messageSeen', { lineId: toNan })).toEqual(ok);
  expect(await mo.hasHeard('debriefMessage:changed', ({ id }) => id === toNan)).toBe(false);
  expect((await helpline.connect('mo')).welcome.debriefMessages.map(({ id }) => id)).toEqual([toMo]);
});

test('what was written for one does not go to whoever has it by then', async () => {
  const { ana, mo, nan, debriefId } = await debriefIn('accepted', testServer, helpline);
  const to = helpline.ids.mo;
  const forMo = () => ana.send('debrief:sendMessage', { debriefId, lineId: newId(), body: 'For Mo', to });
  expect(await forMo()).toEqual(ok);
  await expectOk(mo.send('debrief:handBack', { debriefId }));
  await expectOk(nan.send('debrief:accept', { debriefId }));
  expect(await forMo()).toEqual(refused('conflict'));
  expect(await nan.hasHeard('debriefMessage:changed')).toBe(false);
});

test('an id that a line has already is a conflict, whoever has it', async () => {
  const { ana, mo, debriefId } = await debriefIn('accepted', testServer, helpline);
  const lineId = newId();
  await expectOk(write(ana, debriefId, 'First', lineId));
  expect(await write(mo, debriefId, 'Second', lineId)).toEqual(refused('conflict'));
});
