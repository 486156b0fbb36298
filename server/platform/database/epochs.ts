/**
 * A helpline's changes are numbered in epochs of a thousand million. Restoring a backup begins a later epoch for every row, so
 * that whatever a browser stored before is older than everything restored, and recognisably from another epoch. An erasure begins the
 * next one for the helpline alone: its pages drop what they were sent before.
 */
export const changesPerEpoch = 1_000_000_000;

const inSameEpoch = (one: number, other: number) =>
  Math.floor(one / changesPerEpoch) === Math.floor(other / changesPerEpoch);

/** The version above which a browser that knows all up to `since` is sent what changed: 0 where that is from another epoch than `version`. */
export const catchUpFrom = (since: number, version: number) =>
  since > version || !inSameEpoch(since, version) ? 0 : since;
