import { expect, test } from 'vitest';
import { expectOk, newId } from '../support/helpline.ts';
import { examplePlace, meetingsOf } from '../support/meetings.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const { agreed, allowed } = meetingsOf(helpline);
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
