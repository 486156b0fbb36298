import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import { idleMinutes, type Flag } from '#shared/flags';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

// Fifty screens of a few people: more than one may have open.
const { testServer, helpline } = useHelpline({ commandsPerMinute: 0 });

const ok = { ok: true };

/** The pair, Sue, and a flag of Ben’s that Sue has taken. */
async function taken() {
  const clients = await helpline.pairOnCall();
  const flagId = newId();
  const raised = { flagId, callId: clients.call.id, reason: 'safeguarding' } as const;
  await expectOk(clients.ben.send('flag:raise', raised));
  await expectOk(clients.sue.send('flag:take', { flagId }));
  return { ...clients, flagId };
}
const lineOf = ({ state, assignedTo, steps }: Flag) => [state, assignedTo, ...steps.map(({ step }) => step)];
const seenBySue = async () => (await helpline.connect('sue')).welcome.flags[0]!;
/** The pages stay open meanwhile. */
async function minutes(count: number) {
  testServer.clock.advance({ minutes: count });
  await testServer.live.sweep();
}

test('of fifty supervisors’ screens that take a flag at once, one has it, and everybody hears so once', async () => {
  for (const name of ['nan', 'cai'] as const)
    await testServer.db
      .update(people)
      .set({ roles: ['supervisor'] })
      .where(eq(people.id, helpline.ids[name]));
  const { ana, call } = await helpline.pairOnCall();
  const names = ['sue', 'nan', 'cai'] as const;
  const cookies = await Promise.all(names.map((name) => helpline.cookieOf(name)));
  const screens = await Promise.all(
    Array.from({ length: 50 }, (_, at) => helpline.connect(names[at % 3]!, { cookie: cookies[at % 3]! })),
  );
  const flagId = newId();
  await expectOk(ana.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding' }));

  const replies = await Promise.all(screens.map((screen) => screen.send('flag:take', { flagId })));
  expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
  expect(replies.filter((reply) => !reply.ok && reply.code === 'conflict')).toHaveLength(49);
  const winner = helpline.ids[names[replies.findIndex((reply) => reply.ok) % 3]!];
  for (const screen of [ana, ...screens]) {
    await screen.catchesUp();
    const told = screen.heard.filter(({ name }) => name === 'flag:changed').map(({ row }) => row as Flag);
    expect(told.map(lineOf)).toEqual([
      ['waiting', null, 'raised'],
      ['taken', winner, 'raised', 'taken'],
    ]);
  }
});

test('a flag that nobody works on for half an hour waits for everyone again, and says so once', async () => {
  const { ana, ben, sue, flagId } = await taken();
  await minutes(idleMinutes - 1);
  await testServer.due.look();
  expect(
    await sue.hasHeard('flag:changed', ({ state, steps }) => state === 'waiting' && steps.length > 1),
  ).toBe(false);
  await minutes(1);
  await Promise.all([testServer.due.look(), testServer.due.look()]);
  await testServer.due.look();
  for (const client of [ana, ben, sue]) {
    const lapsed = await client.hears('flag:changed', ({ steps }) => steps.at(-1)?.step === 'lapsed');
    expect(lineOf(lapsed)).toEqual(['waiting', null, 'raised', 'taken', 'lapsed']);
    expect(lapsed.steps.at(-1)).toMatchObject({ by: helpline.ids.sue });
    expect(Date.parse(lapsed.steps.at(-1)!.at)).toBeGreaterThan(Date.parse(lapsed.raisedAt));
    await client.catchesUp();
    expect(client.heard.filter(({ name }) => name === 'flag:changed')).toHaveLength(3);
  }
  expect(await sue.send('flag:release', { flagId })).toEqual(refused('not-yours'));
  expect(await sue.send('flag:take', { flagId })).toEqual(ok);
});

test('whoever goes on working keeps it: by saying so, and by asking; an answer does not count', async () => {
  const { ana, ben, sue, flagId } = await taken();
  await minutes(20);
  expect(await sue.send('flag:keep', { flagId })).toEqual(ok);
  for (const client of [ana, ben, sue]) {
    await client.catchesUp();
    expect(client.heard.filter(({ name }) => name === 'flag:changed')).toHaveLength(2);
  }
  await minutes(20);
  await testServer.due.look();
  expect(await seenBySue()).toMatchObject({ state: 'taken', assignedTo: helpline.ids.sue });
  await expectOk(sue.send('flag:ask', { flagId, question: 'Where was the child?' }));
  await minutes(20);
  await expectOk(ben.send('flag:answer', { flagId, answer: 'Asleep.' }));
  await testServer.due.look();
  expect(await seenBySue()).toMatchObject({ state: 'taken' });
  await minutes(10);
  await testServer.due.look();
  expect(lineOf(await seenBySue())).toEqual([
    'waiting',
    null,
    'raised',
    'taken',
    'asked',
    'answered',
    'lapsed',
  ]);
});

test('keeping a flag is for the supervisor who has it', async () => {
  const { ana, ben, sue, flagId } = await taken();
  const { mo, cai } = await helpline.connectAll('mo', 'cai');
  const elsewhere = await openHelpline(testServer);
  const stranger = await elsewhere.connect('sue');
  for (const client of [ana, ben])
    expect(await client.send('flag:keep', { flagId })).toEqual(refused('not-yours'));
  for (const client of [mo, cai, stranger])
    expect(await client.send('flag:keep', { flagId })).toEqual(refused('not-found'));
  expect(await sue.send('flag:keep', { flagId: newId() })).toEqual(refused('not-found'));
  await expectOk(sue.send('flag:release', { flagId }));
  expect(await sue.send('flag:keep', { flagId })).toEqual(refused('not-yours'));
  await expectOk(sue.send('flag:take', { flagId }), sue.send('flag:close', { flagId, learning: 'Rest.' }));
  expect(await sue.send('flag:keep', { flagId })).toEqual(refused('conflict'));
  elsewhere.leaveAll();
});

test('a closed flag, and one that was put back, do not lapse', async () => {
  const { sue, ben, call, flagId } = await taken();
  const other = newId();
  await expectOk(sue.send('flag:close', { flagId, learning: 'Rest.' }));
  await expectOk(ben.send('flag:raise', { flagId: other, callId: call.id, reason: 'abusive-call' }));
  await expectOk(sue.send('flag:take', { flagId: other }), sue.send('flag:release', { flagId: other }));
  await minutes(40);
  await testServer.due.look();
  const flags = (await helpline.connect('sue')).welcome.flags;
  expect(flags.map(({ id, state }) => [id, state])).toEqual(
    expect.arrayContaining([
      [flagId, 'closed'],
      [other, 'waiting'],
    ]),
  );
  expect(flags.flatMap(({ steps }) => steps).filter(({ step }) => step === 'lapsed')).toEqual([]);
});
