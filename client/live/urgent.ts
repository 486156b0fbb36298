import type { Kept } from './command-queue.svelte.ts';

/** What asks for help now, or answers or ends that: it passes whatever else waits. */
export const isUrgent = ({ name, fields }: Pick<Kept, 'name' | 'fields'>) =>
  name === 'signal:answer' ||
  name === 'signal:lower' ||
  (name === 'signal:raise' && 'kind' in fields && fields.kind === 'support-now');

/** Joining the shift, and the beginnings and ends of calls where the call it is about has not begun on the server. */
export function isNeededBy({ fields }: Kept, { name }: Kept, waiting: Kept[]): boolean {
  if (name === 'presence:join') return true;
  const callId = 'callId' in fields ? fields.callId : undefined;
  const isUnknown = waiting.some(
    (entry) => entry.name === 'call:start' && 'callId' in entry.fields && entry.fields.callId === callId,
  );
  return isUnknown && ['call:start', 'call:end', 'call:takeOver'].includes(name);
}
