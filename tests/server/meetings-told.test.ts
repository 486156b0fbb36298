import { expect, test } from 'vitest';
import { expectOk, newId } from '../support/helpline.ts';
import { examplePlace, meetingsOf } from '../support/meetings.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const { agreed, allowed, fields, knowEachOther, switchedOn } = meetingsOf(helpline);
const fresh = watchOutbox(testServer, helpline);
const everybody = () => helpline.connectAll('ana', 'ben', 'mo');
/** Hours before the start: on the day of the meeting, or earlier. */
const onTheDay = 5;
const earlier = 7;

test.each([
  [onTheDay, 'meeting-now'],
  [earlier, 'meeting'],
])('%i hours before its start, a meeting that is cancelled is told as %s', async (hours, kind) => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], hours * 60);
  await fresh();
  await expectOk(ana.send('meeting:cancel', { meetingId, because: 'they' }));
  const path = `/meetings/${meetingId}`;
  expect(await fresh()).toEqual([`ben ${kind} ${path}`, `mo meeting ${path}`]);
});

test('a meeting that is refused on its day is told to the two at once', async () => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await agreed(mo, [ana, ben], onTheDay * 60);
  await fresh();
  await expectOk(mo.send('meeting:refuse', { meetingId, words: 'Not at that place.' }));
  const path = `/meetings/${meetingId}`;
  expect(await fresh()).toEqual([`ana meeting-now ${path}`, `ben meeting-now ${path}`]);
});

test.each([
  [onTheDay, 'meeting-now'],
  [earlier, 'meeting'],
])('%i hours before, who goes to a place that changes is told as %s', async (hours, kind) => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], hours * 60);
  const { placeId } = await ana.hears('meeting:changed');
  const other = newId();
  await expectOk(mo.send('meetingPlace:add', { placeId: other, ...examplePlace }));
  await fresh();
  const change = (id: string, more: object = {}) =>
    expectOk(mo.send('meetingPlace:change', { placeId: id, ...examplePlace, ...more }));
  await change(placeId!);
  await change(other, { name: 'The park café' });
  expect(await fresh()).toEqual([]);
  await change(placeId!, { name: 'The park café', address: 'At the north gate' });
  const path = `/meetings/${meetingId}`;
  expect(await fresh()).toEqual([`ana ${kind} ${path}`, `ben ${kind} ${path}`]);

  await expectOk(ana.send('meeting:cancel', { meetingId, because: 'they' }));
  await fresh();
  await change(placeId!);
  expect(await fresh()).toEqual([]);
});

test('a meeting that is called off on the way is told at once to who is out, on whichever page they are', async () => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], onTheDay * 60);
  await expectOk(ana.send('meeting:setOut', { meetingId }));
  await fresh();
  await expectOk(ben.send('meeting:cancel', { meetingId, because: 'unsafe' }));
  const path = `/meetings/${meetingId}`;
  expect(await fresh()).toEqual([`ana meeting-now ${path}`, `mo meeting ${path}`]);
  expect(await ana.hears('update:changed')).toMatchObject({
    kind: 'meeting-cancelled',
    by: helpline.ids.ben,
  });
  expect(await ana.hears('meeting:changed', ({ waitsFor }) => waitsFor === 'home')).toMatchObject({
    ...{ state: 'allowed', cancelledBecause: 'unsafe' },
  });
  for (const other of [ben, mo]) expect(await other.hasHeard('update:changed')).toBe(false);
});

test.each([
  [onTheDay, 'meeting-now'],
  [earlier, 'meeting'],
])('%i hours before, in whose place somebody else goes is told not to go as %s', async (hours, kind) => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], hours * 60);
  await knowEachOther('ana', 'cai');
  await fresh();
  const { ben: leavingId, cai: personId } = helpline.ids;
  await expectOk(ana.send('meeting:swapPerson', { meetingId, leavingId, personId }));
  const path = `/meetings/${meetingId}`;
  expect(await fresh()).toEqual([`ben ${kind} /meetings`, `cai meeting ${path}`, `mo meeting ${path}`]);
  expect(await ben.hears('update:changed')).toMatchObject({
    ...{ kind: 'meeting-without-you', by: helpline.ids.ana, words: null, aboutId: null },
  });
});

test('who asks somebody else to go in their own place is not told so', async () => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], onTheDay * 60);
  await knowEachOther('ben', 'cai');
  await fresh();
  const { ben: leavingId, cai: personId } = helpline.ids;
  await expectOk(ben.send('meeting:swapPerson', { meetingId, leavingId, personId }));
  expect((await fresh()).map((line) => line.split(' ', 1)[0])).toEqual(['ana', 'cai', 'mo']);
  expect(await ben.hasHeard('update:changed')).toBe(false);
});

test.each(['refused', 'cancelled', 'lapsed'] as const)(
  'a manager who proposed for others a meeting that is %s is told so, and can read it',
  async (state) => {
    const { ana, ben, mo, nan } = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
    const proposal = fields(await switchedOn(mo), 300);
    const { meetingId } = proposal;
    await expectOk(mo.send('meeting:propose', proposal));
    for (const client of [ana, ben]) await expectOk(client.send('meeting:agree', { meetingId }));
    await fresh();
    if (state === 'refused') await expectOk(nan.send('meeting:refuse', { meetingId, words: 'Not there.' }));
    if (state === 'cancelled') await expectOk(ana.send('meeting:cancel', { meetingId, because: 'they' }));
    if (state === 'lapsed') await testServer.timePasses({ minutes: 301 });
    expect(await fresh()).toContain(`mo meeting /meetings/${meetingId}`);
    expect((await helpline.connect('mo')).welcome.meetings).toMatchObject([{ id: meetingId, state }]);
    const others = (await helpline.connect('nan')).welcome.meetings;
    expect(others).toHaveLength(state === 'refused' ? 1 : 0);
  },
);
