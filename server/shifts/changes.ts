import { createHash } from 'node:crypto';
import type { PatternFrom } from '#shared/patterns';
import type { PatternBefore, RotaChangeKind, ShiftBefore } from '#shared/rota-changes';
import { isPlanned, type Shift, type ShiftState } from '#shared/shifts';
import type { ShiftReactions } from './placing.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { tellAboutShift } from '../updates/tell.ts';
import { touchShift } from './audience-queries.ts';
import { emptyPlacesIn, givePlaces, insertChange, setShift, type GivenPlace } from './change-queries.ts';

/** A shift before and after a change; `before` is null for one that was not there. */
export type Changed = { before: Shift | null; after: Shift };

type Becomes = {
  startsAt?: string;
  endsAt?: string;
  state?: ShiftState;
  words?: string | null;
  /** Who has which place from now on. */
  places?: Omit<GivenPlace, 'shiftId'>[];
};

/** Writes what a shift becomes, announces it, and tells everybody whose duty it is. */
export async function changeShift(
  context: Context,
  reactions: ShiftReactions,
  shift: Shift,
  becomes: Becomes,
): Promise<Changed> {
  return (await changeShifts(context, reactions, [{ shift, becomes }]))[0]!;
}

/** The same for several, which are written in this order. */
export async function changeShifts(
  context: Context,
  reactions: ShiftReactions,
  changes: { shift: Shift; becomes: Becomes }[],
): Promise<Changed[]> {
  const changed: { before: Shift; after: Shift }[] = [];
  for (const { shift, becomes } of changes)
    changed.push({ before: shift, after: await writeShift(context, reactions, shift, becomes) });
  const moved = changed.filter(({ before, after }) => before.startsAt !== after.startsAt);
  if (moved.length > 0)
    await reactions.shiftsMoved(
      context,
      moved.map(({ after }) => after.id),
    );
  await reactions.placesChanged(context);
  for (const { before, after } of changed) await tellChange(context, before, after);
  return changed;
}

async function writeShift(
  context: Context,
  { placeLost }: ShiftReactions,
  shift: Shift,
  { startsAt, endsAt, places, ...rest }: Becomes,
): Promise<Shift> {
  const { tx, helplineId, version, now, announce } = context;
  const becoming = places ?? shift.places;
  const lost = shift.places.filter((one) => !isIn(becoming, one)).map(({ personId }) => personId);
  await emptyPlacesIn(tx, shift.id, lost, now);
  const times = { startsAt: new Date(startsAt ?? shift.startsAt), endsAt: new Date(endsAt ?? shift.endsAt) };
  const isMoved = times.startsAt.getTime() !== Date.parse(shift.startsAt);
  const isBack = rest.state === 'planned' && !isPlanned(shift);
  // What was asked about its empty places has ended, so they are asked about anew.
  await setShift(tx, shift.id, { ...times, ...rest, ...((isMoved || isBack) && { gapDays: null }) });
  const given = becoming.filter((one) => !isIn(shift.places, one));
  await givePlaces(
    tx,
    helplineId,
    given.map(({ place, personId, placedAt }) => ({ place, personId, placedAt, shiftId: shift.id })),
  );
  for (const personId of lost) await placeLost(context, shift.id, personId);
  const after = await touchShift(tx, helplineId, shift.id, version, shift);
  announce('shift:changed', after);
  return after;
}

type Taken = { place: number; personId: string };
const isIn = (list: Taken[], one: Taken) =>
  list.some(({ place, personId }) => place === one.place && personId === one.personId);
const peopleIn = ({ places }: Shift) => places.map(({ personId }) => personId);

/** Tells whoever gained, lost or keeps a place, and who is on call, what became of their shift. */
async function tellChange(context: Context, before: Shift, after: Shift): Promise<void> {
  const { actor, resync } = context;
  const [had, has] = [peopleIn(before), peopleIn(after)];
  const lost = had.filter((id) => !has.includes(id));
  const gained = has.filter((id) => !had.includes(id));
  const wasMoved = timesOf(before) !== timesOf(after);
  const isOff = after.state !== undefined;
  const onCall = [after.managerId, after.nextManagerId].filter((id) => id !== null);
  const toldOfTimes = wasMoved || before.state !== after.state ? onCall : [];
  const kept = wasMoved ? has.filter((id) => had.includes(id)) : [];
  const tell = (kind: 'shift-added' | 'shift-removed' | 'shift-moved' | 'shift-cancelled', to: string[]) =>
    tellAboutShift(context, { kind, by: actor.id, shift: after, to: to.filter((id) => id !== actor.id) });

  await tell(isOff ? 'shift-cancelled' : 'shift-removed', lost);
  await tell('shift-added', gained);
  await tell(isOff ? 'shift-cancelled' : 'shift-moved', [...kept, ...toldOfTimes]);
  for (const id of lost) await recordAudit(context, 'taken-off-shift', id);
  for (const id of gained) await recordAudit(context, 'placed-in-shift', id);
  for (const id of [...lost, ...gained, ...kept]) resync(id);
}

const timesOf = ({ startsAt, endsAt }: Shift) => `${startsAt} ${endsAt}`;

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** Equal for two states of a shift between which nothing changed that an undo would overwrite. */
export const shiftDigest = ({ startsAt, endsAt, state, words, places }: Shift): string =>
  digest([startsAt, endsAt, state, words, places.map(({ place, personId }) => [place, personId])]);

/** Equal for equal patterns. */
export const patternDigest = (changes: PatternFrom[]): string =>
  digest(
    changes.map(({ from, lines }) => [
      from,
      lines.map(({ weekday, opensAt, closesAt }) => [weekday, opensAt, closesAt]),
    ]),
  );

/** Keeps what was there before a change, so that it can be undone. Refuses `conflict` if the id is taken. */
export async function keepForUndo(
  { tx, helplineId, version, actor, now }: Context,
  {
    id,
    kind,
    changed,
    pattern,
  }: { id: string; kind: RotaChangeKind; changed: Changed[]; pattern?: PatternBefore },
): Promise<void> {
  const before = { shifts: changed.map(beforeOf), ...(pattern && { pattern }) };
  const isNew = await insertChange(tx, { id, helplineId, version, kind, by: actor.id, at: now, before });
  refuseUnless(isNew, 'conflict', 'This change has been made already.');
}

function beforeOf({ before, after }: Changed): ShiftBefore {
  const { id, startsAt, endsAt, words, places } = before ?? after;
  return {
    id,
    startsAt,
    endsAt,
    state: before === null ? 'replaced' : (before.state ?? 'planned'),
    words: words ?? null,
    places: (before === null ? [] : places).map(({ place, personId, placedAt }) => ({
      place,
      personId,
      placedAt,
    })),
    after: shiftDigest(after),
  };
}
