import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import { steps } from '#drizzle/schema/steps';
import { mostSteps, type DoneShift } from '#shared/steps';
import type { Role } from '#shared/viewer';
import { eraseOldSteps } from '#server/steps/queries';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

// It is Wednesday, 18 November 2026.
const { testServer, helpline } = useHelpline();

test('what somebody wants is theirs alone, until they show one line, and again once they take it back', async () => {
  const { ana, ben, mo, nan, sue } = await helpline.connectAll('ana', 'ben', 'mo', 'nan', 'sue');
  const [want, learning, copyId] = [newId(), newId(), newId()];
  await expectOk(
    ana.send('step:add', { stepId: want, kind: 'want', words: 'To train others one day' }),
    ana.send('step:add', { stepId: learning, kind: 'learning', words: 'Silence helps.' }),
  );
  for (const other of [ben, mo, sue]) {
    expect(await other.hasHeard('step:changed')).toBe(false);
    expect(await other.send('step:remove', { stepId: want })).toEqual(refused('not-found'));
    expect(await other.send('step:share', { stepId: want, copyId, with: helpline.ids.mo })).toEqual(
      refused('not-found'),
    );
  }

  const toSue = { stepId: want, copyId, with: helpline.ids.sue };
  await expectOk(ana.send('step:share', toSue));
  expect(await sue.hears('step:changed')).toMatchObject({
    ...{ id: copyId, personId: helpline.ids.ana, words: 'To train others one day', copyOf: want },
  });
  expect(await sue.hears('update:changed')).toMatchObject({ kind: 'step-shared', by: helpline.ids.ana });
  expect(await ana.send('step:share', { ...toSue, copyId: newId() })).toEqual(
    refused('conflict', /share this with them already/),
  );
  expect(await ana.send('step:share', { ...toSue, stepId: copyId, copyId: newId() })).toEqual(
    refused('conflict', /is shared already/),
  );
  expect(await sue.send('step:remove', { stepId: copyId })).toEqual(refused('not-yours'));
  expect(await nan.hasHeard('step:changed')).toBe(false);

  await expectOk(ana.send('step:remove', { stepId: copyId }), ana.send('step:remove', { stepId: copyId }));
  const gone = await sue.hears('step:changed', ({ removed }) => removed);
  expect(gone).toMatchObject({ id: copyId, words: '' });
  const again = await helpline.connectAll('ana', 'sue');
  expect(again.sue.welcome.steps).toMatchObject([{ id: copyId, words: '', removed: true }]);
  expect(again.ana.welcome.steps.filter(({ removed }) => !removed).map(({ id }) => id)).toEqual(
    expect.arrayContaining([want, learning]),
  );
});

test('a line is shown to managers and supervisors who are here, and a line taken off the list to nobody', async () => {
  const { ana, mo, sue } = await helpline.connectAll('ana', 'mo', 'sue');
  const stepId = newId();
  await expectOk(ana.send('step:add', { stepId, kind: 'want', words: 'Fewer late shifts' }));
  const share = (withId: string) => ana.send('step:share', { stepId, copyId: newId(), with: withId });
  for (const nobody of [helpline.ids.ben, newId()]) expect(await share(nobody)).toEqual(refused('not-found'));
  await expectOk(share(helpline.ids.mo));
  await expectOk(ana.send('step:remove', { stepId }));
  expect(await mo.hears('step:changed', ({ removed }) => removed)).toMatchObject({ words: '' });
  expect(await share(helpline.ids.nan)).toEqual(refused('conflict', /taken this off/));

  for (const other of [mo, sue])
    expect(await other.send('step:add', { stepId: newId(), kind: 'want', words: 'Words' })).toEqual(
      refused('not-yours', 'Next steps are for supporters.'),
    );

  // Nan takes calls too.
  const [nanId, own] = [helpline.ids.nan, newId()];
  await testServer.db
    .update(people)
    .set({ roles: ['manager', 'supporter'] })
    .where(eq(people.id, nanId));
  const nan = await helpline.connect('nan');
  await expectOk(nan.send('step:add', { stepId: own, kind: 'want', words: 'Something' }));
  const toMyself = { stepId: own, copyId: newId(), with: nanId };
  expect(await nan.send('step:share', toMyself)).toEqual(refused('conflict', /^This is you/));
});

test('a manager who is asked for a reference says yes or not now, and nobody else hears of it', async () => {
  const { ana, mo, nan, sue } = await helpline.connectAll('ana', 'mo', 'nan', 'sue');
  const stepId = newId();
  const ask = { stepId, with: helpline.ids.mo, words: 'A course at the college' };
  expect(await ana.send('step:askReference', { ...ask, with: helpline.ids.sue })).toEqual(
    refused('not-found'),
  );
  await expectOk(ana.send('step:askReference', ask));
  expect(await mo.hears('update:changed')).toMatchObject({ kind: 'step-asked' });
  expect(await ana.send('step:askReference', { ...ask, stepId: newId() })).toEqual(
    refused('conflict', /asked them already/),
  );
  expect(await ana.send('step:answer', { stepId, answer: 'yes' })).toEqual(refused('not-yours'));
  expect(await nan.send('step:answer', { stepId, answer: 'yes' })).toEqual(refused('not-found'));

  await expectOk(mo.send('step:answer', { stepId, answer: 'not-now' }));
  await expectOk(mo.send('step:answer', { stepId, answer: 'yes' }));
  expect(await ana.hears('step:changed', ({ answer }) => answer === 'yes')).toMatchObject({ id: stepId });
  expect(await ana.hears('update:changed')).toMatchObject({ kind: 'step-answered' });
  for (const other of [nan, sue]) expect(await other.hasHeard('step:changed')).toBe(false);

  await expectOk(ana.send('step:remove', { stepId }));
  expect(await mo.send('step:answer', { stepId, answer: 'not-now' })).toEqual(
    refused('conflict', /taken this question back/),
  );
});

test('whoever leaves reads nothing more: what they were shown goes back, and a question to them says so', async () => {
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  const [want, copyId, stepId] = [newId(), newId(), newId()];
  const nanId = helpline.ids.nan;
  await expectOk(
    ana.send('step:add', { stepId: want, kind: 'want', words: 'To train others' }),
    ana.send('step:share', { stepId: want, copyId, with: nanId }),
    ana.send('step:askReference', { stepId, with: nanId, words: 'A job' }),
  );
  await nan.hears('step:changed', ({ id }) => id === stepId);
  await expectOk(mo.send('person:suspend', { personId: nanId }));
  expect(await ana.hears('step:changed', ({ id, removed }) => id === copyId && removed)).toMatchObject({
    words: '',
  });
  expect(await ana.hears('step:changed', ({ answer }) => answer === 'left')).toMatchObject({
    ...{ id: stepId, words: 'A job', removed: false },
  });
  expect(await ana.hears('update:changed')).toMatchObject({ kind: 'step-answered' });

  const [second, yes] = [newId(), newId()];
  const moId = helpline.ids.mo;
  await expectOk(
    ana.send('step:share', { stepId: want, copyId: second, with: moId }),
    ana.send('step:askReference', { stepId: yes, with: moId, words: '' }),
  );
  await expectOk(mo.send('step:answer', { stepId: yes, answer: 'yes' }));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ana }));
  expect(await mo.hears('step:changed', ({ id, removed }) => id === second && removed)).toMatchObject({
    words: '',
  });
  const left = (await helpline.connect('mo')).welcome.steps.filter(({ removed }) => !removed);
  expect(left).toMatchObject([{ id: yes, answer: 'yes' }]);
});

test('whoever keeps one of two roles keeps what it lets them read and answer', async () => {
  const nanId = helpline.ids.nan;
  const isNow = (roles: Role[]) => testServer.db.update(people).set({ roles }).where(eq(people.id, nanId));
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const [want, copyId, stepId] = [newId(), newId(), newId()];
  await isNow(['manager', 'supervisor']);
  await expectOk(
    ana.send('step:add', { stepId: want, kind: 'want', words: 'To train others' }),
    ana.send('step:share', { stepId: want, copyId, with: nanId }),
    ana.send('step:askReference', { stepId, with: nanId, words: 'A job' }),
  );

  await expectOk(mo.send('person:change', { personId: nanId, roles: ['manager'] }));
  const read = async () => {
    const { steps: rows } = (await helpline.connect('nan')).welcome;
    const shown = rows.map(({ id, words, answer }) => ({ id, words, answer }));
    return shown.toSorted((one, other) => one.id.localeCompare(other.id));
  };
  const copy = { id: copyId, words: 'To train others', answer: null };
  expect(await read()).toEqual([copy, { id: stepId, words: 'A job', answer: null }]);

  await isNow(['manager', 'supervisor']);
  await expectOk(mo.send('person:change', { personId: nanId, roles: ['supervisor'] }));
  expect(await ana.hears('step:changed', ({ answer }) => answer === 'left')).toMatchObject({ id: stepId });
  expect(await read()).toEqual([copy, { id: stepId, words: 'A job', answer: 'left' }]);
});

test('one’s own shifts that are over are listed when asked for, and only one’s own', async () => {
  const over = await helpline.addShift(-30, -24, ['ana']);
  await helpline.addShift(-54, -48, ['ben']);
  await helpline.addShift(40, 46, ['ana']);
  const address = `${testServer.url}/api/steps/shifts`;
  const listOf = async (name: 'ana' | 'mo') =>
    (await (
      await fetch(address, { headers: { cookie: await helpline.cookieOf(name) } })
    ).json()) as DoneShift[];
  const { startsAt, endsAt } = (await helpline.connect('ana')).welcome.shifts.find(({ id }) => id === over)!;
  expect(await listOf('ana')).toEqual([{ startsAt, endsAt }]);
  expect(await listOf('mo')).toEqual([]);
  expect((await fetch(address)).status).toBe(401);
});

test('a list has an end, and a line is erased two years later, and not before', async () => {
  const ana = await helpline.connect('ana');
  const add = () => ana.send('step:add', { stepId: newId(), kind: 'want', words: 'Words' });
  for (let line = 0; line < mostSteps; line++) await expectOk(add());
  expect(await add()).toEqual(refused('conflict', /^Your list is full/));
  const left = (days: number) =>
    testServer.db.transaction(async (tx) => {
      await eraseOldSteps(tx, new Date(helpline.clock.now().getTime() + days * 86_400_000));
      return tx.$count(steps);
    });
  expect([(await left(729)) > 0, await left(731)]).toEqual([true, 0]);
});

test('what somebody may tell a caller has three lines, and is shown to no colleague', async () => {
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  const [first, second, third] = [newId(), newId(), newId()];
  const add = (stepId: string) => ana.send('step:add', { stepId, kind: 'may-share', words: 'I was ill too' });
  await expectOk(add(first), add(second), add(third));
  expect(await add(newId())).toEqual(refused('conflict', /^You have three lines already/));
  expect(await ana.send('step:share', { stepId: first, copyId: newId(), with: helpline.ids.mo })).toEqual(
    refused('conflict', 'This line is for you alone.'),
  );
  for (const other of [ben, mo]) expect(await other.hasHeard('step:changed')).toBe(false);
  await expectOk(ana.send('step:remove', { stepId: first }));
  await expectOk(add(newId()));
});
