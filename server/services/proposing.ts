import { uuidv7 } from 'uuidv7';
import type { AgreedChange } from '#shared/agreement';
import type { Service, ServiceText } from '#shared/directory';
import { whoCouldAgree } from '../agreement/guards.ts';
import { takenBackWith } from '../agreement/settling.ts';
import type { Context } from '../platform/live/commands/command.ts';
import { tellOfProposedServices } from '../updates/tell.ts';
import { announceDirectory } from './guards.ts';
import { changeService } from './queries.ts';
import { insertVersion, lastAgreedNumber, settleVersion } from './version-queries.ts';

type Wanted = { text: ServiceText; words: string };
type Alongside = Omit<Parameters<typeof changeService>[2], 'version' | 'proposedNumber'>;

/**
 * Writes the next version of a service, which waits for a second person. `alongside`: what else changes in the service, by the number of
 * the version. What is in force at once needs nobody who could agree.
 */
export async function propose(
  context: Context,
  serviceId: string,
  change: AgreedChange,
  wanted: Wanted,
  alongside: (number: number) => Alongside = () => ({}),
): Promise<void> {
  const { actor, tx, version, helplineId, now } = context;
  const keepers = await whoCouldAgree(context, change);
  const number = await insertVersion(tx, {
    ...{ id: uuidv7(), helplineId, version, serviceId, change, ...wanted },
    ...{ proposedBy: actor.id, proposedAt: now },
  });
  await changeService(tx, serviceId, { ...alongside(number), version, proposedNumber: number });
  announceDirectory(context);
  await tellOfProposedServices(context, keepers, actor.id);
}

/** Declines what is proposed, because something more urgent takes its place. It stays readable among the versions. */
export async function setAside(context: Context, { id, proposed }: Service): Promise<void> {
  const { actor, tx, version, now } = context;
  if (!proposed) return;
  const declined = { outcome: 'declined', version, settledBy: actor.id, settledAt: now } as const;
  await settleVersion(tx, id, proposed.number, declined);
  const before = await takenBackWith(proposed, () => lastAgreedNumber(tx, id));
  await changeService(tx, id, { version, proposedNumber: null, ...before });
}

/** Proposes that a service is not needed any more. */
export const proposeRetiring = (context: Context, { id, current, proposed }: Service, words: string) =>
  propose(context, id, 'retire', { text: (current ?? proposed)!.text, words });
