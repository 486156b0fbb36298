import { createHash } from 'node:crypto';

/** What is stored of a secret: its SHA-256, in hex. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
