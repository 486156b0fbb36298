import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { absences } from '#drizzle/schema/absences';
import { retentionRuns } from '#server/retention-runs';
import { mostAbsences } from '#shared/absences';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { swapsOf } from '../support/swaps.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const { onCall } = swapsOf(testServer, helpline);

const ok = { ok: true };
const days = (from: string, to: string | null = from) => ({ absenceId: newId(), from, to });

test('the days on which somebody cannot come are seen by them and by managers, and by nobody else', async () => {
  const { ana, ben, cai, mo, sue } = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'sue');
  const away = days('2026-12-24', '2026-12-26');
  expect(await ana.send('absence:add', away)).toEqual(ok);
  for (const client of [ana, mo])
    expect(await client.hears('absence:changed')).toMatchObject({
      ...{ id: away.absenceId, personId: helpline.ids.ana, from: away.from, to: away.to },
      ...{ weekly: null, removed: false },
    });
  for (const client of [ben, cai, sue]) expect(await client.hasHeard('absence:changed')).toBe(false);
  expect((await helpline.connect('ben')).welcome.absences).toEqual([]);

  expect(await ben.send('absence:remove', { absenceId: away.absenceId })).toEqual(refused('not-found'));
  expect(await mo.send('absence:remove', { absenceId: away.absenceId })).toEqual(refused('not-yours'));
  expect(await ana.send('absence:remove', { absenceId: away.absenceId })).toEqual(ok);
  await mo.hears('absence:changed', ({ removed }) => removed);
  expect(await mo.send('absence:add', days('2026-12-24'))).toEqual(refused('not-yours'));
});

test('days that are not in the calendar, or end before they begin, are refused in words', async () => {
  const ana = await helpline.connect('ana');
  expect(await ana.send('absence:add', days('2027-02-30'))).toEqual(
    refused('malformed', 'This day is not in the calendar.'),
  );
  expect(await ana.send('absence:add', days('2026-12-26', '2026-12-24'))).toEqual(
    refused('conflict', 'The last day is before the first. Choose a later last day.'),
  );
  expect(await ana.send('absence:add', days('2026-11-01', '2026-11-17'))).toEqual(
    refused('conflict', 'These days are over already.'),
  );
  expect(await ana.send('absence:add', days('2026-12-24', null))).toEqual(
    refused('conflict', 'Say which is the last day.'),
  );
  const weekly = { weekday: 5, from: '18:00', until: '24:30' };
  expect(await ana.send('absence:add', { ...days('2026-12-24', null), weekly })).toEqual(
    refused('malformed'),
  );
  expect(
    await ana.send('absence:add', { ...days('2026-12-24', null), weekly: { ...weekly, until: '02:00' } }),
  ).toEqual(ok);
});

test('as many as anybody needs, and no more', async () => {
  const ana = await helpline.connect('ana');
  for (let count = 0; count < mostAbsences; count += 1)
    await expectOk(ana.send('absence:add', days('2026-12-24')));
  expect(await ana.send('absence:add', days('2026-12-24'))).toEqual(refused('conflict'));
});

test('over a place of theirs the manager on call is told at once; where nobody is, all managers', async () => {
  const fresh = watchOutbox(testServer, helpline);
  const friday = await helpline.addShift(46, 52, ['ana']);
  const other = await helpline.addShift(94, 100, ['ana']);
  await onCall(friday, helpline.ids.nan);
  const ana = await helpline.connect('ana');
  await expectOk(ana.send('absence:add', days('2026-11-24')));
  expect(await fresh()).toEqual([]);
  await expectOk(ana.send('absence:add', days('2026-11-20')));
  expect(await fresh()).toEqual(['nan rota-asks /rota']);
  await expectOk(ana.send('absence:add', days('2026-11-22')));
  expect(await fresh()).toEqual(['mo rota-asks /rota']);
  const places = (await helpline.connect('mo')).welcome.shifts.filter(({ id }) =>
    [friday, other].includes(id),
  );
  for (const shift of places) expect(shift.places.map(({ firstName }) => firstName)).toEqual(['Ana']);
});

test('days go a month after the last of them, and those taken away within a week', async () => {
  const ana = await helpline.connect('ana');
  const [kept, taken] = [days('2026-11-20'), days('2026-11-20')];
  await expectOk(ana.send('absence:add', kept), ana.send('absence:add', taken));
  await expectOk(ana.send('absence:remove', { absenceId: taken.absenceId }));
  const left = async (after: number) => {
    const now = new Date(testServer.clock.now().getTime() + after * 86_400_000);
    await retentionRuns.absences(testServer.db, now);
    const rows = await testServer.db.select().from(absences).where(eq(absences.helplineId, helpline.id));
    return rows.map(({ id }) => id);
  };
  expect(await left(8)).toEqual([kept.absenceId]);
  expect(await left(31)).toEqual([kept.absenceId]);
  expect(await left(33)).toEqual([]);
});
