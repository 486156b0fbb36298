/**
 * A helpline's changes are numbered in ages of a thousand million. Restoring a backup begins the next age for every row, so
 * that whatever a browser kept from before is older than everything restored, and known to be from another age.
 */
export const changesPerEpoch = 1_000_000_000;

export const inSameEpoch = (one: number, other: number) =>
  Math.floor(one / changesPerEpoch) === Math.floor(other / changesPerEpoch);
