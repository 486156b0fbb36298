import { and, eq, gt, inArray, lt, ne, sql, type SQL } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import {
  placeNumbers,
  shiftAudiences,
  type Place,
  type PlaceNumber,
  type Shift,
  type ShiftAudience,
} from '#shared/shifts';
import { isoText, type Db, type Tx } from '../platform/database/db.ts';
import { noteLostPlaces } from './lost-place-queries.ts';

type ShiftRow = Omit<
  typeof shifts.$inferSelect,
  'aloneNotifiedAt' | 'remindAt' | 'gapDays' | 'patternStartsAt' | 'patternEndsAt'
> & {
  places: Place[];
};

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
export const toShift = ({
  id,
  version,
  startsAt,
  endsAt,
  state,
  words,
  secondLine,
  managerId,
  nextManagerId,
  places,
  audienceVersions,
}: ShiftRow): Shift => ({
  id,
  version,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  ...(state !== 'planned' && { state }),
  ...(words !== null && { words }),
  ...(secondLine && { secondLine }),
  covered: places.length === placeNumbers.length,
  places,
  managerId,
  nextManagerId,
  versionFor: forEachAudience((audience) => audienceVersions[audience]?.version ?? version),
});

export const forEachAudience = <Value>(value: (audience: ShiftAudience) => Value) =>
  Object.fromEntries(shiftAudiences.map((audience) => [audience, value(audience)])) as Record<
    ShiftAudience,
    Value
  >;

const placesOfShift = sql<Place[]>`coalesce((
  select json_agg(json_build_object('place', p.place, 'personId', p.person_id, 'firstName', w.first_name,
    'here', coalesce(h.connected and h.left_at is null, false), 'phone', w.phone,
    'placedAt', ${isoText(sql`p.placed_at`)}) order by p.place)
  from ${places} p join ${people} w on w.id = p.person_id
  left join ${presences} h on h.shift_id = p.shift_id and h.person_id = p.person_id
  where p.shift_id = ${shifts}.id), '[]'::json)`;

/** In no order. */
export const shiftRows = (tx: Db | Tx, where: SQL | undefined) =>
  tx
    .select({
      id: shifts.id,
      helplineId: shifts.helplineId,
      version: shifts.version,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
      state: shifts.state,
      words: shifts.words,
      secondLine: shifts.secondLine,
      managerId: shifts.managerId,
      nextManagerId: shifts.nextManagerId,
      audienceVersions: shifts.audienceVersions,
      places: placesOfShift,
    })
    .from(shifts)
    .where(where);

export const selectShifts = (tx: Db | Tx, where: SQL | undefined) =>
  shiftRows(tx, where).orderBy(shifts.startsAt, shifts.secondLine);

/** Neither cancelled nor replaced: the only shifts that anybody is in, is missing from, or is on call for. */
export const takesPlace = eq(shifts.state, 'planned');

export async function shiftById(tx: Db | Tx, helplineId: string, id: string): Promise<Shift | null> {
  const [row] = await selectShifts(tx, and(eq(shifts.id, id), eq(shifts.helplineId, helplineId)));
  return row ? toShift(row) : null;
}

/** The shift that is on, and not a second line beside it; null for none. */
export async function shiftOnAt(tx: Db | Tx, helplineId: string, now: Date): Promise<Shift | null> {
  const rows = await selectShifts(
    tx,
    and(
      eq(shifts.helplineId, helplineId),
      takesPlace,
      sql`${shifts.startsAt} <= ${now.toISOString()}::timestamptz`,
      gt(shifts.endsAt, now),
    ),
  );
  const row = rows.find(({ secondLine }) => !secondLine) ?? rows[0];
  return row ? toShift(row) : null;
}

/** Shifts of this person that overlap the given time, other than the one named. */
export async function overlappingShiftIds(tx: Tx, personId: string, shift: Shift): Promise<string[]> {
  const rows = await tx
    .select({ id: shifts.id })
    .from(places)
    .innerJoin(shifts, eq(shifts.id, places.shiftId))
    .where(
      and(
        eq(places.personId, personId),
        lt(shifts.startsAt, new Date(shift.endsAt)),
        gt(shifts.endsAt, new Date(shift.startsAt)),
        sql`${shifts.id} <> ${shift.id}`,
      ),
    );
  return rows.map((row) => row.id);
}

/** A person who holds the place already keeps its original time. Whoever loses it is noted for their calendar. */
export async function setPlace(
  tx: Tx,
  place: {
    helplineId: string;
    shiftId: string;
    place: PlaceNumber;
    personId: string | null;
    placedAt: Date;
  },
) {
  const { personId, placedAt, ...where } = place;
  const isOthers = personId === null ? undefined : ne(places.personId, personId);
  const lost = and(eq(places.shiftId, where.shiftId), eq(places.place, where.place), isOthers);
  await noteLostPlaces(tx, lost, placedAt);
  if (personId === null) {
    await tx.delete(places).where(and(eq(places.shiftId, where.shiftId), eq(places.place, where.place)));
  } else {
    await tx
      .insert(places)
      .values({ ...where, personId, placedAt })
      .onConflictDoUpdate({
        target: [places.shiftId, places.place],
        set: {
          personId,
          placedAt: sql`case when ${places.personId} = excluded.person_id then ${places.placedAt} else excluded.placed_at end`,
        },
      });
  }
}

export async function setManagersOnCall(
  tx: Tx,
  shiftId: string,
  managerId: string | null,
  nextManagerId: string | null,
) {
  await tx.update(shifts).set({ managerId, nextManagerId }).where(eq(shifts.id, shiftId));
}

export async function shiftsByIds(tx: Db | Tx, helplineId: string, ids: string[]): Promise<Shift[]> {
  const rows = await selectShifts(tx, and(eq(shifts.helplineId, helplineId), inArray(shifts.id, ids)));
  return rows.map(toShift);
}
