import { expect, test } from 'vitest';
import { eventsOfFeed, fetchFeed, madeLink } from '../support/feeds.ts';
import { gatheringsOf } from '../support/gatherings.ts';
import { expectOk } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

test('a one-to-one and a meeting stand in the calendar of those invited as Alongside, cancelled for whoever cannot come', async () => {
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const { oneToOne, meeting, inHours } = gatheringsOf(helpline);
  await oneToOne(mo, 48);
  const gatheringId = await meeting(mo, 'team', 72);
  await expectOk(ana.send('gathering:say', { gatheringId, answer: 'cannot' }));
  const [anas, cais] = [await madeLink(ana), await madeLink(cai)];
  expect((await eventsOfFeed(testServer.url, anas)).slice(1)).toMatchObject([
    { summary: 'Alongside', status: 'CONFIRMED', start: inHours(48), end: inHours(49) },
    { summary: 'Alongside', status: 'CANCELLED', start: inHours(72), end: inHours(73.5) },
  ]);
  expect(await eventsOfFeed(testServer.url, cais)).toMatchObject([
    { summary: 'Alongside', status: 'CONFIRMED', start: inHours(72) },
  ]);
  const text = await (await fetchFeed(testServer.url, anas)).text();
  expect(text).not.toMatch(/library|One-to-one|meeting/i);
  expect(text).not.toContain(gatheringId);
});
