import { expect, test } from 'vitest';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { meetingsOf } from '../support/meetings.ts';
import { mailToNobody } from '../support/notifications.ts';
import { swapsOf } from '../support/swaps.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const { inMinutes, knowEachOther, agreed, allowed, switchedOn, fields } = meetingsOf(helpline);
const { asked } = swapsOf(testServer, helpline);
const ok = { ok: true };
const meetsThen = refused(
  'conflict',
  'You go to a meeting with a caller at that time, or are on the way. Nothing has changed.',
);

/** Cai and Ben go to a meeting from 24 to 25 hours from now. */
async function withMeeting(state: 'agreed' | 'allowed') {
  const clients = await helpline.connectAll('ana', 'ben', 'cai', 'mo');
  const arranged = state === 'agreed' ? agreed : allowed;
  const meetingId = await arranged(clients.mo, [clients.cai, clients.ben], 24 * 60, ['cai', 'ben']);
  return { ...clients, meetingId };
}

test.each(['agreed', 'allowed'] as const)(
  'who goes to a meeting that is %s is put into no shift at that time, until it is cancelled',
  async (state) => {
    const { cai, mo, meetingId } = await withMeeting(state);
    const shiftId = await helpline.addShift(25.4, 30, ['ana']);
    const place = () => mo.send('shift:place', { shiftId, place: 2, personId: helpline.ids.cai });
    expect(await place()).toEqual(refused('conflict', /^Cai goes to a meeting with a caller at that time/));
    await expectOk(cai.send('meeting:cancel', { meetingId, because: 'they' }));
    expect(await place()).toEqual(ok);
  },
);

test('half an hour for the way counts, and a shift after that is free', async () => {
  const { mo } = await withMeeting('allowed');
  const shiftId = await helpline.addShift(25.6, 30, ['ana']);
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: helpline.ids.cai }));
});

test('a shift is not moved to that time with them in it', async () => {
  const { mo } = await withMeeting('allowed');
  const shiftId = await helpline.addShift(40, 44, ['ana', 'cai']);
  const times = { startsAt: inMinutes(22 * 60), endsAt: inMinutes(26 * 60) };
  const move = () => mo.send('shift:move', { changeId: newId(), shiftId, ...times });
  expect(await move()).toEqual(
    refused('conflict', /^At that time Cai would be at a meeting with a caller, or on the way/),
  );
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: null }));
  expect(await move()).toEqual(ok);
});

test('a week is copied without them, which its preview says', async () => {
  const { ben, cai, mo } = await helpline.connectAll('ben', 'cai', 'mo');
  const week = 7 * 24;
  const shiftId = await helpline.addShift(week - 1, week + 4);
  await allowed(mo, [cai, ben], (week + 1) * 60, ['cai', 'ben']);
  const weeks = { from: '2026-11-16', to: '2026-11-23' };
  const headers = { cookie: await helpline.cookieOf('mo') };
  const preview = await fetch(`${testServer.url}/api/rota/copy?from=${weeks.from}&to=${weeks.to}`, {
    headers,
  });
  expect(await preview.json()).toMatchObject({
    copied: [{ firstName: 'Ana', shift: { id: shiftId } }],
    notCopied: [
      // The shift that Cai and Ben had together.
      { firstName: 'Cai', reason: 'no-shift' },
      { firstName: 'Ben', reason: 'no-shift' },
      { firstName: 'Ben', reason: 'meeting' },
    ],
  });
  await expectOk(mo.send('shift:copyWeek', { changeId: newId(), ...weeks }));
  const copied = (await helpline.connect('mo')).welcome.shifts.find(({ id }) => id === shiftId);
  expect(copied?.places.map(({ firstName }) => firstName)).toEqual(['Ana']);
});

test('they are not asked whether they can come, and cannot say that they do or could', async () => {
  const { ana, cai } = await withMeeting('allowed');
  const shiftId = await helpline.addShift(23, 27, ['ana']);
  expect(await cai.send('offer:make', { offerId: newId(), shiftId })).toEqual(meetsThen);

  await asked(ana, shiftId);
  await testServer.due.look();
  expect(await cai.hasHeard('swap:changed')).toBe(false);
});

test('who was asked before the meeting was arranged cannot say yes any more', async () => {
  const { ana, ben, cai, mo } = await helpline.connectAll('ana', 'ben', 'cai', 'mo');
  const shiftId = await helpline.addShift(23, 27, ['ana']);
  const swapId = await asked(ana, shiftId);
  await testServer.due.look();
  await cai.hears('swap:changed');
  const proposal = fields(await switchedOn(mo), 24 * 60, ['cai', 'ben']);
  await knowEachOther('cai', 'ben');
  await expectOk(cai.send('meeting:propose', proposal));
  await expectOk(ben.send('meeting:agree', { meetingId: proposal.meetingId }));
  expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(meetsThen);
});
