import { expect, test } from 'vitest';
import { askedDebrief, daysFrom, debriefIn } from '../support/debriefs.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

test('a request says how and in which shift it was asked, and keeps both', async () => {
  const { ana, nan, call, debriefId } = await askedDebrief(helpline, {
    way: 'in-writing',
    managerId: helpline.ids.nan,
    mayEscalate: true,
  });
  const [debrief] = (await helpline.connect('nan')).welcome.debriefs;
  expect(debrief).toEqual(await nan.hears('debrief:changed'));
  expect(debrief).toMatchObject({
    id: debriefId,
    way: 'in-writing',
    mayEscalate: true,
    shiftId: helpline.shiftId,
    askedAt: debrief!.steps[0]!.at,
    escalatedTo: [],
    seenBy: [],
    sharedWithPartner: false,
    closing: null,
  });
  await expectOk(ana.send('call:end', { callId: call.id }));
  await expectOk(ana.send('presence:leave', { shiftId: helpline.shiftId }));
  const second = newId();
  await expectOk(ana.send('debrief:ask', { debriefId: second, urgency: 'now' }));
  expect(await ana.hears('debrief:changed', ({ id }) => id === second)).toMatchObject({
    shiftId: null,
    way: null,
    mayEscalate: false,
  });
});

test('a way or a consent that there is not is malformed', async () => {
  const ana = await helpline.connect('ana');
  for (const wrong of [{ way: 'letter' }, { mayEscalate: 'yes' }])
    expect(
      await ana.send('debrief:ask', { debriefId: newId(), urgency: 'now', ...(wrong as object) }),
    ).toEqual(refused('malformed'));
});

test('what is taken back leaves none of its words, and the one who had it sees no call any more', async () => {
  const { ana, mo, debriefId } = await debriefIn('agreed', testServer, helpline, { note: 'It was a lot' });
  await expectOk(ana.send('debrief:askOtherTime', { debriefId, words: 'I sleep late' }));
  expect(await ana.send('debrief:withdraw', { debriefId })).toEqual(ok);
  const gone = await mo.hears('debrief:changed', ({ state }) => state === 'withdrawn');
  expect(gone).toMatchObject({ note: '', closing: null });
  expect(gone.steps.map(({ step }) => step)).toContain('other-time-asked');
  expect(JSON.stringify((await helpline.connect('ana')).welcome.debriefs)).not.toMatch(/a lot|sleep/);
  expect((await mo.isWelcomedAgain(1)).calls).toEqual([]);
});

test('what was held is not taken back', async () => {
  const { ana, debriefId } = await debriefIn('held', testServer, helpline);
  expect(await ana.send('debrief:withdraw', { debriefId })).toEqual(refused('conflict'));
});

test('asked of one, it can be opened to every manager by the one who asked, while nobody has taken it', async () => {
  const { ana, mo, nan, debriefId } = await askedDebrief(helpline, { managerId: helpline.ids.nan });
  expect(await mo.send('debrief:widen', { debriefId })).toEqual(refused('not-found'));
  expect(await nan.send('debrief:widen', { debriefId })).toEqual(refused('not-yours'));
  await expectOk(nan.send('debrief:accept', { debriefId }));
  expect(await ana.send('debrief:widen', { debriefId })).toEqual(refused('conflict'));
  await expectOk(nan.send('debrief:handBack', { debriefId }));
  expect(await ana.send('debrief:widen', { debriefId })).toEqual(ok);
  const wide = await mo.hears('debrief:changed');
  expect(wide).toMatchObject({ managerId: null, state: 'asked', note: '' });
  expect(wide.steps.at(-1)).toMatchObject({ step: 'widened', by: helpline.ids.ana });
  expect(await ana.send('debrief:widen', { debriefId })).toEqual(refused('conflict'));
  expect(await mo.send('debrief:accept', { debriefId })).toEqual(ok);
  await expectOk(ana.send('debrief:withdraw', { debriefId }));
  expect(await ana.send('debrief:widen', { debriefId })).toEqual(refused('conflict'));
});

test('a supervisor asked by name loses it from sight once every manager is asked instead', async () => {
  const { ana, sue, mo, debriefId } = await askedDebrief(helpline, { managerId: helpline.ids.sue });
  await sue.hears('debrief:changed');
  await expectOk(ana.send('debrief:widen', { debriefId }));
  await mo.hears('debrief:changed');
  expect((await sue.isWelcomedAgain(1)).debriefs).toEqual([]);
  expect(await sue.send('debrief:accept', { debriefId })).toEqual(refused('not-found'));
});

test('another time is asked for instead of the one offered or agreed, with words or without', async () => {
  const { ana, mo, time, debriefId } = await debriefIn('offered', testServer, helpline);
  const other = (words?: string) => ana.send('debrief:askOtherTime', { debriefId, ...(words && { words }) });
  expect(await mo.send('debrief:askOtherTime', { debriefId })).toEqual(refused('not-yours'));
  expect(await other('Afternoons are better')).toEqual(ok);
  const wanted = await mo.hears('debrief:changed', ({ state }) => state === 'other-time-asked');
  expect(wanted.steps.at(-1)).toEqual({
    step: 'other-time-asked',
    by: helpline.ids.ana,
    at: expect.any(String) as string,
    for: time,
    words: 'Afternoons are better',
  });
  expect(await other()).toEqual(refused('conflict'));
  expect(await ana.send('debrief:agree', { debriefId })).toEqual(refused('conflict'));
  await expectOk(mo.send('debrief:offer', { debriefId, for: daysFrom(testServer, 2) }));
  await expectOk(ana.send('debrief:agree', { debriefId }));
  expect(await other('   ')).toEqual(ok);
  const again = await mo.hears('debrief:changed', ({ steps }) => steps.length === 7);
  expect(again.steps.at(-1)).not.toHaveProperty('words');
  await expectOk(mo.send('debrief:hold', { debriefId }));
  expect(await other()).toEqual(refused('conflict'));
});

test('only the time that was read is agreed to', async () => {
  const { ana, mo, debriefId } = await debriefIn('accepted', testServer, helpline);
  const [read, other] = [daysFrom(testServer, 2), daysFrom(testServer, 3)];
  await expectOk(mo.send('debrief:offer', { debriefId, for: read }));
  await expectOk(mo.send('debrief:offer', { debriefId, for: other }));
  expect(await ana.send('debrief:agree', { debriefId, for: read })).toEqual(
    refused('conflict', /Another time is on offer/),
  );
  expect(await ana.send('debrief:agree', { debriefId, for: other })).toEqual(ok);
  const agreed = await mo.hears('debrief:changed', ({ state }) => state === 'agreed');
  expect(agreed.steps.at(-1)).toMatchObject({ step: 'agreed', for: other });
});

test('a time offered after one was agreed has to be agreed to anew', async () => {
  const { ana, mo, debriefId } = await debriefIn('agreed', testServer, helpline);
  const later = daysFrom(testServer, 3);
  expect(await mo.send('debrief:offer', { debriefId, for: later })).toEqual(ok);
  expect(await ana.hears('debrief:changed', ({ offeredFor }) => offeredFor === later)).toMatchObject({
    state: 'offered',
  });
  expect(await ana.send('debrief:agree', { debriefId })).toEqual(ok);
  const agreed = await mo.hears(
    'debrief:changed',
    ({ state, offeredFor }) => state === 'agreed' && offeredFor === later,
  );
  expect(agreed.steps.at(-1)).toMatchObject({ step: 'agreed', for: later });
});

test.each([
  [true, 'agreed'],
  [false, 'declined'],
] as const)(
  'what is proposed for supervision is answered once, by the one who asked: %s',
  async (agreed, answer) => {
    const { ana, mo, debriefId } = await debriefIn('held', testServer, helpline);
    const reply = () => ana.send('debrief:supervision', { debriefId, agreed });
    expect(await reply()).toEqual(refused('conflict'));
    await expectOk(mo.send('debrief:close', { debriefId, bringToSupervision: true }));
    expect(await mo.send('debrief:supervision', { debriefId, agreed })).toEqual(refused('not-yours'));
    expect(await reply()).toEqual(ok);
    const answeredAt = testServer.clock.now().toISOString();
    const told = await mo.hears('debrief:changed', ({ closing }) => closing?.supervision === answer);
    expect(told.closing).toMatchObject({ answeredAt });
    expect(await reply()).toEqual(refused('conflict'));
  },
);

test('what nobody proposed for supervision has no answer', async () => {
  const { ana, debriefId } = await debriefIn('closed', testServer, helpline);
  expect(await ana.send('debrief:supervision', { debriefId, agreed: true })).toEqual(refused('conflict'));
});
