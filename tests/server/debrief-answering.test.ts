import { expect, test } from 'vitest';
import { askedDebrief, daysFrom, debriefIn } from '../support/debriefs.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

test('the one who asked learns who has had it on their screen, each once', async () => {
  const { ana, mo, nan, debriefId } = await askedDebrief(helpline);
  expect(await ana.send('debrief:seen', { debriefId })).toEqual(refused('not-yours'));
  for (const client of [mo, nan, mo]) expect(await client.send('debrief:seen', { debriefId })).toEqual(ok);
  const seen = await ana.hears('debrief:changed', ({ seenBy }) => seenBy.length === 2);
  expect(seen.seenBy.map(({ by }) => by)).toEqual([helpline.ids.mo, helpline.ids.nan]);
  expect(await ana.hasHeard('debrief:changed', ({ version }) => version > seen.version)).toBe(false);
});

test('what was taken back meanwhile is seen without a word', async () => {
  const { ana, mo, debriefId } = await askedDebrief(helpline);
  await expectOk(ana.send('debrief:withdraw', { debriefId }));
  expect(await mo.send('debrief:seen', { debriefId })).toEqual(ok);
  expect(await ana.hasHeard('debrief:changed', ({ seenBy }) => seenBy.length > 0)).toBe(false);
});

test('whoever has it hands it back before it was held, and another takes it', async () => {
  const { ana, mo, nan, call, debriefId } = await debriefIn('agreed', testServer, helpline);
  expect(await ana.send('debrief:handBack', { debriefId })).toEqual(refused('not-yours'));
  expect(await nan.send('debrief:handBack', { debriefId })).toEqual(refused('not-yours'));
  expect(await mo.send('debrief:handBack', { debriefId })).toEqual(ok);
  const free = await ana.hears('debrief:changed', ({ steps }) => steps.at(-1)?.step === 'handed-back');
  expect(free).toMatchObject({ state: 'asked', assignedTo: null, offeredFor: null });
  expect((await mo.isWelcomedAgain(1)).calls).toEqual([]);
  for (const name of ['debrief:handBack', 'debrief:hold', 'debrief:close'] as const)
    expect(await mo.send(name, { debriefId })).toEqual(refused('not-yours'));
  expect(await nan.send('debrief:accept', { debriefId })).toEqual(ok);
  await nan.hears('call:changed', ({ id }) => id === call.id);
  await expectOk(nan.send('debrief:hold', { debriefId }));
  expect(await nan.send('debrief:handBack', { debriefId })).toEqual(refused('conflict'));
  await expectOk(nan.send('debrief:close', { debriefId }));
  expect(await nan.send('debrief:handBack', { debriefId })).toEqual(refused('conflict'));
});

test('what somebody who is suspended had, another takes, and what was written stays between the first two', async () => {
  const { ana, nan, call, debriefId } = await debriefIn('held', testServer, helpline);
  const body = 'For Mo alone.';
  await expectOk(ana.send('debrief:sendMessage', { debriefId, lineId: newId(), body }));
  expect(await nan.send('debrief:accept', { debriefId })).toEqual(refused('conflict'));
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect(await nan.send('debrief:accept', { debriefId })).toEqual(ok);
  const taken = await ana.hears('debrief:changed', ({ assignedTo }) => assignedTo === helpline.ids.nan);
  expect(taken).toMatchObject({ state: 'accepted', offeredFor: null });
  await nan.hears('call:changed', ({ id }) => id === call.id);
  expect(await nan.hasHeard('debriefMessage:changed')).toBe(false);
  expect((await helpline.connect('nan')).welcome.debriefMessages).toEqual([]);

  await expectOk(nan.send('person:restore', { personId: helpline.ids.mo }));
  const back = await helpline.connect('mo');
  expect(back.welcome.calls).toEqual([]);
  expect(back.welcome.debriefMessages).toMatchObject([{ body }]);
  expect(await back.send('debrief:close', { debriefId })).toEqual(refused('not-yours'));
  expect(await nan.send('debrief:close', { debriefId })).toEqual(ok);
});

test('one asked by name of somebody who took it and is suspended can be opened to the others', async () => {
  const { ana, mo, nan, debriefId } = await askedDebrief(helpline, { managerId: helpline.ids.mo });
  await expectOk(mo.send('debrief:accept', { debriefId }));
  expect(await ana.send('debrief:widen', { debriefId })).toEqual(refused('conflict'));
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect(await nan.send('debrief:accept', { debriefId })).toEqual(refused('not-found'));
  expect(await ana.send('debrief:widen', { debriefId })).toEqual(ok);
  const free = await nan.hears('debrief:changed', ({ id }) => id === debriefId);
  expect(free).toMatchObject({ state: 'asked', assignedTo: null, managerId: null });
  expect(await nan.send('debrief:accept', { debriefId })).toEqual(ok);
});

test('a call that was opened with a reason stays open when the debrief about it is handed back', async () => {
  const { ana, mo, call, debriefId } = await askedDebrief(helpline);
  await expectOk(ana.send('call:end', { callId: call.id }));
  await expectOk(mo.send('grant:open', { grantId: newId(), callId: call.id, reason: 'A complaint' }));
  await expectOk(mo.send('debrief:accept', { debriefId }));
  expect(await mo.send('debrief:handBack', { debriefId })).toEqual(ok);
  expect((await mo.isWelcomedAgain(1)).calls.map(({ id }) => id)).toEqual([call.id]);
});

test('in writing, it is taken, held and closed without a time', async () => {
  const { mo, debriefId } = await askedDebrief(helpline, { way: 'in-writing' });
  for (const name of ['debrief:accept', 'debrief:hold', 'debrief:close'] as const)
    expect(await mo.send(name, { debriefId })).toEqual(ok);
});

test('what is written down at the end is for the two who spoke', async () => {
  const { ana, ben, mo, nan, debriefId } = await debriefIn('held', testServer, helpline);
  await expectOk(ana.send('debrief:share', { debriefId, shared: true }));
  const closing = { whatHelped: 'Saying it once', supervision: null };
  expect(await mo.send('debrief:close', { debriefId, whatHelped: closing.whatHelped })).toEqual(ok);
  for (const client of [ana, mo])
    expect(await client.hears('debrief:changed', ({ state }) => state === 'closed')).toMatchObject({
      closing,
    });
  for (const client of [nan, ben])
    expect(await client.hears('debrief:changed', ({ state }) => state === 'closed')).toMatchObject({
      closing: null,
    });
  expect((await helpline.connect('nan')).welcome.debriefs).toMatchObject([{ closing: null }]);
  expect((await helpline.connect('ana')).welcome.debriefs).toMatchObject([{ closing }]);
});

test('what the two agreed to do is there for both of them and for nobody else', async () => {
  const { ana, ben, mo, nan, sue, debriefId } = await debriefIn('held', testServer, helpline);
  const today = daysFrom(testServer, 0).slice(0, 10);
  const followUp = { followUpId: newId(), words: 'Ask again after the next shift', dueOn: today };
  expect(await mo.send('debrief:close', { debriefId, followUp })).toEqual(ok);
  for (const client of [ana, mo])
    expect(await client.hears('followUp:changed')).toMatchObject({
      id: followUp.followUpId,
      source: 'debrief',
      words: followUp.words,
      dueOn: today,
      raisedBy: helpline.ids.mo,
      forId: helpline.ids.mo,
      withId: helpline.ids.ana,
      doneAt: null,
    });
  for (const client of [ben, nan, sue]) expect(await client.hasHeard('followUp:changed')).toBe(false);
});

test('a day that has passed, or is none, and words that are none, leave the debrief as it was', async () => {
  const { mo, debriefId } = await debriefIn('held', testServer, helpline);
  const close = (followUp: { words?: string; dueOn?: string | null }) =>
    mo.send('debrief:close', {
      debriefId,
      followUp: { followUpId: newId(), words: 'Ask again', dueOn: null, ...followUp },
    });
  const yesterday = daysFrom(testServer, -1).slice(0, 10);
  expect(await close({ dueOn: yesterday })).toEqual(refused('conflict', /has passed/));
  for (const wrong of [{ dueOn: '2026-02-30' }, { dueOn: 'Tuesday' }, { words: '  ' }])
    expect(await close(wrong)).toEqual(refused('malformed'));
  expect(await close({})).toEqual(ok);
});
