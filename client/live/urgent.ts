import type { Kept } from './waiting.ts';

/** Commands that request support, answer a request or end it; they overtake all others. */
export const isUrgent = ({ name, fields }: Pick<Kept, 'name' | 'fields'>) =>
  name === 'signal:answer' ||
  name === 'signal:lower' ||
  name === 'meeting:support' ||
  (name === 'signal:raise' && 'kind' in fields && fields.kind === 'support-now');

/** Whether an urgent command depends on this one: joining the shift or, if its call has not started on the server, starts, ends and take-overs of calls. */
export function isNeededBy({ fields }: Kept, { name }: Kept, waiting: Kept[]): boolean {
  if (name === 'presence:join') return true;
  const callId = 'callId' in fields ? fields.callId : undefined;
  const isUnknown = waiting.some(
    (entry) => entry.name === 'call:start' && 'callId' in entry.fields && entry.fields.callId === callId,
  );
  return isUnknown && ['call:start', 'call:end', 'call:takeOver'].includes(name);
}
