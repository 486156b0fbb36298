import type { CallRecord, SafetyFact } from '#shared/calls';
import { saidWords, safetyWords } from '#shared/record-lists';

const brief: Record<SafetyFact, string> = {
  thoughtsOfSuicide: 'Thoughts',
  aPlan: 'A plan',
  meansAtHand: 'Means',
  aTimeInMind: 'When',
  alreadyDone: 'Done',
  othersAtRisk: 'Others',
};

const safetyFacts = Object.keys(safetyWords) as SafetyFact[];

/** The answered facts, each as a few words: "Thoughts: yes". */
export const factsSaid = (record: CallRecord) =>
  safetyFacts.flatMap((fact) => {
    const said = record[fact];
    return said ? [{ value: fact, words: `${brief[fact]}: ${saidWords[said].toLowerCase()}` }] : [];
  });

/** The label that unfolds the unanswered facts: "Means, when, done, others"; "Change" when all are answered. */
export function factsLeft(record: CallRecord): string {
  if (factsSaid(record).length === 0) return 'What was said about safety';
  const left = safetyFacts.filter((fact) => record[fact] === null).map((fact) => brief[fact].toLowerCase());
  const line = left.join(', ') || 'change';
  return line.charAt(0).toUpperCase() + line.slice(1);
}
