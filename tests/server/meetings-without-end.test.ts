import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import { escalationSteps } from '#drizzle/schema/escalation';
import { meetingCounts } from '#drizzle/schema/meetings';
import { expectOk } from '../support/helpline.ts';
import { meetingWithoutWord } from '../support/meetings.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });

const meeting = meetingWithoutWord(testServer, helpline);
const stepsLeft = () => testServer.db.$count(escalationSteps, eq(escalationSteps.helplineId, helpline.id));
test('nothing is heard after the last step: managers are asked on, ten minutes apart, also where the first steps were nearer', async () => {
  const { mo } = await helpline.connectAll('mo');
  await expectOk(mo.send('helpline:change', { meetingNextMinutes: 2 }));
  const meetingId = await meeting.allowed();
  await testServer.timePasses({ minutes: meeting.begins + 15.1 });
  for (let step = 1; step <= 12; step++) await testServer.timePasses({ minutes: 2 });
  expect(await meeting.reached(meetingId)).toHaveLength(14);
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  await testServer.timePasses({ minutes: 9.8 });
  expect(await fresh()).toEqual([]);
  await testServer.timePasses({ minutes: 0.3 });
  expect(await fresh()).toEqual([`mo meeting-now /meetings/${meetingId}`]);
  for (let step = 2; step <= 14; step++) await testServer.timePasses({ minutes: 10.1 });
  expect(await meeting.reached(meetingId)).toHaveLength(28);
  expect(await stepsLeft()).toBe(10);

  await expectOk((await helpline.connect('nan')).send('meeting:spoken', { meetingId, againAt: null }));
  expect(await stepsLeft()).toBe(0);
});

test('managers are asked on for one who needs support', async () => {
  const meetingId = await meeting.allowed();
  await expectOk((await helpline.connect('ana')).send('meeting:support', { meetingId }));
  for (let step = 1; step <= 12; step++) await testServer.timePasses({ minutes: 3 });
  const before = (await meeting.reached(meetingId)).length;
  await testServer.timePasses({ minutes: 10.1 });
  expect((await meeting.reached(meetingId)).length).toBe(before + 1);
});

test('48 hours after its end a meeting of which nobody said the end is closed and erased, and nobody is asked any more', async () => {
  const meetingId = await meeting.allowed();
  testServer.clock.advance({ minutes: meeting.begins + 60 });
  await testServer.timePasses({ hours: 47, minutes: 59 });
  expect(await meeting.now(meetingId)).toMatchObject({ state: 'allowed', knownAs: 'The lady with the hat' });
  expect(await stepsLeft()).toBe(0);
  await testServer.timePasses({ minutes: 2 });
  expect(await meeting.now(meetingId)).toMatchObject({
    ...{ state: 'closed', knownAs: null, startsAt: null, placeId: null, steps: [], waitsFor: null },
  });
  const key = and(eq(dataKeys.purpose, 'meeting'), eq(dataKeys.subjectId, meetingId));
  expect(await testServer.db.$count(dataKeys, key)).toBe(0);
  expect(await testServer.db.$count(meetingCounts, eq(meetingCounts.helplineId, helpline.id))).toBe(0);
});
