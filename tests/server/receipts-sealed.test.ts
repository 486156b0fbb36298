import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { commands } from '#drizzle/schema/commands';
import { digestOf } from '#server/platform/live/commands/idempotency';
import { dataKeysOf } from '#server/platform/encryption/sealed-database';
import { checkInAudienceWords, heavinessWords } from '#shared/check-ins';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useTwoServers } from '../support/use-helpline.ts';

const { testServer, secondServer, helpline } = useTwoServers();

const receiptOf = async (id: string) =>
  (await testServer.db.select().from(commands).where(eq(commands.id, id)))[0]!;

test('thirty-six guesses do not read a check-in out of its receipt', async () => {
  const { ana } = await helpline.pair();
  const commandId = newId();
  const known = { checkInId: newId(), shiftId: helpline.shiftId };
  const said = { ...known, heaviness: 'heavy', sharedWith: 'nobody' } as const;
  await expectOk(ana.send('checkIn:tell', said, commandId));
  const { digest } = await receiptOf(commandId);

  const plain = (content: string) => createHash('sha256').update(content).digest('hex');
  const guesses = [...Object.keys(heavinessWords), null].flatMap((heaviness) =>
    [...Object.keys(checkInAudienceWords), undefined].map((sharedWith) => ({
      ...known,
      heaviness,
      sharedWith,
    })),
  );
  expect(guesses.length).toBeGreaterThan(27);
  const guessed = guesses.map((fields) => digestOf(helpline.ids.ana, 'checkIn:tell', fields, plain));
  expect(guessed).not.toContain(digest);
  // With the key of the installation one of them is right, so that the guesses are as good as they can be.
  const keyed = dataKeysOf(testServer.db).digest;
  expect(guesses.map((fields) => digestOf(helpline.ids.ana, 'checkIn:tell', fields, keyed))).toContain(
    digest,
  );
});

test('the sentence of a refusal is sealed, the usual one is not stored, and both servers repeat them word for word', async () => {
  const { ana, ben } = await helpline.pair();
  const far = await helpline.connect('ana', { url: secondServer.url });
  const { mo } = await helpline.connectAll('mo');
  const [left, unknown] = [newId(), newId()];
  await expectOk(ben.send('presence:leave', { shiftId: helpline.shiftId }));
  await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: 2, personId: helpline.ids.cai }));
  await ana.hears('shift:changed', ({ places }) =>
    places.some(({ personId }) => personId === helpline.ids.cai),
  );

  const message = { messageId: newId(), body: 'For Ben', to: helpline.ids.ben };
  const no = await ana.send('message:send', message, left);
  expect(no).toEqual(refused('conflict', /Ben has left/));
  const { reply } = await receiptOf(left);
  expect(JSON.stringify(reply)).not.toMatch(/Ben|left/);
  expect(reply).toMatchObject({
    ok: false,
    code: 'conflict',
    message: expect.stringMatching(/^s1\./) as string,
  });
  expect(await far.send('message:send', message, left)).toEqual(no);

  const missing = { messageId: newId() };
  const usual = await ana.send('message:seen', missing, unknown);
  expect(usual).toEqual(refused('not-found'));
  expect((await receiptOf(unknown)).reply).toEqual({ ok: false, code: 'not-found' });
  expect(await far.send('message:seen', missing, unknown)).toEqual(usual);
});

test('what was asked on one server is a conflict on the other under the same id with other content', async () => {
  const { ana } = await helpline.pair();
  const far = await helpline.connect('ana', { url: secondServer.url });
  const commandId = newId();
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'One' }, commandId));
  expect(await far.send('message:send', { messageId: newId(), body: 'Two' }, commandId)).toEqual(
    refused('conflict'),
  );
});
