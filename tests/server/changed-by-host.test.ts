import { expect, test } from 'vitest';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { typingAt } from '../support/terminal.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const changes = (name: 'mo' | 'cai', what: string) =>
  typingAt(
    testServer.databaseUrl,
    '/nowhere',
    testServer.clock.now,
  )(`person change --email ${helpline.emailOf(name)} ${what}`);

test('a role that the host takes away frees what was assigned by it, as a manager’s change does', async () => {
  const { ana } = await helpline.pair();
  const mo = await helpline.connect('mo');
  const debriefId = newId();
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now' }));
  await expectOk(mo.send('debrief:accept', { debriefId }));

  expect(await changes('mo', '--role supporter')).toMatchObject({ code: 0, complained: '' });
  const { welcome } = await helpline.connect('ana');
  expect(welcome.debriefs).toMatchObject([{ id: debriefId, state: 'asked', assignedTo: null }]);
  const nan = await helpline.connect('nan');
  await expectOk(nan.send('debrief:accept', { debriefId }));
  expect((await helpline.connect('mo')).welcome.debriefs).toEqual([]);
  expect(await mo.send('debrief:hold', { debriefId })).toEqual(refused('not-found'));
});

test('an address that the host changes leaves what was proposed about roles to be agreed to', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const personId = helpline.ids.cai;
  await expectOk(mo.send('person:change', { personId, roles: ['supporter', 'manager'] }));
  const proposed = await nan.hears('person:changed', ({ proposal }) => proposal !== null);

  expect(await changes('cai', '--new-email cai@other.example.org')).toMatchObject({ code: 0 });
  const { proposal } = (await helpline.connect('nan')).welcome.people.find(({ id }) => id === personId)!;
  expect(proposal).toEqual(proposed.proposal);
  await expectOk(nan.send('person:agree', { personId, proposedAt: proposal!.at }));
});
