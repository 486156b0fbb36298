import { hasOpenQuestion } from '#shared/flags';
import type { Deeds, Given } from './script.ts';

/** What the supervisor does: every step of a review. */
export function supervisorsDeeds({ app, who, words }: Given): Deeds {
  const { flags } = app;
  const taken = () => flags.all.filter(({ state, assignedTo }) => state === 'taken' && assignedTo === who.id);

  return {
    takes: {
      weight: 4,
      does() {
        const [waiting] = flags.waiting;
        return waiting && flags.take(waiting.id);
      },
    },
    asks: {
      weight: 4,
      does() {
        const mine = taken().find((flag) => !hasOpenQuestion(flag));
        return mine && flags.ask(mine.id, words());
      },
    },
    givesBack: {
      weight: 1,
      does() {
        const [mine] = taken();
        return mine && flags.release(mine.id);
      },
    },
    closes: {
      weight: 2,
      does() {
        const mine = taken().find((flag) => !hasOpenQuestion(flag));
        return mine && flags.close(mine.id, words());
      },
    },
  };
}
