import { hasOpenQuestion } from '#shared/flags';
import type { Deeds, Given } from './script.ts';
import { askAboutFlag, closeFlag, releaseFlag, takeFlag } from '../../../client/flags/commands.ts';

/** What the supervisor does: every step of a review. */
export function supervisorsDeeds({ app, who, words }: Given): Deeds {
  const { flags, live } = app;
  const taken = () => flags.all.filter(({ state, assignedTo }) => state === 'taken' && assignedTo === who.id);

  return {
    takes: {
      weight: 4,
      does() {
        const [waiting] = flags.waiting;
        return waiting && takeFlag(live, waiting.id);
      },
    },
    asks: {
      weight: 4,
      does() {
        const mine = taken().find((flag) => !hasOpenQuestion(flag));
        return mine && askAboutFlag(live, mine.id, words());
      },
    },
    givesBack: {
      weight: 1,
      does() {
        const [mine] = taken();
        return mine && releaseFlag(live, mine.id);
      },
    },
    closes: {
      weight: 2,
      does() {
        const mine = taken().find((flag) => !hasOpenQuestion(flag));
        return mine && closeFlag(live, mine.id, words());
      },
    },
  };
}
