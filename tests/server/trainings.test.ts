import { expect, test } from 'vitest';
import type { CourseSlug } from '#shared/courses';
import { trainings } from '#drizzle/schema/trainings';
import { againFrom } from '#shared/trainings';
import { eraseOldTrainings } from '#server/trainings/queries';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

// It is Wednesday, 18 November 2026.
const { testServer, helpline } = useHelpline();

test('a supporter plans a course and says that it is done; managers see it, and nobody else', async () => {
  const { ana, ben, mo, sue } = await helpline.connectAll('ana', 'ben', 'mo', 'sue');
  const trainingId = newId();
  const course = 'mindfulness';
  await expectOk(ana.send('training:plan', { trainingId, course, on: '2026-12-03' }));
  const planned = await mo.hears('training:changed');
  expect(planned).toMatchObject({
    personId: helpline.ids.ana,
    course,
    plannedOn: '2026-12-03',
    doneOn: null,
  });
  // Another page of hers does not know the row yet: there is one for each course.
  await expectOk(ana.send('training:done', { trainingId: newId(), course, on: '2026-11-18' }));
  const done = await ana.hears('training:changed', ({ doneOn }) => doneOn !== null);
  expect(done).toMatchObject({ id: trainingId, plannedOn: null, doneOn: '2026-11-18', seenBy: null });
  for (const other of [ben, sue]) expect(await other.hasHeard('training:changed')).toBe(false);
});

test('a plan lies ahead, what is done does not, by the clock of the helpline', async () => {
  const { ana } = await helpline.connectAll('ana');
  const ofRisk = () => ({ trainingId: newId(), course: 'risk' as const });
  expect(await ana.send('training:plan', { ...ofRisk(), on: '2026-11-17' })).toEqual(
    refused('conflict', /^This day is over/),
  );
  expect(await ana.send('training:done', { ...ofRisk(), on: '2026-11-19' })).toEqual(
    refused('conflict', /^This day is still to come/),
  );
  await expectOk(
    ana.send('training:plan', { ...ofRisk(), on: '2026-11-18' }),
    ana.send('training:done', { ...ofRisk(), on: '2026-11-18' }),
  );
});

test('a manager has seen the certificate of what is said now, and of nothing else', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const [trainingId, other] = [newId(), newId()];
  await expectOk(
    ana.send('training:done', { trainingId, course: 'first-aid', on: '2026-11-02' }),
    ana.send('training:done', { trainingId: other, course: 'risk', on: '2026-11-02' }),
  );
  const seen = (id: string, doneOn: string) => mo.send('training:seen', { trainingId: id, doneOn });
  expect(await seen(other, '2026-11-02')).toEqual(refused('conflict', /no certificate/));
  expect(await seen(trainingId, '2026-11-01')).toEqual(refused('conflict', /changed what they said/));
  expect(await ana.send('training:seen', { trainingId, doneOn: '2026-11-02' })).toEqual(refused('not-yours'));
  await expectOk(seen(trainingId, '2026-11-02'), seen(trainingId, '2026-11-02'));
  expect(await ana.hears('training:changed', ({ seenBy }) => seenBy !== null)).toMatchObject({
    seenBy: helpline.ids.mo,
  });
  expect(await ana.send('training:takeBack', { trainingId })).toEqual(
    refused('conflict', /seen your certificate/),
  );

  // The same day said once more changes nothing of it, and no earlier one takes its place.
  const done = (on: string) => ana.send('training:done', { trainingId: newId(), course: 'first-aid', on });
  await expectOk(done('2026-11-02'));
  expect(await done('2026-11-01')).toEqual(refused('conflict', /seen your certificate/));
  expect((await helpline.connect('mo')).welcome.trainings.find(({ id }) => id === trainingId)).toMatchObject({
    ...{ doneOn: '2026-11-02', seenBy: helpline.ids.mo },
  });

  // Taken again, it is looked at again.
  await expectOk(ana.send('training:done', { trainingId: newId(), course: 'first-aid', on: '2026-11-17' }));
  await expectOk(
    ana.send('training:takeBack', { trainingId }),
    ana.send('training:takeBack', { trainingId: other }),
  );
  const last = await mo.hears(
    'training:changed',
    ({ id, doneOn, version }) => id === other && doneOn === null && version > 1,
  );
  expect(last.seenBy).toBeNull();
});

test('nobody says it for somebody else, and the hour with the benefits adviser cannot be said at all', async () => {
  const { ana, ben, mo, sue } = await helpline.connectAll('ana', 'ben', 'mo', 'sue');
  const trainingId = newId();
  await expectOk(ana.send('training:done', { trainingId, course: 'risk', on: '2026-11-02' }));
  expect(await ben.send('training:takeBack', { trainingId })).toEqual(refused('not-found'));
  expect(await mo.send('training:takeBack', { trainingId })).toEqual(refused('not-yours'));
  for (const other of [mo, sue])
    expect(await other.send('training:plan', { trainingId: newId(), course: 'risk', on: null })).toEqual(
      refused('not-yours', 'Supporters say this of themselves.'),
    );
  const course = 'benefits-adviser' as CourseSlug;
  expect(await ana.send('training:done', { trainingId: newId(), course, on: '2026-11-02' })).toEqual(
    refused('malformed'),
  );
});

test('Mental Health First Aid comes again after three years, and only that', () => {
  const from = (course: CourseSlug, doneOn: string | null) => againFrom({ course, doneOn });
  expect(from('first-aid', '2026-11-02')).toBe('2029-11-02');
  expect(from('first-aid', '2028-02-29')).toBe('2031-03-01');
  expect([from('first-aid', null), from('risk', '2026-11-02')]).toEqual([null, null]);
});

test('what was said is erased four years later, and not before', async () => {
  const ana = await helpline.connect('ana');
  const trainingId = newId();
  await expectOk(ana.send('training:done', { trainingId, course: 'first-aid', on: '2026-11-02' }));
  const after = (days: number) => new Date(helpline.clock.now().getTime() + days * 86_400_000);
  const left = (days: number) =>
    testServer.db.transaction(async (tx) => {
      await eraseOldTrainings(tx, after(days));
      return (await tx.select().from(trainings)).some(({ id }) => id === trainingId);
    });
  expect([await left(1460), await left(1461)]).toEqual([true, false]);
});
