import {
  usualNotificationPreferences,
  type Channel,
  type ChosenKind,
  type NotificationPreferences,
} from '#shared/notifications';
import type { Person } from '#shared/people';
import type { Collection } from '../live/collection.svelte.ts';
import type { Live } from '../live/live.svelte.ts';

/** The stored preferences of this person, or the defaults, with every change that has not been acknowledged applied. */
export const preferencesOf = (
  person: Person,
  stored: Collection<NotificationPreferences>,
  live: Live,
): NotificationPreferences =>
  live.waiting('notification:change').reduce(
    (preferences, { fields: { quiet, pushKinds, emailKinds } }) => {
      const hours =
        quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null };
      return { ...preferences, ...hours, ...(pushKinds && { pushKinds }), ...(emailKinds && { emailKinds }) };
    },
    stored.get(person.id) ?? usualNotificationPreferences(person),
  );

/** The fields of `notification:change` that switch one kind on or off for one channel. */
export function kindSwitched(
  { pushKinds, emailKinds }: NotificationPreferences,
  channel: Channel,
  kind: ChosenKind,
  on: boolean,
) {
  const before = (channel === 'push' ? pushKinds : emailKinds) as ChosenKind[];
  const kinds = on ? [...before, kind] : before.filter((one) => one !== kind);
  return channel === 'push' ? { pushKinds: kinds } : { emailKinds: kinds };
}
