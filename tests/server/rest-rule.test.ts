import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { helplines } from '#drizzle/schema/helplines';
import { expectOk, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
beforeEach(async () => {
  await testServer.db.update(helplines).set({ restHours: 11 }).where(eq(helplines.id, helpline.id));
});

const ok = { ok: true };
const place = (shiftId: string, more: object = {}) => ({
  ...{ shiftId, place: 1 as const, personId: helpline.ids.ana },
  ...more,
});

test('a place that leaves too little rest is refused in words, before and after another shift', async () => {
  await helpline.addShift(40, 46, ['ana']);
  const after = await helpline.addShift(52, 58);
  const before = await helpline.addShift(30, 39.5);
  const mo = await helpline.connect('mo');
  expect(await mo.send('shift:place', place(after))).toEqual(
    refused(
      'conflict',
      'The rest rule: only 6 hours lie between this and their shift before this one. It asks for 11. Choose somebody else, or say why it has to be Ana.',
    ),
  );
  expect(await mo.send('shift:place', place(before))).toEqual(
    refused('conflict', /only 0.5 hours lie between this and their shift after this one/),
  );
  expect(await mo.send('shift:place', place(await helpline.addShift(57, 63)))).toEqual(ok);
});

test('a manager who says so and writes why places them all the same; the person reads it, and it is written down', async () => {
  await helpline.addShift(40, 46, ['ana']);
  const after = await helpline.addShift(52, 58);
  const { mo, ana } = await helpline.connectAll('mo', 'ana');
  expect(await mo.send('shift:place', place(after, { despite: 'rest' }))).toEqual(
    refused('conflict', 'Write in a few words why it has to be Ana. They read it.'),
  );
  const words = 'Nobody else can. Thank you.';
  expect(await mo.send('shift:place', place(after, { despite: 'rest', words }))).toEqual(ok);
  expect(await ana.hears('update:changed')).toMatchObject({ kind: 'shift-added', shiftId: after, words });
  expect((await helpline.connect('ana')).welcome.updates).toMatchObject([{ words }]);
  const lines = await testServer.db
    .select({ action: auditLog.action, about: auditLog.about })
    .from(auditLog)
    .where(eq(auditLog.helplineId, helpline.id))
    .orderBy(auditLog.number);
  expect(lines).toEqual([
    { action: 'placed-despite-rest', about: helpline.ids.ana },
    { action: 'placed-in-shift', about: helpline.ids.ana },
  ]);
});

test('words that are written again for the same shift are those that are read', async () => {
  const shiftId = await helpline.addShift(52, 58);
  await helpline.addShift(40, 46, ['ana']);
  const mo = await helpline.connect('mo');
  const told = async () => (await helpline.connect('ana')).welcome.updates;
  for (const words of ['The first words', 'The second words']) {
    await expectOk(mo.send('shift:place', place(shiftId, { despite: 'rest', words })));
    expect(await told()).toMatchObject([{ kind: 'shift-added', words }]);
    await expectOk(mo.send('shift:place', place(shiftId, { personId: null })));
    expect(await told()).toMatchObject([{ kind: 'shift-removed', words: null }]);
  }
});

test('without a rule, and with a shorter one, the place is given', async () => {
  await helpline.addShift(40, 46, ['ana']);
  const after = await helpline.addShift(52, 58);
  const { mo, ana } = await helpline.connectAll('mo', 'ana');
  for (const restHours of [-1, 25, 7.5])
    expect(await mo.send('helpline:change', { restHours })).toEqual(refused('malformed'));
  expect(await ana.send('helpline:change', { restHours: 6 })).toEqual(refused('not-yours'));
  await expectOk(mo.send('helpline:change', { restHours: 7 }));
  expect(await mo.send('shift:place', place(after))).toEqual(refused('conflict', /It asks for 7/));
  await expectOk(mo.send('helpline:change', { restHours: 6 }));
  expect(await mo.send('shift:place', place(after))).toEqual(ok);
});
