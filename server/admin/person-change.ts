import * as v from 'valibot';
import { peopleCommands } from '#shared/people';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { applyChange } from '../people/applying.ts';
import { personById } from '../people/queries.ts';
import { reactions } from '../reactions.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';
import { emailTaken } from './helplines.ts';
import { helplineOption, personMeant } from './person-meant.ts';
import { someRoles } from './people.ts';

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
        const before = (await personById(change.tx, helplineId, id))!;
        const wanted = { ...(role && { roles: role }), ...(newEmail && { email: newEmail }) };
        await applyChange({ ...change, actor: null }, before, wanted, reactions, emailTaken);
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
