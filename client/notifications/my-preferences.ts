import {
  usualNotificationPreferences,
  type Channel,
  type ChosenKind,
  type NotificationPreferences,
} from '#shared/notifications';
import type { App } from '../app.ts';

/** What I chose, with what is still on its way; or what is usual. */
export function myReach(app: App): NotificationPreferences {
  const kept = app.notificationPreferences.get(app.me.id) ?? usualNotificationPreferences(app.me);
  return app.live
    .waiting('notification:change')
    .reduce((reach, { fields: { quiet, pushKinds, emailKinds } }) => {
      const hours =
        quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null };
      return { ...reach, ...hours, ...(pushKinds && { pushKinds }), ...(emailKinds && { emailKinds }) };
    }, kept);
}

/** Takes one kind in or out of one way. */
export function choose(app: App, channel: Channel, kind: ChosenKind, on: boolean) {
  const { pushKinds, emailKinds } = myReach(app);
  const before = (channel === 'push' ? pushKinds : emailKinds) as ChosenKind[];
  const kinds = on ? [...before, kind] : before.filter((one) => one !== kind);
  return app.live.send(
    'notification:change',
    channel === 'push' ? { pushKinds: kinds } : { emailKinds: kinds },
  );
}

export const setQuiet = (app: App, quiet: { from: string; until: string } | null) =>
  app.live.send('notification:change', { quiet });
