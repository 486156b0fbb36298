/**
 * A helpline's changes are numbered in epochs of a thousand million. Restoring a backup begins the next epoch for every row, so
 * that whatever a browser stored before is older than everything restored, and recognisably from another epoch. An erasure begins the
 * next one for the helpline alone: its pages drop what they were sent before.
 */
export const changesPerEpoch = 1_000_000_000;

export const inSameEpoch = (one: number, other: number) =>
  Math.floor(one / changesPerEpoch) === Math.floor(other / changesPerEpoch);
