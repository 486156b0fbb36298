import type { NotificationPreferences } from '#shared/notifications';
import type { Live } from '../live/live.svelte.ts';
import { deviceIdOf, subscriptionHere } from './subscription.ts';
import { removeDevice } from './commands.ts';

const patience = 2_000;

/** Whoever signs out here is not to be reached here. The push service is told too, so it holds without a link to the server. */
export async function forgetDevice(live: Live): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, patience));
  await Promise.race([forget(live), late]);
}

/** What comes to a browser is for whoever is signed in there, and not for somebody who was before. */
export async function keepOnlyMine(notificationPreferences: NotificationPreferences[]): Promise<void> {
  const subscription = await subscriptionHere();
  if (!subscription) return;
  const id = await deviceIdOf(subscription);
  if (!notificationPreferences.some(({ devices }) => devices.some((device) => device.id === id)))
    await subscription.unsubscribe();
}

async function forget(live: Live) {
  const subscription = await subscriptionHere();
  if (!subscription) return;
  const deviceId = await deviceIdOf(subscription);
  const told = live.connected ? removeDevice(live, deviceId) : undefined;
  await Promise.all([subscription.unsubscribe(), told]);
}
