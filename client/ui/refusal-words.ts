import { refusals, type Reply } from '#shared/refusals';

/** The sentence of a refusal; null on success. */
export function refusalWords(reply: Reply): string | null {
  if (reply.ok) return null;
  return reply.message.trim() || refusals[reply.code] || refusals.failed;
}
