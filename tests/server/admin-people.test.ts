import { afterAll, beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { hashOf } from '../support/hash.ts';
import { refusedWith, sitAtTerminal, type Terminal } from '../support/terminal.ts';

const now = new Date('2026-11-25T20:17Z');
let terminal: Terminal;
beforeAll(async () => {
  terminal = await sitAtTerminal(now);
  await terminal.types('helpline create --name "Evening line" --manager Mo --email mo@example.org');
});
afterAll(() => terminal.leave());

test('somebody is invited by the helpline’s name or id, in several roles', async () => {
  const { id: helplineId } = await terminal.helplineCalled('Evening line');
  const invited = await terminal.types(
    'person invite --helpline "Evening line" --name Sue --email sue@example.org --role supporter --role supervisor',
  );
  expect(invited).toMatchObject({ code: 0, complained: '' });
  expect(invited.said).toMatch(/^Give this link to Sue\. It works once, for 3 days:\nhttps:/);
  const sue = await terminal.personAt('sue@example.org');
  expect(sue).toMatchObject({ helplineId, roles: ['supporter', 'supervisor'], version: 2, invitedAt: now });
  expect(sue.invitation!.secretHash).toBe(hashOf(invited.said.split('#')[1]!));

  const byId = await terminal.types(
    `person invite --helpline ${helplineId} --name Al --email al@example.org --role supporter --json`,
  );
  const facts = JSON.parse(byId.said) as { person: { id: string } };
  expect(facts.person).toMatchObject({ firstName: 'Al', email: 'al@example.org', roles: ['supporter'] });
  expect((await terminal.helplineCalled('Evening line')).change).toBe(3);
});

test('an invitation that cannot be made changes nothing', async () => {
  const before = await terminal.helplineCalled('Evening line');
  const invite = (helpline: string, email: string) =>
    terminal.types(`person invite --helpline "${helpline}" --name Ed --email ${email} --role supporter`);
  expect(await invite('Nobody', 'ed@example.org')).toEqual(
    refusedWith('There is no helpline called "Nobody". The helplines are: Evening line.'),
  );
  expect(await invite('Evening line', 'mo@example.org')).toEqual(
    refusedWith('Somebody with this e-mail address is here already. Try "person link" for a new link.'),
  );
  expect(await terminal.helplineCalled('Evening line')).toEqual(before);
});

test('a new link makes the older one useless', async () => {
  const { invitation } = await terminal.personAt('mo@example.org');
  const renewed = await terminal.types('person link --email Mo@Example.org --json');
  const { link } = JSON.parse(renewed.said) as { link: string };
  const mo = await terminal.personAt('mo@example.org');
  expect(mo.invitation!.secretHash).not.toBe(invitation!.secretHash);
  expect(mo.invitation!.secretHash).toBe(hashOf(link.split('#')[1]!));
  expect(mo.version).toBe((await terminal.helplineCalled('Evening line')).change);
});

test('a link is refused to somebody unknown or suspended', async () => {
  expect(await terminal.types('person link --email nobody@example.org')).toEqual(
    refusedWith('Nobody here has the e-mail address nobody@example.org.'),
  );
  await terminal.db.update(people).set({ suspendedAt: now }).where(eq(people.email, 'al@example.org'));
  expect(await terminal.types('person link --email al@example.org')).toEqual(
    refusedWith('This person is suspended. A manager has to let them back in first.'),
  );
});
