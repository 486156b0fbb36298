import type { Flag } from '#shared/flags';

export type ReviewQueue = {
  waiting: Flag[];
  mine: Flag[];
  others: Flag[];
  /** Grouped by the month they were closed in, latest first. */
  closed: { month: string; flags: Flag[] }[];
};

const closedAt = (flag: Flag): string => flag.closedAt ?? flag.raisedAt;

/** The review queue of a supervisor. */
export function queueOf(flags: Flag[], meId: string, monthOf: (when: string) => string): ReviewQueue {
  const oldestFirst = flags.toSorted((a, b) => a.raisedAt.localeCompare(b.raisedAt));
  const taken = oldestFirst.filter(({ state }) => state === 'taken');
  const closed = flags
    .filter(({ state }) => state === 'closed')
    .sort((a, b) => closedAt(b).localeCompare(closedAt(a)));
  const months = [...new Set(closed.map((flag) => monthOf(closedAt(flag))))];
  return {
    waiting: oldestFirst.filter(({ state }) => state === 'waiting'),
    mine: taken.filter(({ assignedTo }) => assignedTo === meId),
    others: taken.filter(({ assignedTo }) => assignedTo !== meId),
    closed: months.map((month) => ({
      month,
      flags: closed.filter((flag) => monthOf(closedAt(flag)) === month),
    })),
  };
}
