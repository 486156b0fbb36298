import * as v from 'valibot';
import { id, type Row } from './shapes.ts';
import { isA, type Viewer } from './viewer.ts';

/** A supporter says that they could come to a shift, if nobody else can. It gives no place: a manager does. */
export type Offer = Row & {
  shiftId: string;
  personId: string;
  /** It was taken back and counts for nothing. */
  takenBack: boolean;
};

export const offerCommands = {
  /** Refused with `conflict` where the shift has begun or nobody is missing, or the sender is in it, or on another one then. */
  'offer:make': v.strictObject({ offerId: id, shiftId: id }),
  'offer:takeBack': v.strictObject({ offerId: id }),
};
export type OfferNews = { 'offer:changed': Offer };

/** Supporters, for themselves. */
export const mayOffer = (viewer: Viewer) => isA(viewer, 'supporter');

/** Visible to whoever made it and to managers; null for everybody else. */
export const offerAsSeenBy = (viewer: Viewer, offer: Offer): Offer | null =>
  offer.personId === viewer.id || isA(viewer, 'manager') ? offer : null;
