import { resolve } from 'node:path';
import * as v from 'valibot';
import { peopleCommands } from '#shared/people';
import { helplineById } from '../helpline/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { writeSafely } from '../platform/backup/write-safely.ts';
import { storedAbout, type Stored } from '../subject/queries.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';
import { helplineOption, personMeant } from './person-meant.ts';

const { email } = peopleCommands['person:invite'].entries;

export const subjectExport = adminCommand({
  does: 'Writes everything that is stored about one person into a file of JSON that only you may read.',
  changes: true,
  options: {
    email: { value: 'ADDRESS', should: 'their e-mail address', needed: true },
    out: {
      value: 'FILE',
      should: 'the file to write; one that is there already is not replaced',
      needed: true,
    },
    helpline: helplineOption,
  },
  shape: v.strictObject({
    email,
    out: v.pipe(v.string(), v.nonEmpty()),
    helpline: v.optional(v.string()),
  }),
  async run({ email, out, helpline }, world) {
    const file = resolve(world.folder, out);
    return withDatabase(world, async (db) => {
      const { id, helplineId } = await personMeant(db, email, helpline);
      const stored = await storedAbout(db, id);
      const { name } = await helplineById(db, helplineId);
      const told = { madeAt: world.clock().toISOString(), helpline: { id: helplineId, name }, personId: id };
      const record = () =>
        world.changing(db)(helplineId, (change) =>
          recordAudit({ ...change, actor: null }, 'person-exported', id),
        );
      if (!world.dryRun)
        await writeSafely(file, { what: 'export', force: null }, async (append) => {
          await append(Buffer.from(`${JSON.stringify({ ...told, stored }, null, 2)}\n`));
          await record();
        });
      const rows = countsOf(stored);
      return { lines: [...linesOf(file, stored), ...counted(rows)], facts: { file, ...told, rows } };
    });
  },
});

function linesOf(file: string, stored: Record<string, Stored>): string[] {
  const unreadable = Object.values(stored).reduce((sum, one) => sum + one.unreadable, 0);
  return [
    `Everything stored about this person is in ${file}.`,
    'It is not encrypted, and its call records are about callers too. Read it before you hand it over, and delete it afterwards.',
    ...(unreadable > 0 ? [`Rows that could not be opened, and are missing in it: ${unreadable}.`] : []),
  ];
}

const countsOf = (stored: Record<string, Stored>) =>
  Object.fromEntries(
    Object.entries(stored).map(([table, { theirs, named }]) => [table, theirs.length + named.length]),
  );

/** One line per table. */
export function counted(rows: Record<string, number>): string[] {
  const width = Math.max(0, ...Object.keys(rows).map((table) => table.length));
  return Object.entries(rows).map(([table, count]) => `  ${table.padEnd(width)}  ${count}`);
}
