import type { CommandName } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import type { Helpline } from '../helpline.ts';
import type { History, Somebody } from '../history.ts';
import type { Fault } from '../plan.ts';
import type { Kept } from '../what-is-kept.ts';

/** How long after a round's faults were over every page showed what a fresh welcome says, and every outbox was empty. */
export type Heal = {
  round: number;
  faults: Fault[];
  /** When the round began, and when its last fault was over. */
  began: number;
  at: number;
  equalAfter: number | null;
  emptyAfter: number | null;
  differences: string[];
};
/** The input of the checks: what the pages did and received, and what the database holds at the end. */
export type Evening = {
  helpline: Helpline;
  history: History;
  kept: Kept;
  heals: Heal[];
  endedAt: number;
  endedByThemselves: string[];
};
/** A pure check: returns one sentence per violation. */
export type Invariant = (evening: Evening) => string[];

/** One command over all its tries. `answer` is null while the outcome is unknown. */
export type Given = {
  by: Somebody;
  commandId: string;
  name: CommandName;
  fields: Record<string, unknown>;
  firstSentAt: number;
  answer: 'yes' | 'no' | null;
  reply: Reply | null;
  answeredAt: number | null;
};

export function commandsIn(history: History): Given[] {
  return history.flatMap(({ who: by, happenings }) => {
    const given = new Map<string, Given>();
    for (const one of happenings) {
      if (one.kind === 'sent') {
        const { commandId, name, fields, at } = one;
        const before = given.get(commandId);
        if (before) before.fields = fields;
        else
          given.set(commandId, {
            ...{ by, commandId, name, fields, firstSentAt: at },
            ...{ answer: null, reply: null, answeredAt: null },
          });
      } else if (one.kind === 'answered' && isLasting(one.reply)) {
        const { reply, at } = one;
        Object.assign(given.get(one.commandId)!, { answer: reply.ok ? 'yes' : 'no', reply, answeredAt: at });
      }
    }
    return [...given.values()];
  });
}

/** "Not now" may be the answer to a command that was carried out after all. */
const isLasting = (reply: Reply) => reply.ok || !['failed', 'too-fast', 'not-signed-in'].includes(reply.code);

export const nameOf = ({ by, name, commandId }: Given) => `${name} ${commandId} of ${by.name}`;
