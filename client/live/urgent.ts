import type { Kept } from './waiting.ts';

type Named = Pick<Kept, 'name' | 'fields'>;

export const asksForSupport = ({ name, fields }: Named) =>
  name === 'signal:raise' && 'kind' in fields && fields.kind === 'support-now';

/** Commands that request support, answer a request or end it; they overtake all others. */
export const isUrgent = (command: Named) =>
  command.name === 'signal:answer' ||
  command.name === 'signal:lower' ||
  command.name === 'meeting:support' ||
  asksForSupport(command);

/** Commands of which nothing else on the screen says that the server failed for too long: they are kept, to be sent again. */
export const mayNotBeDropped = (command: Named) =>
  isUrgent(command) || command.name === 'signal:raise' || command.name === 'call:start';

/**
 * Whether an urgent command depends on this one: joining the shift or, if its call has not started on the server, starts, ends and
 * take-overs of calls. At a meeting *we are fine* stays before the support that was needed after it.
 */
export function isNeededBy({ fields }: Kept, { name, fields: others }: Kept, waiting: Kept[]): boolean {
  if (name === 'presence:join') return true;
  if ('meetingId' in fields)
    return name === 'meeting:fine' && 'meetingId' in others && others.meetingId === fields.meetingId;
  const callId = 'callId' in fields ? fields.callId : undefined;
  const isUnknown = waiting.some(
    (entry) => entry.name === 'call:start' && 'callId' in entry.fields && entry.fields.callId === callId,
  );
  return isUnknown && ['call:start', 'call:end', 'call:takeOver'].includes(name);
}
