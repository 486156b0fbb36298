import type { Shift } from '#shared/shifts';
import type { Swap } from '#shared/swaps';
import type { UpdateKind } from '#shared/updates';
import type { Change, Context } from '../platform/live/commands/command.ts';
import { tellAboutShift } from '../updates/tell.ts';

type Of = { shift: Shift; taking: Shift | null };

/** Tells one person, unless they did it themselves. */
async function tell(
  change: Change & { actor?: { id: string } },
  to: string | null,
  update: { shift: Shift; kind: UpdateKind; by: string | null; words?: string | null },
): Promise<void> {
  const ids = to === null || to === change.actor?.id ? [] : [to];
  await tellAboutShift(change, { ...update, to: ids });
}

/** The exchange has taken place: the asker is told of both shifts, and the other of what a manager allowed. */
export async function tellExchanged(context: Context, { askedBy, takenBy }: Swap, { shift, taking }: Of) {
  await tell(context, askedBy, { shift, kind: 'swap-taken', by: takenBy });
  if (askedBy) await tell(context, takenBy, { shift, kind: 'swap-exchanged', by: askedBy });
  else await tell(context, takenBy, { shift, kind: 'shift-added', by: context.actor.id });
  if (!taking) return;
  await tell(context, askedBy, { shift: taking, kind: 'swap-exchanged', by: takenBy });
  await tell(context, takenBy, { shift: taking, kind: 'swap-taken', by: askedBy });
}

export async function tellUndone(context: Context, { askedBy, takenBy }: Swap, { shift, taking }: Of) {
  for (const to of [askedBy, takenBy]) {
    await tell(context, to, { shift, kind: 'swap-undone', by: context.actor.id });
    if (taking) await tell(context, to, { shift: taking, kind: 'swap-undone', by: context.actor.id });
  }
}

/** A manager said no; nothing has moved. */
export async function tellRefused(
  context: Context,
  { askedBy, takenBy }: Swap,
  shift: Shift,
  words: string | null,
) {
  for (const to of [askedBy, takenBy])
    await tell(context, to, { shift, kind: 'swap-refused', by: context.actor.id, words });
}

/** Nothing comes of it any more. `to` are those whom it still concerns. */
export async function tellLapsed(change: Change, shift: Shift, to: string[], by: string | null) {
  await tellAboutShift(change, { shift, kind: 'swap-lapsed', by, to });
}
