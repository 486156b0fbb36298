import type { PlannedStep } from './queries.ts';

type Turns = {
  inTurn: string[];
  /** When each step comes due, in milliseconds after `from`. */
  waits: number[];
  from: Date;
  condition: PlannedStep['condition'];
  /** Whether the last in turn is followed by the first again, where there are more waits than people. */
  goesRound?: boolean;
};

/** One step after each wait, each for the next person in turn. Without `goesRound` nobody has more than one. */
export const planTurns = ({ inTurn, waits, from, condition, goesRound = false }: Turns): PlannedStep[] =>
  waits.flatMap((wait, index) => {
    const personId = inTurn[goesRound ? index % inTurn.length : index];
    return personId === undefined ? [] : [{ personId, condition, dueAt: new Date(from.getTime() + wait) }];
  });
