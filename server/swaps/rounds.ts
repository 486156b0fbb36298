import type { Shift } from '#shared/shifts';
import { askedAtATime, nextAskedAfterHours, silentHours, soonHours, type Swap } from '#shared/swaps';
import { whoCould } from '#shared/who-could';
import { notify } from '../notifications/notify.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { tellManagers } from '../shifts/tell-managers.ts';
import { saveRounds, type Round } from './asking-queries.ts';
import { swapsByIds } from './queries.ts';
import { rosterFor, type Roster } from './roster.ts';

/** `toId`: the only person to ask, whom the caller has checked; null for everyone who could. `dueAt`: null where they are asked at once. */
type ToAsk = { swap: Swap; toId: string | null; dueAt: Date | null };

/**
 * Asks the next few of those who could come to each of these shifts, and announces the requests. The managers are told once where nobody
 * is left to ask, also where those who were asked do not answer, and of every request that is still open as less than a day is left.
 */
export async function askNext(change: Change, asking: ToAsk[]): Promise<void> {
  const { tx, helplineId, version, now, announce } = change;
  if (asking.length === 0) return;
  const ids = asking.flatMap(({ swap }) => [swap.shiftId, ...swap.forShiftIds]);
  const shifts = new Map((await shiftsByIds(tx, helplineId, ids)).map((shift) => [shift.id, shift]));
  const roster = await rosterFor(change, [...shifts.values()]);
  const rounds = asking.map((one) => roundOf(one, shifts.get(one.swap.shiftId)!, roster, now));
  await saveRounds(tx, rounds, { helplineId, version, askedAt: now });

  const swaps = asking.map(({ swap }) => swap.id);
  for (const swap of await swapsByIds(tx, swaps)) announce('swap:changed', swap);
  const to = [...new Set(rounds.flatMap(({ toAsk }) => toAsk))];
  await notify(change, { to, kind: 'rota-asks', path: '/rota', once: true, onlyWhile: 'asked' });
  const toTell = asking.filter(({ swap, dueAt }, index) => {
    const soon = soonOf(shifts.get(swap.shiftId)!);
    const becomesSoon = dueAt !== null && dueAt <= soon && soon <= now;
    return becomesSoon || (isStuck(rounds[index]!) && !isStuck(swap));
  });
  await tellManagers(
    change,
    toTell.map(({ swap }) => ({ shift: shifts.get(swap.shiftId)!, except: [swap.askedBy] })),
    'managers-needed',
  );
}

const isStuck = (one: Pick<Swap, 'nobodyLeft' | 'everybodyAsked'>) => one.nobodyLeft || one.everybodyAsked;

/** The first millisecond at which less than a day is left. */
const soonOf = ({ startsAt }: Shift) => new Date(Date.parse(startsAt) - soonHours * hour + 1);
const hour = 3_600_000;

/** Whom to ask next. Notes it in the roster, so that the next request asks others first. */
function roundOf({ swap, toId }: ToAsk, shift: Shift, roster: Roster, now: Date): Round {
  const asked = swap.audience?.asked ?? [];
  const could = (toId === null ? couldFor(swap, shift, roster) : [toId]).filter(
    (id) => !asked.some(({ personId }) => personId === id),
  );
  const toAsk = could.slice(0, askedAtATime);
  for (const candidate of roster.candidates)
    if (toAsk.includes(candidate.id)) candidate.lastAskedAt = now.toISOString();
  const soon = soonOf(shift);
  const isMore = could.length > toAsk.length;
  const waits = isMore || soon <= now ? nextAskedAfterHours : silentHours;
  const later = toAsk.length === 0 ? null : new Date(now.getTime() + waits * hour);
  const isNobody = toAsk.length === 0 && asked.every(({ answer }) => answer === 'no');
  return {
    swapId: swap.id,
    toAsk,
    nextAskAt: soon > now && (later === null || soon < later) ? soon : later,
    nobodyLeft: isNobody,
    everybodyAsked: swap.kind !== 'gap' && toAsk.length === 0 && !isNobody,
  };
}

/** For a swap: those who have a place in one of the shifts offered in exchange, which they would not have to rest after. */
function couldFor(
  { kind, forShiftIds }: Swap,
  shift: Shift,
  { candidates, restHours, toFill }: Roster,
): string[] {
  if (kind !== 'swap') return whoCould(toFill(shift), candidates, restHours);
  const withOne = candidates
    .filter(({ shifts }) => shifts.some(({ id }) => forShiftIds.includes(id)))
    .map((one) => ({ ...one, shifts: one.shifts.filter(({ id }) => !forShiftIds.includes(id)) }));
  return whoCould(toFill(shift), withOne, restHours);
}
