import type { Message } from '#shared/messages';
import type { App } from '../app.ts';

/** The other party of a message; null if it has no recipient. */
export const otherIn = (myId: string, { from, to }: Message) => (from === myId ? to : from);

/**
 * The line above a stretch of messages with one other person: for an earlier partner the two names, for the present one that a new
 * conversation begins and whose it was before. Empty if the two have shared the shift from its start.
 */
export function newTalkWith(
  app: Pick<App, 'tonight' | 'times' | 'nameOf'>,
  other: string | null,
  before: string | null,
): string {
  const { shift, partner } = app.tonight;
  if (!shift || !partner || other !== partner.personId)
    return `You and ${other ? app.nameOf(other) : 'nobody'}`;
  const since = shift.places
    .map(({ placedAt }) => placedAt)
    .sort()
    .at(-1)!;
  if (before === null && since <= shift.startsAt) return '';
  const from =
    since > shift.startsAt ? `Since ${app.times.at(since)} it is you and ${partner.firstName}.` : '';
  const unread = before && `${partner.firstName} cannot read what you and ${app.nameOf(before)} wrote.`;
  return [from, 'This is a new conversation.', unread].filter(Boolean).join(' ');
}
