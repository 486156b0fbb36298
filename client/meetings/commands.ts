import type { CommandFields } from '#shared/contract';
import type { CancelReason } from '#shared/meetings';
import { forgetRefused } from '../live/forget-refused.ts';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

export type Proposal = Omit<CommandFields<'meeting:propose'>, 'meetingId'>;
/** What one of the two says in one tap. */
export type Said = 'setOut' | 'there' | 'fine' | 'over' | 'home' | 'support';

export const propose = (live: Live, proposal: Proposal) =>
  live.send('meeting:propose', { meetingId: newId(), ...proposal });
export const agree = (live: Live, meetingId: string) => live.send('meeting:agree', { meetingId });
export const swapPerson = (live: Live, meetingId: string, leavingId: string, personId: string) =>
  live.send('meeting:swapPerson', { meetingId, leavingId, personId });
/** `despite`: also where the rest rule says no. `place` is where the words were typed. */
export const allow = (
  live: Live,
  meetingId: string,
  { onCallId, words, despite, place }: { onCallId: string; words: string; despite: boolean; place: string },
) =>
  live.send(
    'meeting:allow',
    {
      ...{ meetingId, onCallId },
      ...(words.trim() !== '' && { words }),
      ...(despite && { despite: 'rest' as const }),
    },
    typedAt(place, words),
  );
export const refuse = (live: Live, meetingId: string, words: string, place: string) =>
  live.send('meeting:refuse', { meetingId, words }, typedAt(place, words));
export const cancel = (live: Live, meetingId: string, because: CancelReason) =>
  live.send('meeting:cancel', { meetingId, because });
export function say(live: Live, meetingId: string, what: Said) {
  forgetRefused(live, `meeting:${what}`, (fields) => fields.meetingId === meetingId);
  return live.send(`meeting:${what}`, { meetingId });
}
export const stayUntil = (live: Live, meetingId: string, until: string) =>
  live.send('meeting:fine', { meetingId, until });
export const didNotCome = (live: Live, meetingId: string) =>
  live.send('meeting:over', { meetingId, didNotCome: true });
/** Null: both are home. */
export const haveSpoken = (live: Live, meetingId: string, againAt: string | null) =>
  live.send('meeting:spoken', { meetingId, againAt });
export const writeNext = (live: Live, meetingId: string, words: string, place: string) =>
  live.send('meeting:next', { meetingId, words }, typedAt(place, words));
