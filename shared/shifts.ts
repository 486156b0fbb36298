import * as v from 'valibot';
import { holdsPlaceIn, isA, type Viewer } from './viewer.ts';
import { changeOf, id, whole, writtenText, type Row } from './shapes.ts';

/** Wall time such as 21:30. */
export const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/**
 * When the line is open, in the helpline's own wall time. `weekday` is 1 for Monday to 7 for Sunday.
 * A closing time at or before the opening time is on the next day, so '00:00' is the midnight that ends the day.
 */
export const openingPattern = v.array(
  v.strictObject({
    weekday: whole(1, 7),
    opensAt: timeOfDay,
    closesAt: timeOfDay,
  }),
);
export type OpeningPattern = v.InferOutput<typeof openingPattern>;

/** Two supporters share every shift. */
export const placeNumbers = [1, 2] as const;
export type PlaceNumber = (typeof placeNumbers)[number];
export type Place = {
  place: PlaceNumber;
  personId: string;
  firstName: string;
  /** Whether the person is there; null for viewers who may not know. */
  here: boolean | null;
  /** When this person was given the place. */
  placedAt: string;
  /** Visible to the partner while the shift is open, and to managers; else null. */
  phone: string | null;
};

/**
 * `cancelled`: it does not take place, and stays on the rota saying so. `replaced`: a change of the pattern, or an undo, took its
 * place; no page shows it.
 */
export type ShiftState = 'planned' | 'cancelled' | 'replaced';
export type OffShift = Exclude<ShiftState, 'planned'>;

export type Shift = Row & {
  startsAt: string;
  endsAt: string;
  /** Absent while it is planned. Otherwise nobody has a place in it. */
  state?: OffShift;
  /** What everybody reads beside its times, such as "Christmas". */
  words?: string;
  /** Present if it runs beside another shift. */
  secondLine?: true;
  covered: boolean;
  /** Empty for a supporter without a place in this shift, who learns only whether it is covered. */
  places: Place[];
  /** The managers first and next on call for the pair; null for nobody. */
  managerId: string | null;
  nextManagerId: string | null;
  /** The version that last changed something for each audience. Never leaves the server. */
  versionFor?: Record<ShiftAudience, number>;
};

/**
 * `pair`: the pair and the managers, who also see who is there. `named`: supervisors, and the pair while the shift is not open, who see who has the
 * places. `covered`: everybody else, who sees whether they are taken.
 */
export const shiftAudiences = ['pair', 'named', 'covered'] as const;
export type ShiftAudience = (typeof shiftAudiences)[number];

/** Weeks ahead for which shifts are laid out, and in which they can be added and moved. */
export const weeksLaidOut = 4;

/** Whether it takes place: neither cancelled nor replaced. */
export const isPlanned = ({ state }: Pick<Shift, 'state'>) => state === undefined;

const onCall = { managerId: v.nullable(id), nextManagerId: v.nullable(id) };

export const shiftCommands = {
  /**
   * Null leaves the place empty: a gap. `basedOn` is who had it on the sender's screen, null for nobody. `despite` names the rule that
   * is broken on purpose, with `words` for the person who is placed.
   */
  'shift:place': v.strictObject({
    shiftId: id,
    place: v.picklist(placeNumbers),
    personId: v.nullable(id),
    basedOn: v.optional(v.nullable(id)),
    despite: v.optional(v.picklist(['rest'])),
    words: v.optional(writtenText),
  }),
  'shift:onCall': changeOf({ shiftId: id }, onCall),
};
export type ShiftNews = { 'shift:changed': Shift };

/** A shift can be joined this long before it starts, and written about this long after it ends. */
export const opensMinutesBefore = 30;
export const closesHoursAfter = 12;
/** A call or a talk may run over by this much before the shift counts as over. */
export const windsDownMinutesAfter = 60;

/** The times between which a shift takes calls, in milliseconds since 1970: from its opening until a late call must be over. */
export const takesCalls = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }) => ({
  from: startsAt - opensMinutesBefore * 60_000,
  to: endsAt + windsDownMinutesAfter * 60_000,
});

/** Managers: places, and who is on call. */
export const mayChangeRota = (viewer: Viewer) => isA(viewer, 'manager');

/** Visible to everybody, with the details for their audience: see `shiftAudiences`. */
export const shiftAsSeenBy = (viewer: Viewer, shift: Shift): Shift | null =>
  shiftFor(audienceOf(viewer, shift), shift);

function audienceOf(viewer: Viewer, shift: Shift): ShiftAudience {
  if (isA(viewer, 'manager') || holdsPlaceIn(viewer, shift.id)) return 'pair';
  const isTheirs = shift.places.some((place) => place.personId === viewer.id);
  return isTheirs || isA(viewer, 'supervisor') ? 'named' : 'covered';
}

/** The row as one audience sees it, with the version at which it last changed for it. */
export function shiftFor(audience: ShiftAudience, { versionFor, ...shift }: Shift): Shift {
  const version = versionFor?.[audience] ?? shift.version;
  if (audience === 'pair') return { ...shift, version };
  const places = audience === 'named' ? shift.places : [];
  return { ...shift, version, places: places.map((place) => ({ ...place, phone: null, here: null })) };
}
