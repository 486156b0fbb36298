import { uuidv7 } from 'uuidv7';
import { urgentKinds, type NotificationKind, type OnlyWhile } from '#shared/notifications';
import type { Change } from '../platform/live/commands/command.ts';
import { insertNotifications, type NewNotification } from './outbox-queries.ts';
import { recipients, type Recipient } from './queries.ts';
import { quietUntil } from './quiet-hours.ts';
import { firstWaitingOf } from './waiting-queries.ts';

export type ToNotify = {
  to: string[];
  kind: NotificationKind;
  /** The page it opens, such as `/desk/…`. */
  path: string;
  /** For these people it goes through their quiet hours. */
  onCall?: string[];
  /** The earliest time at which it is sent; now if left out. */
  notBefore?: Date;
  /** Skips people who have one of this kind pending that is sent no later than this one. */
  once?: boolean;
  /** The shift that comes: a message about it is dropped once that is not true any more. */
  shiftId?: string;
  /** The state of a request: a message about it is dropped once that is not true any more. */
  onlyWhile?: OnlyWhile | null;
  /** Skips people whose quiet hours would delay it to this time or beyond. */
  until?: Date;
};

type NotifyContext = Pick<Change, 'tx' | 'helplineId' | 'version' | 'now' | 'channels'>;

/** Writes a notification to the outbox for every channel these people chose, in the transaction of the event. */
export async function notify(change: NotifyContext, asked: ToNotify): Promise<void> {
  const { to, kind, path, onCall = [], once = false, shiftId = null, onlyWhile = null, until } = asked;
  const { tx, helplineId, version, now, channels } = change;
  const earliest = asked.notBefore ?? now;
  const waiting = once ? await firstWaitingOf(tx, to, kind, onlyWhile) : new Map<string, Date>();
  const people = await recipients(tx, helplineId, [...new Set(to)]);
  const rows = people.flatMap((person): NewNotification[] => {
    const goesThrough = urgentKinds.includes(kind) && onCall.includes(person.id);
    const dueAt = (goesThrough ? null : quietUntil(person, person.timeZone, earliest)) ?? earliest;
    if (until && dueAt >= until) return [];
    const first = waiting.get(person.id);
    if (first && first <= dueAt) return [];
    return channelsTo(person, kind, channels.email).map((way) => ({
      ...way,
      id: uuidv7(),
      helplineId,
      version,
      personId: person.id,
      kind,
      path,
      shiftId,
      onlyWhile,
      createdAt: now,
      dueAt,
    }));
  });
  await insertNotifications(tx, rows);
}

type Way = Pick<NewNotification, 'channel' | 'deviceId'>;

function channelsTo(person: Recipient, kind: NotificationKind, canEmail: boolean): Way[] {
  const byEmail = canEmail && person.hasEmail && person.emailKinds.includes(kind);
  const byPush = person.pushKinds.includes(kind) ? person.deviceIds : [];
  return [
    ...(byEmail ? [{ channel: 'email' as const, deviceId: null }] : []),
    ...byPush.map((deviceId) => ({ channel: 'push' as const, deviceId })),
  ];
}
