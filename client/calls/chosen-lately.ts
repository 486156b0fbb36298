import type { Call, CallRecord } from '#shared/calls';

const most = 5;

/** What somebody chose in the calls they took before this one, the latest first. */
export function chosenLately<Field extends 'presentingIssues' | 'outcomes'>(
  calls: Call[],
  { id, takenBy, startedAt }: Call,
  field: Field,
): CallRecord[Field] {
  const before = calls
    .filter((call) => call.id !== id && call.takenBy === takenBy && call.startedAt <= startedAt)
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  const chosen = before.flatMap<CallRecord[Field][number]>(({ record }) => record[field].toReversed());
  return [...new Set(chosen)].slice(0, most);
}
