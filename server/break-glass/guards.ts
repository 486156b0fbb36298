import { access } from '#shared/access';
import type { BreakGlass } from '#shared/break-glass';
import { opensMinutesBefore } from '#shared/shifts';
import { mayBePuppetOf } from '../people/puppet.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import type { Conversation } from './conversation-queries.ts';
import { breakGlassById } from './queries.ts';

type OfOne = `breakGlass:${'confirm' | 'decline' | 'end' | 'seen' | 'review'}`;

export async function breakGlassFor(context: Context, command: OfOne, id: string): Promise<BreakGlass> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await breakGlassById(tx, helplineId, id));
}

/** Days after a person first signed in, during which the maker of their link cannot open a conversation with them. */
const newForDays = 7;

/** Refuses `conflict` if one of the two has just come in by a link of the other: a manager could have used it, and be both. */
export async function refuseIfPuppet({ actor, tx, now }: Context, { askedBy }: BreakGlass): Promise<void> {
  for (const pair of [
    { personId: actor.id, makerId: askedBy },
    { personId: askedBy, makerId: actor.id },
  ])
    refuseUnless(
      !(await mayBePuppetOf(tx, pair, { now, forHours: newForDays * 24 })),
      'conflict',
      `One of you two made the link with which the other came in, less than ${newForDays} days ago. Nothing was opened. Somebody else has to confirm it.`,
    );
}

/** Refuses `conflict` before the shift, and once its messages have been deleted. Does not say whether any were written before that. */
export function refuseUnlessLeft(
  { startsAt, erasedFrom, hasMessages }: Pick<Conversation, 'startsAt' | 'erasedFrom' | 'hasMessages'>,
  now: Date,
): void {
  const opensAt = startsAt.getTime() - opensMinutesBefore * 60_000;
  refuseUnless(
    opensAt <= now.getTime(),
    'conflict',
    'This shift has not begun, so nothing has been written in it.',
  );
  refuseUnless(
    hasMessages || now < erasedFrom,
    'conflict',
    'What was written on this shift has been deleted. Nothing is left to read.',
  );
}

/** Refuses `conflict` if it was answered, taken back, or has waited too long. */
export function refuseUnlessWaiting({ state, lapsesAt }: BreakGlass, now: Date): void {
  refuseUnless(
    state === 'asked' && now.getTime() < Date.parse(lapsesAt),
    'conflict',
    'This does not wait for an answer any more. Have a look at what became of it.',
  );
}
