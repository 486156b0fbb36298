import { factsOf } from '../logger.ts';
import type { PushKeys } from './keys.ts';
import type { Mail } from './mail.ts';
import type { InHand } from './outbox.ts';
import type { Outcome } from './outcome.ts';
import { push } from './push.ts';
import { isUrgent, staleAfter } from './words.ts';

export type Ways = {
  mail: Mail | null;
  /** The path of a new one-time link for this person, whose secret is made here and now; null where none waits any more. */
  newLink: (personId: string, now: Date) => Promise<string | null>;
  push: { keys: PushKeys; subject: string; onlyHere: boolean; signal: AbortSignal };
};

/**
 * One try. Whoever is suspended by now, or has no such way any more, gets nothing; what failed until it was stale was not
 * delivered. What is urgent grows stale from when it happened, not from the end of quiet hours.
 */
export async function deliver(notice: InHand, ways: Ways, now: Date): Promise<Outcome> {
  const { kind, personId, createdAt, dueAt, tries, suspendedAt, email, device, channel } = notice;
  const since = isUrgent(kind) ? createdAt : dueAt;
  const isStale = now.getTime() - since.getTime() > staleAfter[kind];
  if (isStale) return { is: tries > 1 ? 'refused' : 'dropped' };
  if (suspendedAt !== null) return { is: 'dropped' };
  try {
    if (channel === 'push')
      return device ? await push(notice, device, { ...ways.push, now }) : { is: 'dropped' };
    if (!email || !ways.mail) return { is: 'dropped' };
    const path = kind === 'link' ? await ways.newLink(personId, now) : notice.path;
    return path === null ? { is: 'dropped' } : await ways.mail.send({ ...notice, path }, email);
  } catch (error) {
    const { error: name, code } = factsOf(error);
    return { is: 'later', error: String(code ?? name) };
  }
}
