import { access } from '#shared/access';
import { patternProblem, patternsFrom, type patternCommands } from '#shared/patterns';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { patternedById } from '../helpline/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseIfOvertaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { keepForUndo, patternDigest } from './changes.ts';
import { layOut } from './lay-out-shifts.ts';
import { applyPatterns } from './pattern-changes.ts';
import type { ShiftReactions } from './placing.ts';

const year = 366 * 86_400_000;

export const patternHandlers = (reactions: ShiftReactions): Handlers<keyof typeof patternCommands> => ({
  async 'shift:changePattern'({ changeId, from, lines, basedOn }, context) {
    const { tx, helplineId, now } = context;
    permit(context, access['shift:changePattern']);
    const { timeZone, patternChanges } = await patternedById(tx, helplineId);
    refuseIfOvertaken(
      { digest: patternDigest(patternChanges) },
      { digest: basedOn },
      'Another manager has changed the pattern meanwhile. Look at it, then choose again.',
    );
    const [today, last] = [now, new Date(now.getTime() + year)].map((at) => wallClockAt(at, timeZone).day);
    refuseUnless(
      from > today!,
      'conflict',
      'A pattern can begin tomorrow at the earliest. Choose a later day.',
    );
    refuseUnless(from <= last!, 'conflict', 'Choose a day within a year.');
    const problem = patternProblem(lines);
    refuseUnless(problem === null, 'conflict', `Line ${(problem?.line ?? 0) + 1}: ${problem?.sentence}`);

    const changes = patternsFrom(patternChanges, from, lines);
    await applyPatterns(context, changes, from);
    await reactions.placesChanged(context);
    await layOut(context);
    const pattern = { from, changes: patternChanges, after: patternDigest(changes) };
    await keepForUndo(context, { id: changeId, kind: 'pattern', changed: [], pattern });
    await recordAudit(context, 'pattern-changed', helplineId);
  },
});
