import { changesPerEpoch } from '../platform/database/epochs.ts';

/** An epoch leaves room for sixteen million changes, and a calendar for 128 epochs. */
const perEpoch = 2 ** 24;

/**
 * The SEQUENCE of an event from the version that last changed it. It grows as the version does. A calendar reads a number of 32 bits (RFC 5545, 3.3.8),
 * beyond which the versions of a helpline get after two restored backups, so epochs take less room in it.
 */
export const sequenceOf = (version: number): number =>
  Math.floor(version / changesPerEpoch) * perEpoch + (version % changesPerEpoch);
