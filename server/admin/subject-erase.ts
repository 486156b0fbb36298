import { resolve } from 'node:path';
import * as v from 'valibot';
import { peopleCommands } from '#shared/people';
import { addErasures } from '../platform/backup/erasures.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { erasePerson } from '../subject/erase.ts';
import { everyErasure, isErased, readinessOf } from '../subject/queries.ts';
import { adminCommand, type World } from './command.ts';
import { withDatabase } from './database.ts';
import { helplineOption, personMeant } from './person-meant.ts';
import { counted } from './subject-export.ts';

const { email } = peopleCommands['person:invite'].entries;
const list = 'the list of erasures, erasures.json in the folder of your backups, which a restore reads';

export const subjectErase = adminCommand({
  does: 'Erases what is stored about one person, for good. What others need stays, and names nobody.',
  changes: true,
  options: {
    email: { value: 'ADDRESS', should: 'their e-mail address', needed: true },
    erasures: { value: 'FILE', should: `${list}; left out only with --dry-run` },
    helpline: helplineOption,
  },
  shape: v.strictObject({
    email,
    erasures: v.optional(v.pipe(v.string(), v.nonEmpty())),
    helpline: v.optional(v.string()),
  }),
  async run({ email, erasures, helpline }, world) {
    const isDry = world.dryRun ?? false;
    refuseUnless(isDry || erasures, 'malformed', `--erasures is missing: it should be ${list}.`);
    const file = isDry ? null : resolve(world.folder, erasures!);
    const rows = await erase(world, { email, helpline, file });
    return { lines: [...(file === null ? wouldBe : done(file)), ...counted(rows)], facts: { rows } };
  },
});

const wouldBe = ['These rows would be deleted, or lose what names this person:'];
const done = (file: string) => [
  `This person is erased. ${file} says so to every restore: keep it with your backups, and copy it wherever they are copied.`,
  'Not erased: their name where a colleague wrote it, and backups from before, until you delete those. Deleted or changed:',
];

type Wish = { email: string; helpline: string | undefined; file: string | null };

/**
 * Erases the person and writes the list of erasures, as one transaction: the file is written last. The list also names everybody erased
 * before, because a new file replaces the old one completely. Without a file, for a dry run, no list is written.
 */
function erase(world: World, { email, helpline, file }: Wish): Promise<Record<string, number>> {
  return withDatabase(world, async (db) => {
    const { id: personId, helplineId } = await personMeant(db, email, helpline);
    const erasure = { personId, helplineId, at: world.clock().toISOString() };
    let rows = {};
    let undo = () => Promise.resolve();
    try {
      await world.changing(db)(helplineId, async (change) => {
        refuseUnlessReady(await readinessOf(change.tx, personId, change.now));
        rows = await erasePerson(change, erasure);
        if (file !== null) undo = await addErasures(file, await everyErasure(change.tx));
      });
    } catch (error) {
      // After a commit whose reply was lost the person is erased, and stays on the list; one too many on it is erased again by a restore.
      if (!(await isErased(db, personId).catch(() => true))) await undo();
      throw error;
    }
    return rows;
  });
}

function refuseUnlessReady(ready: Awaited<ReturnType<typeof readinessOf>>): void {
  refuseUnless(
    ready.isSuspended,
    'conflict',
    'This person is not suspended, so they may be signed in. A manager has to suspend them first: under People, Change, Suspend.',
  );
  refuseUnless(
    ready.heldUntil === null,
    'conflict',
    `A legal hold is on this person until ${ready.heldUntil?.toISOString()}, so nothing about them may be erased. "hold list" shows it.`,
  );
  refuseUnless(
    !ready.isShared,
    'conflict',
    'A legal hold on a colleague covers something that this person shares with them, such as a debrief or a one-to-one. "hold list" shows it.',
  );
  refuseUnless(
    !ready.hasDebriefInHand,
    'conflict',
    'A debrief that they asked for is still with a manager. It has to be closed first, or handed back.',
  );
}
