import { and, eq, gt, isNull, lt, type SQL } from 'drizzle-orm';
import { offers } from '#drizzle/schema/offers';
import type { Offer } from '#shared/offers';
import { retentionDays } from '#shared/retention';
import { isA, type Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';

type OfferRow = typeof offers.$inferSelect;
type TakenBack = { version: number; takenBackAt: Date };

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toOffer = ({ id, version, shiftId, personId, takenBackAt }: OfferRow): Offer => ({
  id,
  version,
  shiftId,
  personId,
  takenBack: takenBackAt !== null,
});

export async function insertOffer(tx: Tx, row: typeof offers.$inferInsert): Promise<Offer> {
  const [made] = await tx.insert(offers).values(row).returning();
  return toOffer(made!);
}

export async function offerById(tx: Tx, helplineId: string, id: string): Promise<Offer | null> {
  const [row] = await tx
    .select()
    .from(offers)
    .where(and(eq(offers.id, id), eq(offers.helplineId, helplineId)));
  return row ? toOffer(row) : null;
}

export async function takeOfferBack(tx: Tx, id: string, change: TakenBack): Promise<Offer> {
  const [row] = await tx.update(offers).set(change).where(eq(offers.id, id)).returning();
  return toOffer(row!);
}

/** Takes back what this person has offered. */
export const takeOffersBackOf = (tx: Tx, personId: string, change: TakenBack): Promise<Offer[]> =>
  takeOffersBack(tx, eq(offers.personId, personId), change);

/** Takes back what was offered for these shifts. */
export const takeOffersBackFor = (tx: Tx, shiftIds: string[], change: TakenBack): Promise<Offer[]> =>
  takeOffersBack(tx, isOneOf(offers.shiftId, shiftIds), change);

async function takeOffersBack(tx: Tx, which: SQL, change: TakenBack): Promise<Offer[]> {
  const isOpen = and(which, isNull(offers.takenBackAt));
  return (await tx.update(offers).set(change).where(isOpen).returning()).map(toOffer);
}

export const latestOffer = latestOfHelpline(offers);

export async function offersChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Offer[]> {
  const rows = await tx
    .select()
    .from(offers)
    .where(
      and(
        eq(offers.helplineId, viewer.helplineId),
        gt(offers.version, since),
        isA(viewer, 'manager') ? undefined : eq(offers.personId, viewer.id),
      ),
    );
  return rows.map(toOffer);
}

/** Deletes old offers. */
export async function eraseOldOffers(tx: Tx, now: Date) {
  return tx
    .delete(offers)
    .where(lt(offers.offeredAt, daysBefore(now, retentionDays.swaps)))
    .returning({ helplineId: offers.helplineId });
}
