import { timingSafeEqual } from 'node:crypto';
import type { DataKeys } from '../platform/encryption/data-keys.ts';

/** A form sent sooner than this after its page was served was not filled in by a person. */
const leastMs = 3_000;
/** A page may lie open for a day. */
const mostMs = 86_400_000;

type Digest = DataKeys['digest'];
const proofOf = (digest: Digest, helplineId: string, at: string) =>
  digest(`feedback page ${helplineId} ${at}`);

/** A signed timestamp of when a page was served. It identifies nobody and is not stored. */
export const stampAt = (digest: Digest, helplineId: string, now: Date): string =>
  `${now.getTime()}.${proofOf(digest, helplineId, String(now.getTime()))}`;

/** Whether a page was made here, and when: `quick` for a moment ago. */
export function ageOf(
  digest: Digest,
  helplineId: string,
  stamp: string,
  now: Date,
): 'right' | 'quick' | 'wrong' {
  const [at = '', proof = ''] = stamp.split('.');
  const age = now.getTime() - Number(at);
  if (!isSame(proof, proofOf(digest, helplineId, at)) || !(age >= 0) || age > mostMs) return 'wrong';
  return age < leastMs ? 'quick' : 'right';
}

/** Compares in a time that does not depend on how much is right. */
function isSame(given: string, right: string): boolean {
  const [ours, theirs] = [Buffer.from(right), Buffer.from(given)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
