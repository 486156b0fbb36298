import type { DueJob } from '../platform/live/commands/command.ts';
import { whoseTurn } from './order.ts';
import { helplinesWithDueSteps, takeDueSteps } from './queries.ts';
import type { EscalationSubject } from './subject.ts';

/**
 * The due job that escalates what nobody has answered. Steps of one subject that came due together are carried out by one change.
 * Each kind of subject has its own job, so that a failing one does not delay the others.
 */
export const escalationOf = (subject: EscalationSubject): DueJob => ({
  what: `${subject.name} escalation`,
  where: (db, now) => helplinesWithDueSteps(db, subject.name, now),
  async carryOut(change) {
    const due = await takeDueSteps(change.tx, change.helplineId, subject.name, change.now);
    for (const id of new Set(due.map(({ subjectId }) => subjectId))) {
      const waiting = await subject.waiting(change, id);
      if (!waiting) continue;
      const planned = due.filter(({ subjectId }) => subjectId === id).map(({ personId }) => personId);
      const [next, ...rest] = whoseTurn(planned, waiting.inTurn, waiting.reached);
      if (next !== undefined) await waiting.reach([next, ...rest]);
    }
  },
});
