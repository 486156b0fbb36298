import { refusals, type Reply } from '#shared/refusals';

/** The sentence to show when something was refused; null when it went well. */
export function refusalWords(reply: Reply): string | null {
  if (reply.ok) return null;
  return reply.message.trim() || refusals[reply.code] || refusals.failed;
}
