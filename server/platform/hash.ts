import { createHash } from 'node:crypto';

/** SHA-256 in hex: what is stored, and looked up, of a secret with enough randomness of its own. Not for passwords. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
