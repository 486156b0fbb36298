import * as v from 'valibot';
import { holdsPlaceIn, isA, type Viewer } from './viewer.ts';
import { changeOf, id, type Row } from './shapes.ts';

/** Wall time such as 21:30. */
export const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/**
 * When the line is open, in the helpline's own wall time. `weekday` is 1 for Monday to 7 for Sunday.
 * A closing time at or before the opening time is on the next day, so '00:00' is the midnight that ends the day.
 */
export const openingPattern = v.array(
  v.strictObject({
    weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
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
  /** Null for whoever is not to know who comes and goes. */
  here: boolean | null;
  /** When this person was given the place. */
  placedAt: string;
  /** For the partner while the shift is open, and for managers. */
  phone: string | null;
};

export type Shift = Row & {
  startsAt: string;
  endsAt: string;
  covered: boolean;
  /** Empty for a supporter who has no place in this shift: they learn only whether it is covered. */
  places: Place[];
  /** Who is on call for the pair, and who is next. */
  managerId: string | null;
  nextManagerId: string | null;
  /** The version that last changed something for each audience. Never leaves the server. */
  versionFor?: Record<ShiftAudience, number>;
};

/**
 * The pair and the managers know who is there; supervisors, and whoever has a place while the shift is not open, who has the
 * places; everybody else whether they are taken.
 */
export const shiftAudiences = ['pair', 'named', 'covered'] as const;
export type ShiftAudience = (typeof shiftAudiences)[number];

const onCall = { managerId: v.nullable(id), nextManagerId: v.nullable(id) };

export const shiftCommands = {
  /** Null leaves the place empty: a gap. `basedOn` is who had it on the sender's screen, null for nobody. */
  'shift:place': v.strictObject({
    shiftId: id,
    place: v.picklist(placeNumbers),
    personId: v.nullable(id),
    basedOn: v.optional(v.nullable(id)),
  }),
  'shift:onCall': changeOf({ shiftId: id }, onCall),
};
export type ShiftNews = { 'shift:changed': Shift };

/** A shift can be joined this long before it starts, and written about this long after it ends. */
export const opensMinutesBefore = 30;
export const closesHoursAfter = 12;
/** A call or a talk may run over by this much before the shift counts as over. */
export const windsDownMinutesAfter = 60;

/** From when to when a shift takes calls, in milliseconds since 1970: from its opening until a late call must be over. */
export const takesCalls = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }) => ({
  from: startsAt - opensMinutesBefore * 60_000,
  to: endsAt + windsDownMinutesAfter * 60_000,
});

/** Managers: places, and who is on call. */
export const mayChangeRota = (viewer: Viewer) => isA(viewer, 'manager');

/** Everyone learns whether a shift is covered; its two also who they are, and while it is open how to ring each other. */
export const shiftAsSeenBy = (viewer: Viewer, shift: Shift): Shift | null =>
  shiftFor(audienceOf(viewer, shift), shift);

function audienceOf(viewer: Viewer, shift: Shift): ShiftAudience {
  if (isA(viewer, 'manager') || holdsPlaceIn(viewer, shift.id)) return 'pair';
  const isTheirs = shift.places.some((place) => place.personId === viewer.id);
  return isTheirs || isA(viewer, 'supervisor') ? 'named' : 'covered';
}

/** The row as one audience sees it, with the version that last changed something for it. */
export function shiftFor(audience: ShiftAudience, { versionFor, ...shift }: Shift): Shift {
  const version = versionFor?.[audience] ?? shift.version;
  if (audience === 'pair') return { ...shift, version };
  const places = audience === 'named' ? shift.places : [];
  return { ...shift, version, places: places.map((place) => ({ ...place, phone: null, here: null })) };
}
