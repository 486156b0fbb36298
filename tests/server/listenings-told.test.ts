import { expect, test } from 'vitest';
import { expectOk, newId } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const agreed = ({ kind }: { kind: string }) => kind === 'listening-agreed';
const ended = ({ kind }: { kind: string }) => kind === 'listening-ended';

/** Cai, in the induction, has asked to listen along in a shift of Ana and Ben tomorrow. */
async function asked() {
  const shiftId = await helpline.addShift(22, 28, ['ana', 'ben']);
  const people = await helpline.connectAll('ana', 'ben', 'cai', 'mo');
  const induction = { from: '2026-11-16', until: '2026-11-29' };
  await expectOk(people.mo.send('person:induction', { personId: helpline.ids.cai, induction }));
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  const listeningId = newId();
  const personId = helpline.ids.cai;
  await expectOk(people.cai.send('listening:ask', { listeningId, shiftId, personId }));
  return { ...people, shiftId, listeningId, fresh };
}

test('the two who are asked are told, on their screens and by their channels', async () => {
  const { ana, ben, fresh } = await asked();
  for (const client of [ana, ben])
    expect(await client.hears('update:changed')).toMatchObject({
      ...{ kind: 'listening-asked', by: helpline.ids.cai, shiftId: null },
    });
  expect(await fresh()).toEqual(['ana rota-asks /rota', 'ben rota-asks /rota']);
});

test('whoever would listen along is told that one of the two said no', async () => {
  const { ben, cai, shiftId, listeningId, fresh } = await asked();
  await fresh();
  await expectOk(ben.send('listening:say', { listeningId, yes: false }));
  expect(await cai.hears('update:changed', ended)).toMatchObject({ shiftId, by: null });
  expect(await fresh()).toEqual(['cai rota /rota']);
});

test('and that both said yes, so that the evening is on', async () => {
  const { ana, ben, cai, shiftId, listeningId, fresh } = await asked();
  await fresh();
  await expectOk(ana.send('listening:say', { listeningId, yes: true }));
  expect(await cai.hasHeard('update:changed', agreed)).toBe(false);
  await expectOk(ben.send('listening:say', { listeningId, yes: true }));
  expect(await cai.hears('update:changed', agreed)).toMatchObject({ shiftId, by: null });
  expect(await fresh()).toEqual(['cai rota /rota']);
});

test('and that the pair has changed, so that the evening is off', async () => {
  const { ana, ben, mo, shiftId, listeningId } = await asked();
  for (const client of [ana, ben]) await expectOk(client.send('listening:say', { listeningId, yes: true }));
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: null }));
  const { welcome } = await helpline.connect('cai');
  expect(welcome.updates.filter(ended)).toMatchObject([{ shiftId, by: null }]);
});

test('nobody is told what they did themself', async () => {
  const { cai, listeningId } = await asked();
  await expectOk(cai.send('listening:end', { listeningId }));
  expect(await cai.hasHeard('update:changed', ended)).toBe(false);
});
