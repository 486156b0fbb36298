import type { AgreedChange } from '#shared/agreement';
import { isHere } from '#shared/people';
import { peopleWhoAre } from '../people/queries.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';

type What = 'page' | 'service';

/** Refuses `conflict` if the page or service has changed since the sender saw it. */
export function refuseIfOvertaken(version: number, basedOn: number, what: What): void {
  refuseUnless(
    version === basedOn,
    'conflict',
    `Somebody else has changed this ${what} meanwhile. Your words are still here: look at both, and choose.`,
  );
}

/** Refuses `conflict` while another version waits for a second person. */
export function refuseIfProposed(proposed: object | null, what: What): void {
  refuseUnless(
    proposed === null,
    'conflict',
    `A change to this ${what} waits for a second yes already. Settle that one first.`,
  );
}

/**
 * Everybody else who keeps the manual and the directory, and is here. Refuses `conflict` where there is nobody who could agree, unless the
 * change is in force at once.
 */
export async function whoCouldAgree(
  { tx, helplineId, actor }: Pick<Context, 'tx' | 'helplineId' | 'actor'>,
  change: AgreedChange,
): Promise<string[]> {
  const keepers = await peopleWhoAre(tx, helplineId, 'manager', 'supervisor');
  const others = keepers.filter((person) => isHere(person) && person.id !== actor.id);
  refuseUnless(
    others.length > 0 || change === 'number' || change === 'hide',
    'conflict',
    'This takes a second manager or supervisor, and there is nobody else here yet. Your words are still here.',
  );
  return others.map(({ id }) => id);
}
