import { uuidv7 } from 'uuidv7';
import { access } from '#shared/access';
import type { Fault, FaultKind, Service } from '#shared/directory';
import type { serviceCommands } from '#shared/service-commands';
import type { FaultUpdateKind } from '#shared/updates';
import { finishFollowUps, insertFollowUp } from '../follow-ups/queries.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { tellWhoFoundFaults } from '../updates/tell.ts';
import { insertFault, settleFaults } from './fault-queries.ts';
import { announceDirectory, inForce, serviceFor } from './guards.ts';
import { changeService, serviceById } from './queries.ts';

type AboutFaults = Extract<
  keyof typeof serviceCommands,
  'service:wrong' | 'service:settle' | 'service:checked'
>;

/** Reports of one service that can be open at the same time. */
const mostOpen = 10;

const foundWords: Record<FaultKind, string> = {
  number: 'the number is wrong.',
  hours: 'the hours are wrong.',
  gone: 'it is not there any more.',
  other: 'something is wrong.',
};

/** What somebody found out about a service: that it is right, or what is wrong. */
export const faultHandlers: Handlers<AboutFaults> = {
  async 'service:wrong'({ serviceId, faultId, what, words }, context) {
    const { actor, tx, version, helplineId, now, happenedAt, announce } = context;
    const { current, faults } = inForce(await serviceFor(context, 'service:wrong', serviceId));
    refuseUnless(faults.length < mostOpen, 'conflict', 'The managers know of this already.');

    const followUpId = uuidv7();
    const said = [`${current.text.name}: ${foundWords[what]}`, words.trim()].filter(Boolean).join(' ');
    const toDo = { id: followUpId, helplineId, version, source: 'directory', words: said } as const;
    announce('followUp:changed', await insertFollowUp(tx, { ...toDo, raisedBy: actor.id, raisedAt: now }));
    const found = { serviceId, what, words: words.trim(), raisedBy: actor.id, raisedAt: happenedAt };
    await insertFault(tx, { id: faultId, helplineId, version, followUpId, ...found });
    await changeService(tx, serviceId, { version });
    announceDirectory(context);
  },

  async 'service:settle'({ serviceId, faultId }, context) {
    const found = await serviceById(context.tx, context.helplineId, serviceId);
    const fault = found?.faults.find(({ id }) => id === faultId);
    const service = permit(context, access['service:settle'], found && { ...found, fault });
    refuseUnless(fault, 'conflict', 'This has been settled already.');
    await settleAll(context, service, [fault]);
  },

  async 'service:checked'({ serviceId }, context) {
    const { actor, tx, version, happenedAt } = context;
    const { faults } = inForce(await serviceFor(context, 'service:checked', serviceId));
    refuseUnless(
      faults.length === 0,
      'conflict',
      'Somebody found something wrong with it. That has to be settled first.',
    );
    await changeService(tx, serviceId, { version, checkedBy: actor.id, checkedAt: happenedAt });
    announceDirectory(context);
  },
};

/** Settles faults of a service, does what a manager had to do about them, and tells the others who found them. */
export async function settleAll(
  context: Context,
  { id, current, proposed }: Service,
  faults: Fault[],
  kind: FaultUpdateKind = 'fault-settled',
): Promise<void> {
  const { actor, tx, version, now, announce } = context;
  const settled = { version, settledBy: actor.id, settledAt: now };
  const ids = faults.map((fault) => fault.id);
  const toDo = await settleFaults(tx, ids, settled);
  const done = { version, doneBy: actor.id, doneAt: now };
  for (const followUp of await finishFollowUps(tx, toDo, done)) announce('followUp:changed', followUp);
  await changeService(tx, id, { version });
  announceDirectory(context);
  const others = faults.map(({ raisedBy }) => raisedBy).filter((personId) => personId !== actor.id);
  const words = (current ?? proposed)?.text.name ?? null;
  await tellWhoFoundFaults(context, { to: [...new Set(others)], kind, by: actor.id, words });
}
