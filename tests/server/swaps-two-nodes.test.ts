import { expect, test } from 'vitest';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { swapsOf } from '../support/swaps.ts';
import { useTwoServers } from '../support/use-helpline.ts';

const { testServer, secondServer, helpline } = useTwoServers();
const { asked, placesIn, moreSupporters } = swapsOf(testServer, helpline);

test('of twenty who say yes at once on two servers, one comes, and the others read thanks', async () => {
  const shiftId = await helpline.addShift(90, 96, ['ana', 'ben']);
  const { ids, connect } = await moreSupporters(20);
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  await expectOk(cai.send('absence:add', { absenceId: newId(), from: '2026-11-20', to: '2026-11-30' }));
  const swapId = await asked(ana, shiftId);
  for (let round = 1; round < 5; round += 1) {
    for (const { clock } of [testServer, secondServer]) clock.advance({ hours: 2, minutes: 1 });
    await Promise.all([testServer.due.look(), secondServer.due.look()]);
  }
  const clients = await Promise.all(
    ids.map((id, index) => connect(id, index % 2 === 0 ? testServer.url : secondServer.url)),
  );
  for (const { welcome } of clients) expect(welcome.swaps).toMatchObject([{ asksMe: true }]);

  const replies = await Promise.all(
    clients.map((client) => client.send('swap:answer', { swapId, answer: 'yes' })),
  );
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  const thanks = refused('conflict', 'Thank you, it has been taken.');
  for (const reply of replies.filter(({ ok }) => !ok)) expect(reply).toEqual(thanks);
  const winner = ids[replies.findIndex(({ ok }) => ok)];
  expect(await placesIn(shiftId)).toEqual([winner, helpline.ids.ben]);
  for (const client of clients) client.leave();
});
