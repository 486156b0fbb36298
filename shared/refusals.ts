/** Refusal codes, with the sentence shown if the server sends no more specific one. */
export const refusals = {
  malformed: 'Alongside could not read that. What you typed is still here. Please try once more.',
  'not-signed-in': 'You are signed out. Sign in again, and what you typed is still here.',
  'prove-first': 'Show first that it is you.',
  'not-yours': 'This is not yours to do.',
  'not-found': 'This is not here any more, or it is not open to you.',
  conflict: 'Something changed in the meantime. Have a look and choose again.',
  'too-fast': 'That was a lot at once. Wait a moment; what you typed is still here.',
  failed: 'This could not be saved just now. What you typed is still here. Please try once more.',
} as const;

export type RefusalCode = keyof typeof refusals;
export type Reply = { ok: true } | { ok: false; code: RefusalCode; message: string };
