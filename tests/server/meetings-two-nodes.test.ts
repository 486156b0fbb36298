import { expect, test } from 'vitest';
import { expectOk } from '../support/helpline.ts';
import { ladder, meetingWithoutWord, reachedBy } from '../support/meetings.ts';
import { openTestServer } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const meeting = meetingWithoutWord(testServer, helpline);

test('of several servers that look at the same moment, one takes each step', async () => {
  const others = await Promise.all(
    [1, 2, 3].map(() => openTestServer({ databaseUrl: testServer.databaseUrl, clock: testServer.clock })),
  );
  try {
    const meetingId = await meeting.allowed();
    let passed = 0;
    for (const [index, { after }] of ladder.entries()) {
      testServer.clock.advance({ minutes: meeting.begins + after + 0.1 - passed });
      passed = meeting.begins + after + 0.1;
      await Promise.all([testServer, ...others].flatMap(({ due }) => [due.look(), due.look()]));
      expect(await meeting.reached(meetingId)).toEqual(reachedBy(index + 1));
    }
  } finally {
    await Promise.all(others.map((other) => other.close()));
  }
});

test('a word that comes on one server ends what the other would have asked', async () => {
  const other = await openTestServer({ databaseUrl: testServer.databaseUrl, clock: testServer.clock });
  const meetingId = await meeting.allowed();
  await testServer.timePasses({ minutes: meeting.begins + 15.1 });
  const ben = await helpline.connect('ben', { url: other.url });
  await expectOk(ben.send('meeting:fine', { meetingId }));
  testServer.clock.advance({ minutes: 14 });
  await Promise.all([testServer.due.look(), other.due.look()]);
  expect(await meeting.reached(meetingId)).toEqual([]);
  ben.leave();
  await other.close();
});
