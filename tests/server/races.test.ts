import { expect, test } from 'vitest';
import { newId } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { helpline } = useHelpline();

test('of twenty who take over a call at once, one has it', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const cookie = await helpline.cookieOf('ben');
  const tabs = [ben, ...(await Promise.all([1, 2, 3].map(() => helpline.connect('ben', { cookie }))))];
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, index) => tabs[index % 4]!.send('call:takeOver', { callId: call.id })),
  );
  expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
  expect(replies.filter((reply) => !reply.ok && reply.code === 'conflict')).toHaveLength(19);
  const changes = ana.heard.filter(({ name, row }) => name === 'call:changed' && row.version > call.version);
  expect(changes).toHaveLength(1);
});

test('of twenty who take a flag at once, one has it', async () => {
  const { ana, sue, call } = await helpline.pairOnCall();
  const flagId = newId();
  await ana.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding' });
  const cookie = await helpline.cookieOf('sue');
  const tabs = [sue, ...(await Promise.all([1, 2, 3].map(() => helpline.connect('sue', { cookie }))))];
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, index) => tabs[index % 4]!.send('flag:take', { flagId })),
  );
  expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
});
