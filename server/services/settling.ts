import type { ServiceVersion } from '#shared/directory';
import type { serviceCommands } from '#shared/service-commands';
import { refuseUnlessProposed, takenBackWith } from '../agreement/settling.ts';
import type { Context, Handlers } from '../platform/live/commands/command.ts';
import { announceDirectory, serviceFor } from './guards.ts';
import { changeService } from './queries.ts';
import { lastAgreedNumber, settleVersion } from './version-queries.ts';

type Settling = Extract<keyof typeof serviceCommands, 'service:agree' | 'service:decline'>;

/** What the second person says to a proposed version. */
export const settlingHandlers: Handlers<Settling> = {
  async 'service:agree'({ serviceId, number }, context) {
    const { tx, version } = context;
    const { proposed, settled } = await proposedOn(context, 'service:agree', serviceId, number);

    await settleVersion(tx, serviceId, number, { outcome: 'agreed', ...settled });
    await changeService(tx, serviceId, { version, proposedNumber: null, ...whenAgreed(proposed) });
    announceDirectory(context);
  },

  async 'service:decline'({ serviceId, number }, context) {
    const { tx, version } = context;
    const { service, proposed, settled } = await proposedOn(context, 'service:decline', serviceId, number);

    await settleVersion(tx, serviceId, number, { outcome: 'declined', ...settled });
    const before = await takenBackWith(proposed, () => lastAgreedNumber(tx, serviceId));
    const never = service.state === 'proposed' ? ({ state: 'discarded' } as const) : {};
    await changeService(tx, serviceId, { version, proposedNumber: null, ...before, ...never });
    announceDirectory(context);
  },
};

/** The version that the actor has seen as proposed. */
async function proposedOn(context: Context, command: Settling, serviceId: string, number: number) {
  const service = await serviceFor(context, command, serviceId);
  const proposed = refuseUnlessProposed(service.proposed, number, 'service');
  const { actor, version, now } = context;
  return { service, proposed, settled: { version, settledBy: actor.id, settledAt: now } };
}

/** What an agreed version does to its service. */
function whenAgreed({ change, number }: ServiceVersion) {
  if (change === 'retire') return { state: 'retired' } as const;
  return change === 'text' ? ({ state: 'published', currentNumber: number } as const) : {};
}
