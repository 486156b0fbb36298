import type { DataKeys } from '../platform/encryption/data-keys.ts';

/** Nobody reads the page and answers within this time. */
const leastMs = 3_000;
/** A page may lie open for a day. */
const mostMs = 86_400_000;

type Digest = DataKeys['digest'];
const proofOf = (digest: Digest, helplineId: string, at: string) =>
  digest(`feedback page ${helplineId} ${at}`);

/** Says when a page was made, in a way that only this installation can. It names nobody, and is kept nowhere. */
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
  if (proof !== proofOf(digest, helplineId, at) || !(age >= 0) || age > mostMs) return 'wrong';
  return age < leastMs ? 'quick' : 'right';
}
