import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

export const makeOffer = (live: Live, shiftId: string) =>
  live.send('offer:make', { offerId: newId(), shiftId });

export const takeOfferBack = (live: Live, offerId: string) => live.send('offer:takeBack', { offerId });
