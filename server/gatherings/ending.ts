import type { Role } from '#shared/viewer';
import type { ByWhom } from '../platform/live/commands/command.ts';
import { tellAboutGatherings } from '../updates/tell.ts';
import { cancelOneToOnesOf } from './queries.ts';

/** Cancels the one-to-ones that somebody who has lost these roles leads, or is invited to, by them, and tells the other of each. */
export async function endOneToOnesOf(change: ByWhom, personId: string, lost: Role[]): Promise<void> {
  const { actor, tx, helplineId, version, now, announce } = change;
  const cancelled = await cancelOneToOnesOf(tx, helplineId, { personId, lost }, { version, now });
  for (const gathering of cancelled) announce('gathering:changed', gathering);
  const told = cancelled.flatMap(({ id: gatheringId, ledBy, withId }) =>
    [ledBy, withId!].filter((id) => id !== personId).map((id) => ({ personId: id, gatheringId })),
  );
  await tellAboutGatherings(change, told, { kind: 'gathering-cancelled', by: actor?.id ?? null });
}
