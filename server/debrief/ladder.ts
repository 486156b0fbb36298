import { uuidv7 } from 'uuidv7';
import type { Debrief } from '#shared/debrief';
import type { Helpline } from '#shared/helpline';
import type { Shift } from '#shared/rota';
import type { Change } from '../command.ts';
import { helplineById } from '../helpline/queries.ts';
import { notify } from '../reach/notify.ts';
import { endDebriefRungs, insertDebriefRungs, type NewRung } from './rungs.ts';
import { mayGoOn, turnsFor, type Turns } from './turns.ts';

type Rung = Pick<NewRung, 'kind' | 'dueAt'> & { managerId: string | undefined };

/** Reaches whoever is asked first, where that cannot wait for the daily list, and lays down when it goes on to whom. */
export async function beginLadder(change: Change, debrief: Debrief): Promise<void> {
  if (!isPressing(debrief)) return;
  const [turns, helpline] = await Promise.all([
    turnsFor(change, debrief),
    helplineById(change.tx, change.helplineId),
  ]);
  const isNow = debrief.urgency === 'now';
  const path = `/desk/${debrief.id}`;
  const { first: to, onCall } = turns;
  await notify(change, { to, kind: isNow ? 'debrief-now' : 'debrief', path, onCall });
  if (!isNow)
    await layRungs(change, debrief, beforeTheEnd(change, helpline, turns.shift, again(debrief, turns)));
  else if (mayGoOn(debrief))
    await layRungs(change, debrief, climbs(change, helpline, turns.inTurn, 'unseen'));
}

/** Whoever had it could not: it goes to the next at once, and on from there until somebody takes it. */
export async function beginLadderAgain(change: Change, debrief: Debrief): Promise<void> {
  if (!isPressing(debrief) || !mayGoOn(debrief)) return;
  const [turns, helpline] = await Promise.all([
    turnsFor(change, debrief),
    helplineById(change.tx, change.helplineId),
  ]);
  const handedBackBy = debrief.steps.flatMap(({ step, by }) =>
    step === 'handedBack' || step === 'away' ? [by] : [],
  );
  const others = turns.inTurn.filter((id) => !handedBackBy.includes(id));
  const inTurn = others.length > 0 ? others : turns.inTurn.filter((id) => id !== handedBackBy.at(-1));
  const next: Rung = { managerId: inTurn[0], kind: 'unanswered', dueAt: change.now };
  const later =
    debrief.urgency === 'now'
      ? climbs(change, helpline, inTurn, 'unanswered')
      : beforeTheEnd(change, helpline, turns.shift, inTurn.slice(0, 1));
  await layRungs(change, debrief, [next, ...later]);
}

const isPressing = ({ urgency }: Debrief) => urgency === 'now' || urgency === 'before-i-finish';

/** To the next after each wait, and from the last in turn to the first again. */
const climbs = (
  { now }: Change,
  { debriefClimbsAfterMinutes }: Helpline,
  inTurn: string[],
  kind: Rung['kind'],
): Rung[] =>
  debriefClimbsAfterMinutes.map((minutes, step) => ({
    managerId: inTurn[(step + 1) % inTurn.length],
    kind,
    dueAt: new Date(now.getTime() + minutes * 60_000),
  }));

/** It comes up again so long before the end of the shift; asked later than that, half way to the end. */
function beforeTheEnd(
  { now }: Change,
  { debriefBeforeEndMinutes }: Helpline,
  shift: Shift | null,
  to: string[],
): Rung[] {
  const left = shift ? Date.parse(shift.endsAt) - now.getTime() : 0;
  if (left <= 0) return [];
  const before = debriefBeforeEndMinutes * 60_000;
  const dueAt = new Date(now.getTime() + (left > before ? left - before : left / 2));
  return to.map((managerId) => ({ managerId, kind: 'unanswered', dueAt }));
}

/** Before the end it comes up with whoever was asked first, and with the next where it may go on from the one named. */
const again = ({ managerId, mayClimb }: Debrief, { first, inTurn }: Turns) =>
  managerId !== null && mayClimb ? inTurn.slice(0, 2) : first;

/** In place of all that were laid before. */
async function layRungs({ tx, helplineId, now }: Change, { id: debriefId }: Debrief, rungs: Rung[]) {
  await endDebriefRungs(tx, debriefId, now);
  await insertDebriefRungs(
    tx,
    rungs.flatMap(({ managerId, kind, dueAt }) =>
      managerId === undefined ? [] : [{ id: uuidv7(), helplineId, debriefId, managerId, kind, dueAt }],
    ),
  );
}
