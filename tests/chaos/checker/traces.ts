import type { Kept } from '../what-is-kept.ts';
import type { Given } from './evening.ts';

/** What a command is about, by the id in its fields that is named so. */
export const idOf = ({ fields }: Given, name: string) => String(fields[name]);

/** Whether what a carried out command must leave behind is there; null where later ones may have covered it up. */
export function isThere(given: Given, kept: Kept): boolean | null {
  const { name, by, fields } = given;
  const call = () => kept.calls.find(({ id }) => id === idOf(given, 'callId'));
  const signal = () => kept.signals.find(({ id }) => id === idOf(given, 'signalId'));
  switch (name) {
    case 'call:end':
      return call()?.endedAt != null;
    case 'call:close':
      return call()?.closedAt != null;
    case 'call:takeOver':
      return call()?.takenOverAt != null;
    case 'message:seen':
      return kept.messages.find(({ id }) => id === idOf(given, 'messageId'))?.seenAt != null;
    case 'signal:answer':
      return signal()?.answeredBy != null;
    case 'signal:lower':
      return signal()?.loweredAt != null;
    case 'presence:join':
      return kept.presences.some(
        ({ personId, shiftId }) => personId === by.id && shiftId === fields['shiftId'],
      );
    default:
      return madeBy(given, kept);
  }
}

/** Whether what only this very command can have made is there; null for one that makes nothing. */
export function madeBy(given: Given, kept: Kept): boolean | null {
  const { name, by, fields } = given;
  const isMine =
    (id: string, maker: string) =>
    ({ id: made, [maker]: who }: Record<string, unknown>) =>
      made === idOf(given, id) && who === by.id;
  if (name === 'message:send')
    return kept.messages.some((one) => isMine('messageId', 'from')(one) && one.body === fields['body']);
  if (name === 'call:start') return kept.calls.some(isMine('callId', 'takenBy'));
  if (name === 'signal:raise') return kept.signals.some(isMine('signalId', 'raisedBy'));
  if (name === 'flag:raise') return kept.flags.some(isMine('flagId', 'raisedBy'));
  if (name === 'debrief:ask') return kept.debriefs.some(isMine('debriefId', 'askedBy'));
  if (name === 'person:invite') return kept.people.some(({ id }) => id === fields['personId']);
  return null;
}
