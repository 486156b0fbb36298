import * as v from 'valibot';
import { peopleCommands } from '#shared/people';
import { refuseIfTaken, refuseUnless } from '../platform/live/commands/command.ts';
import { endBreakGlassOf } from '../break-glass/shutting.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { changePerson, personById } from '../people/queries.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';
import { emailTaken } from './helplines.ts';
import { helplineOption, personMeant } from './person-meant.ts';
import { someRoles, tellAllManagers } from './people.ts';

const { email, roles } = peopleCommands['person:invite'].entries;

export const personChange = adminCommand({
  does: 'Changes somebody’s roles or e-mail address, where a helpline has no second manager to agree to it.',
  changes: true,
  options: {
    email: { value: 'ADDRESS', should: 'the e-mail address they have now', needed: true },
    role: { value: 'ROLE', should: someRoles, many: true },
    'new-email': { value: 'ADDRESS', should: 'the e-mail address they are to have' },
    helpline: helplineOption,
  },
  shape: v.strictObject({
    email,
    role: v.optional(roles),
    'new-email': v.optional(email),
    helpline: v.optional(v.string()),
  }),
  async run({ email, role, 'new-email': newEmail, helpline }, world) {
    refuseUnless(role ?? newEmail, 'malformed', 'Say what to change: --role, --new-email, or both.');
    return withDatabase(world, async (db) => {
      const { id, helplineId } = await personMeant(db, email, helpline);
      await world.changing(db)(helplineId, async (change) => {
        const wanted = { ...(role && { roles: role }), ...(newEmail && { email: newEmail }) };
        const changed = changePerson(change.tx, id, { version: change.version, proposal: null, ...wanted });
        change.announce(
          'person:changed',
          await refuseIfTaken(changed, 'people_email_in_helpline', emailTaken),
        );
        const host = { ...change, actor: null };
        if (role) await recordAudit(host, 'roles-changed', id);
        if (newEmail) await recordAudit(host, 'person-changed', id);
        if (role) await tellAllManagers(change, id, 'roles-changed');
        if (newEmail) await tellAllManagers(change, id, 'email-changed');
        if (role) await endBreakGlassOf(change, id);
        change.resync(id);
      });
      const person = (await personById(db, helplineId, id))!;
      return {
        lines: [`${person.firstName} is now: ${person.roles.join(', ')}. E-mail address: ${person.email}.`],
        facts: { person: { id, firstName: person.firstName, email: person.email, roles: person.roles } },
      };
    });
  },
});
