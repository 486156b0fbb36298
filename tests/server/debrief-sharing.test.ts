import { expect, test } from 'vitest';
import { askedDebrief, daysFrom, debriefIn } from '../support/debriefs.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

test('shared by the one who asked, the partner learns of it; taken back, it is gone from their page', async () => {
  const { ana, ben, mo, cai, debriefId } = await askedDebrief(helpline, { note: 'A lot' });
  expect(await mo.send('debrief:share', { debriefId, shared: true })).toEqual(refused('not-yours'));
  expect(await ben.hasHeard('debrief:changed')).toBe(false);
  expect(await ana.send('debrief:share', { debriefId, shared: true })).toEqual(ok);
  expect(await ben.hears('debrief:changed')).toMatchObject({ id: debriefId, note: 'A lot' });
  expect((await helpline.connect('ben')).welcome.debriefs.map(({ id }) => id)).toEqual([debriefId]);
  expect(await ana.send('debrief:share', { debriefId, shared: false })).toEqual(ok);
  expect((await ben.isWelcomedAgain(2)).debriefs).toEqual([]);
  expect((await helpline.connect('ben')).welcome.debriefs).toEqual([]);
  expect(await ben.send('debrief:seen', { debriefId })).toEqual(refused('not-found'));
  expect(await cai.hasHeard('debrief:changed')).toBe(false);
});

test('taken back while the partner is away, it is gone when they come back', async () => {
  const { ana, ben, debriefId } = await askedDebrief(helpline);
  await expectOk(ana.send('debrief:share', { debriefId, shared: true }));
  const { version: since } = await ben.hears('debrief:changed');
  ben.leave();
  await expectOk(ana.send('debrief:share', { debriefId, shared: false }));
  const { welcome } = await helpline.connect('ben', { since });
  expect([welcome.since, welcome.debriefs]).toEqual([0, []]);
});

test('a partner it was shared with sees each step and does none of them', async () => {
  const { ana, ben, mo, debriefId } = await debriefIn('agreed', testServer, helpline);
  await expectOk(ana.send('debrief:share', { debriefId, shared: true }));
  await ben.hears('debrief:changed', ({ state }) => state === 'agreed');
  for (const deed of ['withdraw', 'widen', 'seen', 'accept', 'handBack', 'agree', 'hold', 'close'] as const)
    expect(await ben.send(`debrief:${deed}`, { debriefId })).toEqual(refused('not-yours'));
  expect(await ben.send('debrief:share', { debriefId, shared: false })).toEqual(refused('not-yours'));
  expect(await ben.send('debrief:askOtherTime', { debriefId })).toEqual(refused('not-yours'));
  expect(await ben.send('debrief:supervision', { debriefId, agreed: true })).toEqual(refused('not-yours'));
  expect(await ben.send('debrief:offer', { debriefId, for: daysFrom(testServer, 2) })).toEqual(
    refused('not-yours'),
  );
  const lineId = newId();
  expect(await ben.send('debrief:sendMessage', { debriefId, lineId, body: 'Hello' })).toEqual(
    refused('not-yours'),
  );
  await expectOk(ana.send('debrief:sendMessage', { debriefId, lineId, body: 'Ring me' }));
  await mo.hears('debriefMessage:changed');
  expect(await ben.hasHeard('debriefMessage:changed')).toBe(false);
  expect(await ben.send('debrief:messageSeen', { lineId })).toEqual(refused('not-found'));
});

test('what was asked outside a shift, or is over, is not shared any more', async () => {
  const cai = await helpline.connect('cai');
  const alone = newId();
  await expectOk(cai.send('debrief:ask', { debriefId: alone, urgency: 'now' }));
  expect(await cai.send('debrief:share', { debriefId: alone, shared: true })).toEqual(refused('conflict'));
  const { ana, debriefId } = await debriefIn('closed', testServer, helpline);
  expect(await ana.send('debrief:share', { debriefId, shared: true })).toEqual(refused('conflict'));
});

test('whoever takes the partner’s place sees it too, and whoever gave the place up does not', async () => {
  const { ana, ben, mo, cai, debriefId } = await askedDebrief(helpline);
  await expectOk(ana.send('debrief:share', { debriefId, shared: true }));
  await ben.hears('debrief:changed');
  await expectOk(ben.send('presence:leave', { shiftId: helpline.shiftId }));
  await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: 2, personId: helpline.ids.cai }));
  expect((await cai.isWelcomedAgain(1)).debriefs.map(({ id }) => id)).toEqual([debriefId]);
  expect((await helpline.connect('ben')).welcome.debriefs).toEqual([]);
});
