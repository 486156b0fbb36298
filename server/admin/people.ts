import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import { peopleCommands, type Person } from '#shared/people';
import { roleWords } from '#shared/viewer';
import { refuseIfTaken, refuseUnless } from '../platform/live/commands/command.ts';
import { helplineById } from '../helpline/queries.ts';
import { keepInvitation } from '../invitations/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { tellThemAndManagers } from '../people/managing.ts';
import { changePerson, insertPerson, personById } from '../people/queries.ts';
import { hasComeIn } from '../people/sign-in-queries.ts';
import { adminCommand, type Answer } from './command.ts';
import { withDatabase } from './database.ts';
import { helplineCalled } from './helpline-called.ts';
import { emailTaken } from './helplines.ts';
import { helplineOption, personMeant } from './person-meant.ts';
import { linkFacts, linesOf, newLink, type Link } from './links.ts';

const { firstName, email, roles } = peopleCommands['person:invite'].entries;
export const someRoles = `${Object.keys(roleWords).join(', ')}; repeated for several`;

export const personInvite = adminCommand({
  does: 'Adds somebody to a helpline and prints their one-time link.',
  changes: true,
  options: {
    helpline: { value: 'NAME_OR_ID', should: 'the name or the id of their helpline', needed: true },
    name: { value: 'FIRST_NAME', should: 'their first name', needed: true },
    email: { value: 'ADDRESS', should: 'their e-mail address', needed: true },
    role: { value: 'ROLE', should: someRoles, needed: true, many: true },
  },
  shape: v.strictObject({ helpline: v.string(), name: firstName, email, role: roles }),
  async run({ helpline, name, email, role }, world) {
    const personId = uuidv7();
    return withDatabase(world, async (db) => {
      const helplineId = await helplineCalled(db, helpline);
      const link = newLink(world, (await helplineById(db, helplineId)).invitationDays);
      const { secretHash, expiresAt } = link;
      await world.changing(db)(helplineId, async (change) => {
        const { tx, version, now, announce } = change;
        const person = { id: personId, helplineId, version, firstName: name, email, roles: role };
        const invited = { ...person, invitedAt: now, invitedUntil: expiresAt };
        announce(
          'person:changed',
          await refuseIfTaken(insertPerson(tx, invited), 'people_email_in_helpline', emailTaken),
        );
        await keepInvitation(tx, { personId, helplineId, secretHash, expiresAt });
        await recordAudit({ ...change, actor: null }, 'person-invited', personId);
      });
      return answerWith(link, (await personById(db, helplineId, personId))!);
    });
  },
});

export const personLink = adminCommand({
  does: 'Prints a new one-time link for somebody who lost theirs, or their password. The older link stops working.',
  changes: true,
  options: {
    email: { value: 'ADDRESS', should: 'their e-mail address', needed: true },
    helpline: helplineOption,
  },
  shape: v.strictObject({ email, helpline: v.optional(v.string()) }),
  async run({ email, helpline }, world) {
    return withDatabase(world, async (db) => {
      const known = await personMeant(db, email, helpline);
      const { id: personId, helplineId } = known;
      const suspended = 'This person is suspended. A manager has to let them back in first.';
      refuseUnless(known.suspendedAt === null, 'conflict', suspended);
      const link = newLink(world, (await helplineById(db, helplineId)).invitationDays);
      const { secretHash, expiresAt } = link;
      await world.changing(db)(helplineId, async (change) => {
        const { tx, version, now, announce } = change;
        await keepInvitation(tx, { personId, helplineId, secretHash, expiresAt });
        const isIn = hasComeIn(known);
        const linked = { invitedUntil: expiresAt, linkAskedBy: null, ...(!isIn && { invitedAt: now }) };
        announce('person:changed', await changePerson(tx, personId, { version, ...linked }));
        await recordAudit({ ...change, actor: null }, 'link-requested', personId);
        if (isIn) await tellThemAndManagers({ ...change, actor: null }, personId, 'link-requested');
      });
      return answerWith(link, (await personById(db, helplineId, personId))!);
    });
  },
});

function answerWith(link: Link, { id, firstName, email, roles }: Person): Answer {
  return {
    lines: linesOf(link, firstName),
    facts: { person: { id, firstName, email, roles }, ...linkFacts(link) },
  };
}
