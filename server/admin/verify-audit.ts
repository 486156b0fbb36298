import * as v from 'valibot';
import { Refusal } from '../platform/live/commands/command.ts';
import { verifyAuditLog, type AuditHead, type AuditVerdict } from '../platform/audit-log/verify.ts';
import { allHelplines } from '../helpline/queries.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';

const headShape = /^([0-9a-f-]{36}):(\d{1,15}):([0-9a-f]{64})$/;
type Found = AuditVerdict & { id: string; name: string; given: AuditHead | undefined };

/** Ends with exit code 1 if a log is incomplete or was changed. */
export const verifyAudit = adminCommand({
  does: 'Reads the audit log of every helpline and says whether a line was changed, deleted or swapped.',
  options: {
    head: {
      value: 'HEAD',
      should: 'a head that an earlier run printed, kept outside this computer; may be given several times',
      many: true,
    },
  },
  shape: v.strictObject({ head: v.optional(v.array(v.pipe(v.string(), v.regex(headShape))), []) }),
  async run({ head }, world) {
    const earlier = earlierHeads(head);
    const found = await withDatabase(world, async (db) => {
      const all: Found[] = [];
      for (const { id, name } of await allHelplines(db))
        all.push({ id, name, given: earlier.get(id), ...(await verifyAuditLog(db, id, earlier.get(id))) });
      return all;
    });
    const unknown = [...earlier.keys()].find((id) => !found.some((helpline) => helpline.id === id));
    if (unknown) throw new Refusal('not-found', `There is no helpline with the id ${unknown}.`);
    return {
      failed: found.some(({ wrong }) => wrong !== null),
      lines: [...found.flatMap(linesOf), ...hint(found)],
      facts: { whole: found.every(({ wrong }) => wrong === null), helplines: found },
    };
  },
});

const ifYounger = 'If you kept it less than a year ago, lines were erased that should be there.';

function linesOf({ id, name, number, hash, wrong, erasedUpTo, since, given }: Found): string[] {
  if (wrong) return [`${name}: the audit log is NOT whole. ${wrong}`];
  const lines =
    erasedUpTo === 0
      ? `${number} lines`
      : `lines ${erasedUpTo + 1} to ${number}, from ${since!.toISOString().slice(0, 10)} on; older ones were erased after a year`;
  const isOld = given && given.number < erasedUpTo;
  return [
    `${name}: the audit log is whole, ${lines}. Its head:`,
    `${id}:${number}:${hash}`,
    ...(isOld ? [`The head that you gave is of line ${given.number}, which is erased. ${ifYounger}`] : []),
  ];
}

const hint = (found: Found[]) =>
  found.length === 0
    ? ['There is no helpline yet.']
    : ['Keep the heads somewhere else than on this computer, and give them with --head next time.'];

const earlierHeads = (heads: string[]) =>
  new Map(
    heads.map((head): [string, AuditHead] => {
      const [, id, number, hash] = headShape.exec(head)!;
      return [id!, { number: Number(number), hash: hash! }];
    }),
  );
