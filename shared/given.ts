import type { CallRecord } from './calls.ts';

type Given = Pick<CallRecord, 'signposted' | 'referredTo' | 'outcomes'>;

/** The record field that names services, and the outcome that follows from it. */
const follows = [
  ['signposted', 'signposted'],
  ['referredTo', 'referred'],
] as const;

/**
 * The changes of a record with the outcome that follows from the services named in them: *signposted* once details were given, *referred* once
 * a service was rung with the caller. An outcome goes again with the last service that it came from. Idempotent.
 */
export function withOutcomesOf<Changes extends Partial<CallRecord>>(
  record: Given,
  changes: Changes,
): Changes & Partial<Given> {
  let outcomes = changes.outcomes ?? record.outcomes;
  for (const [field, outcome] of follows) {
    const now = changes[field];
    if (now === undefined) continue;
    if (now.length > 0 && !outcomes.includes(outcome)) outcomes = [...outcomes, outcome];
    if (now.length === 0 && record[field].length > 0) outcomes = outcomes.filter((one) => one !== outcome);
  }
  return outcomes === (changes.outcomes ?? record.outcomes) ? changes : { ...changes, outcomes };
}
