import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import { usualPattern } from '#shared/patterns';
import { peopleCommands, usualInvitationDays } from '#shared/people';
import { line } from '#shared/shapes';
import { layOutMissing } from '../shifts/lay-out-shifts.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { helplinesWithPeople, insertHelpline, isHelplineCalled } from '../helpline/queries.ts';
import { keepInvitation } from '../invitations/queries.ts';
import { insertPerson } from '../people/queries.ts';
import { callRecordDaysShould, callRecordDaysTyped, notChosen } from './call-record-days.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';
import { linkFacts, linesOf, newLink } from './links.ts';
import { readPattern } from './pattern.ts';

const { firstName, email } = peopleCommands['person:invite'].entries;
export const emailTaken =
  'Somebody with this e-mail address is here already. Try "person link" for a new link.';

export const helplineCreate = adminCommand({
  does: 'Makes a helpline with its first manager, lays out its shifts and prints the manager’s one-time link.',
  changes: true,
  options: {
    name: { value: 'NAME', should: 'the name of the helpline', needed: true },
    manager: { value: 'FIRST_NAME', should: 'the first name of its manager', needed: true },
    email: { value: 'ADDRESS', should: 'the manager’s e-mail address', needed: true },
    'time-zone': { value: 'ZONE', should: 'a time zone such as Europe/London, which is the usual one' },
    'keep-call-records': { value: 'DAYS', should: callRecordDaysShould },
    pattern: {
      value: 'FILE.json',
      should: 'a file with the opening times; left out, evenings and weekend days',
    },
  },
  shape: v.strictObject({
    name: line,
    manager: firstName,
    email,
    'time-zone': v.optional(v.pipe(v.string(), v.check(isTimeZone)), 'Europe/London'),
    pattern: v.optional(v.string()),
    'keep-call-records': v.optional(callRecordDaysTyped),
  }),
  async run({ name, manager, email, 'time-zone': timeZone, pattern, ...chosen }, world) {
    const callRecordDays = chosen['keep-call-records'] ?? null;
    const openingPattern = pattern ? await readPattern(pattern, world.folder) : usualPattern;
    const helpline = { id: uuidv7(), name: name.trim(), timeZone, openingPattern, callRecordDays };
    const person = { id: uuidv7(), firstName: manager.trim(), email };
    const link = newLink(world, usualInvitationDays);
    const { secretHash, expiresAt } = link;
    const now = world.clock();
    const ids = { helplineId: helpline.id, version: 1 };

    const laidOut = await withDatabase(world, (db) =>
      db.transaction(async (tx) => {
        const isTaken = await isHelplineCalled(tx, helpline.name);
        refuseUnless(!isTaken, 'conflict', `There is a helpline called "${helpline.name}" already.`);
        await insertHelpline(tx, { ...helpline, version: ids.version, createdAt: now });
        const newManager = {
          ...person,
          ...ids,
          roles: ['manager' as const],
          invitedAt: now,
          invitedUntil: expiresAt,
        };
        await insertPerson(tx, newManager);
        await keepInvitation(tx, { personId: person.id, helplineId: helpline.id, secretHash, expiresAt });
        return layOutMissing(tx, { ...helpline, patternChanges: [] }, ids.version, now);
      }),
    );
    return {
      lines: [
        `The helpline "${helpline.name}" is made, with ${laidOut.length} shifts over the next four weeks.`,
        ...linesOf(link, person.firstName),
        ...(callRecordDays === null ? [notChosen] : []),
      ],
      facts: {
        helpline: { id: helpline.id, name: helpline.name, timeZone },
        manager: person,
        shifts: laidOut.length,
        ...linkFacts(link),
      },
    };
  },
});

export const helplineList = adminCommand({
  does: 'Lists the helplines, with how many people each has.',
  options: {},
  shape: v.strictObject({}),
  async run(_fields, world) {
    const found = await withDatabase(world, helplinesWithPeople);
    const lines = found.map((one) => `${one.name}, ${one.timeZone}, people: ${one.people}, id: ${one.id}`);
    return { lines: lines.length > 0 ? lines : ['There is no helpline yet.'], facts: { helplines: found } };
  },
});

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
