import type { InferOutput } from 'valibot';
import type { safetyOutcomeShape, safetyShape } from '#shared/feedback-commands';
import type { Safety } from '#shared/feedback-safety';
import { isHere } from '#shared/people';
import type { Role, Viewer } from '#shared/viewer';
import { notify } from '../notifications/notify.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type Change, type DueJob } from '../platform/live/commands/command.ts';
import {
  changeSafety,
  helplinesWithTicked,
  readableById,
  releaseSafetyOf,
  showTicked,
} from './safety-queries.ts';

const closedAlready = 'What came of it has been written down already.';
const nobodyToAsk =
  'There is no supervisor here to look at it. Speak to another manager yourself, and do not wait for this page.';
const takeFirst = 'Somebody else has taken this meanwhile. Take it over first.';

/** Says that something which was read may be about somebody's safety: the supervisors are told. A second time changes nothing. */
export async function markForSafety(
  change: Change,
  actor: Viewer,
  { feedbackId }: InferOutput<typeof safetyShape>,
): Promise<void> {
  const { tx, helplineId } = change;
  const entry = await readableById(tx, helplineId, feedbackId);
  refuseUnless(entry, 'not-found');
  if (entry.safety) return;
  const supervisors = await whoAre(change, 'supervisor');
  refuseUnless(supervisors.length > 0, 'conflict', nobodyToAsk);
  const waiting: Safety = { state: 'waiting', raisedBy: actor.id, assignedTo: null, outcome: null };
  await changeSafety(tx, helplineId, feedbackId, waiting);
  await recordAudit({ ...change, actor }, 'safety-marked', feedbackId);
  await tell(change, supervisors, '/reviews', actor.id);
}

/** Takes it, or takes it over from somebody else. */
export async function takeSafety(
  change: Change,
  actor: Viewer,
  { feedbackId }: InferOutput<typeof safetyShape>,
): Promise<void> {
  const safety = await openSafety(change, feedbackId);
  if (safety.assignedTo === actor.id) return;
  await changeSafety(change.tx, change.helplineId, feedbackId, {
    ...safety,
    state: 'taken',
    assignedTo: actor.id,
  });
  await recordAudit({ ...change, actor }, 'safety-taken', feedbackId);
}

/** Says what came of it. Whoever marked it is told; where nobody did, the managers are. */
export async function closeSafety(
  change: Change,
  actor: Viewer,
  { feedbackId, outcome }: InferOutput<typeof safetyOutcomeShape>,
): Promise<void> {
  const safety = await openSafety(change, feedbackId);
  refuseUnless(safety.assignedTo === actor.id, 'conflict', takeFirst);
  const closed: Safety = { ...safety, state: 'closed', outcome };
  await changeSafety(change.tx, change.helplineId, feedbackId, closed);
  await recordAudit({ ...change, actor }, 'safety-closed', feedbackId);
  const to = safety.raisedBy ? [safety.raisedBy] : await whoAre(change, 'manager');
  await tell(change, to, '/feedback', actor.id);
}

/** Shows managers and supervisors, the morning after, what whoever wrote it said may be about somebody's safety. */
export const tickedFeedback: DueJob = {
  what: 'feedback that may be about somebody’s safety',
  where: helplinesWithTicked,
  atOnce: 20,
  async carryOut(change) {
    if ((await showTicked(change.tx, change.helplineId, change.now)) > 0) await tellEverybody(change);
  },
};

/** For a person who may not look at it any more: what they took waits for the others, who are told. */
export async function giveSafetyBack(change: Change, personId: string): Promise<void> {
  if ((await releaseSafetyOf(change.tx, change.helplineId, personId)) > 0) await tellEverybody(change);
}

async function tellEverybody(change: Change) {
  const supervisors = await whoAre(change, 'supervisor');
  const managers = (await whoAre(change, 'manager')).filter((id) => !supervisors.includes(id));
  await tell(change, supervisors, '/reviews');
  await tell(change, managers, '/feedback');
}

async function openSafety({ tx, helplineId }: Change, feedbackId: string): Promise<Safety> {
  const entry = await readableById(tx, helplineId, feedbackId);
  refuseUnless(entry?.safety, 'not-found');
  refuseUnless(entry.safety.state !== 'closed', 'conflict', closedAlready);
  return entry.safety;
}

async function whoAre({ tx, helplineId }: Change, role: Role): Promise<string[]> {
  const people = await peopleWhoAre(tx, helplineId, role);
  return people.filter(isHere).map(({ id }) => id);
}

const tell = (change: Change, to: string[], path: string, except?: string) =>
  notify(change, { to: to.filter((id) => id !== except), kind: 'safety-note', path });
