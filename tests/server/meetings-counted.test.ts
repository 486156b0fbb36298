import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { meetingCounts } from '#drizzle/schema/meetings';
import { expectOk } from '../support/helpline.ts';
import { meetingWithoutWord } from '../support/meetings.ts';
import { mailToNobody } from '../support/notifications.ts';
import { seriesOf } from '../support/series.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });

const meeting = meetingWithoutWord(testServer, helpline);
const series = seriesOf(helpline);
test.each(['a manager', 'nobody'])(
  'a meeting at which both were there counts, also in its series, where it is closed by %s',
  async (closer) => {
    const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
    const one = await series.begun('active', { ana, mo });
    const meetingId = await series.allowed(one, { ana, ben, mo });
    testServer.clock.advance({ minutes: 300 });
    for (const name of ['ana', 'ben'] as const)
      await expectOk((await helpline.connect(name)).send('meeting:there', { meetingId }));
    if (closer === 'a manager')
      await expectOk((await helpline.connect('mo')).send('meeting:spoken', { meetingId, againAt: null }));
    await testServer.timePasses({ minutes: 49 * 60 });
    const counted = eq(meetingCounts.helplineId, helpline.id);
    expect(await testServer.db.select().from(meetingCounts).where(counted)).toMatchObject([{ held: 1 }]);
    expect((await helpline.connect('mo')).welcome.series).toMatchObject([{ id: one.seriesId, held: 1 }]);
  },
);

test('a meeting to which one of the two came does not count where a manager closes it', async () => {
  const meetingId = await meeting.allowed();
  testServer.clock.advance({ minutes: meeting.begins });
  await expectOk((await helpline.connect('ana')).send('meeting:there', { meetingId }));
  await expectOk((await helpline.connect('mo')).send('meeting:spoken', { meetingId, againAt: null }));
  await testServer.timePasses({ minutes: 49 * 60 });
  expect(await testServer.db.$count(meetingCounts, eq(meetingCounts.helplineId, helpline.id))).toBe(0);
});
