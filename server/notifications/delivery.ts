import { errorFields } from '../platform/logger.ts';
import type { PushKeys } from './push-key-queries.ts';
import type { Mail } from './mail.ts';
import type { LeasedNotification } from './outbox-queries.ts';
import type { Outcome } from './outcome.ts';
import { push } from './push.ts';
import { isUrgent, staleAfter } from './texts.ts';

export type Transports = {
  mail: Mail | null;
  /** Creates the secret of the waiting one-time link of this person and returns its path; null if none waits. */
  newLink: (personId: string, now: Date) => Promise<string | null>;
  push: { keys: PushKeys; subject: string; onlyHere: boolean; signal: AbortSignal };
};

/**
 * Makes one try. Drops it if the person is suspended or no longer has the channel, or what it says is not true any more; one that failed
 * until it was stale, and an urgent one that came to no try in time, counts as not delivered. An urgent notification's age counts from the event, not from the end of quiet hours.
 */
export async function deliver(
  notification: LeasedNotification,
  transports: Transports,
  now: Date,
): Promise<Outcome> {
  const { kind, personId, createdAt, dueAt, tries, suspendedAt, isStillTrue, email, device, channel } =
    notification;
  const since = isUrgent(kind) ? createdAt : dueAt;
  const isStale = now.getTime() - since.getTime() > staleAfter[kind];
  if (isStale) return { is: tries > 1 || isUrgent(kind) ? 'refused' : 'dropped' };
  if (suspendedAt !== null || !isStillTrue) return { is: 'dropped' };
  try {
    if (channel === 'push')
      return device ? await push(notification, device, { ...transports.push, now }) : { is: 'dropped' };
    if (!email || !transports.mail) return { is: 'dropped' };
    const path = kind === 'link' ? await transports.newLink(personId, now) : notification.path;
    return path === null ? { is: 'dropped' } : await transports.mail.send({ ...notification, path }, email);
  } catch (error) {
    const { error: name, code } = errorFields(error);
    return { is: 'later', error: String(code ?? name) };
  }
}
