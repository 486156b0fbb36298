import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import { peopleCommands, roleWords, type Person } from '#shared/people';
import { Refusal, refuseIfTaken, refuseUnless } from '../command.ts';
import type { Db } from '../db.ts';
import { keepInvitation } from '../invitations/queries.ts';
import { insertPerson, passwordOf, personById, setPersonInvited } from '../people/queries.ts';
import { allHelplines } from '../helpline/queries.ts';
import { adminCommand, type Answer } from './command.ts';
import { withDatabase } from './database.ts';
import { emailTaken } from './helplines.ts';
import { factsOf, linesOf, newLink, type Link } from './links.ts';

const { firstName, email, roles } = peopleCommands['person:invite'].entries;
const someRoles = `${Object.keys(roleWords).join(', ')}; repeated for several`;

export const personInvite = adminCommand({
  does: 'Adds somebody to a helpline and prints their one-time link.',
  options: {
    helpline: { value: 'NAME_OR_ID', should: 'the name or the id of their helpline', needed: true },
    name: { value: 'FIRST_NAME', should: 'their first name', needed: true },
    email: { value: 'ADDRESS', should: 'their e-mail address', needed: true },
    role: { value: 'ROLE', should: someRoles, needed: true, many: true },
  },
  shape: v.strictObject({ helpline: v.string(), name: firstName, email, role: roles }),
  async run({ helpline, name, email, role }, world) {
    const link = newLink(world);
    const { secretHash, expiresAt } = link;
    const personId = uuidv7();
    const invited = await withDatabase(world, async (db) => {
      const helplineId = await helplineCalled(db, helpline);
      await world.changing(db)(helplineId, async ({ tx, version, now, announce }) => {
        const person = {
          id: personId,
          helplineId,
          version,
          firstName: name.trim(),
          email,
          roles: role,
          invitedAt: now,
        };
        announce(
          'person:changed',
          await refuseIfTaken(insertPerson(tx, person), 'people_email_unique', emailTaken),
        );
        await keepInvitation(tx, { personId, helplineId, secretHash, expiresAt });
      });
      return personById(db, helplineId, personId);
    });
    return answerWith(link, invited!);
  },
});

export const personLink = adminCommand({
  does: 'Prints a new one-time link for somebody who lost theirs, or their password. The older link stops working.',
  options: { email: { value: 'ADDRESS', should: 'their e-mail address', needed: true } },
  shape: v.strictObject({ email }),
  async run({ email }, world) {
    const link = newLink(world);
    const { secretHash, expiresAt } = link;
    const invited = await withDatabase(world, async (db) => {
      const known = await passwordOf(db, email);
      refuseUnless(known, 'not-found', `Nobody here has the e-mail address ${email}.`);
      const { id: personId, helplineId } = known;
      const suspended = 'This person is suspended. A manager has to let them back in first.';
      refuseUnless(known.suspendedAt === null, 'conflict', suspended);
      await world.changing(db)(helplineId, async ({ tx, version, now, announce }) => {
        await keepInvitation(tx, { personId, helplineId, secretHash, expiresAt });
        announce('person:changed', await setPersonInvited(tx, personId, version, now));
      });
      return personById(db, helplineId, personId);
    });
    return answerWith(link, invited!);
  },
});

function answerWith(link: Link, { id, firstName, email, roles }: Person): Answer {
  return {
    lines: linesOf(link, firstName),
    facts: { person: { id, firstName, email, roles }, ...factsOf(link) },
  };
}

async function helplineCalled(db: Db, nameOrId: string): Promise<string> {
  const all = await allHelplines(db);
  const [found, another] = all.filter(({ id, name }) => id === nameOrId || name === nameOrId.trim());
  if (found && !another) return found.id;
  if (found) throw new Refusal('conflict', `Several helplines are called "${nameOrId}". Give the id of one.`);
  const there = all.length > 0 ? ` The helplines are: ${all.map(({ name }) => name).join(', ')}.` : '';
  throw new Refusal('not-found', `There is no helpline called "${nameOrId}".${there}`);
}
