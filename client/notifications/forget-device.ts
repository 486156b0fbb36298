import type { NotificationPreferences } from '#shared/notifications';
import type { Live } from '../live/live.svelte.ts';
import { deviceIdOf, subscriptionHere } from './subscription.ts';
import { removeDevice } from './commands.ts';

const timeoutMs = 2_000;

/** Stops notifications to this browser at sign-out. Cancelling the push subscription works without the server. */
export async function forgetDevice(live: Live): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, timeoutMs));
  await Promise.race([forget(live), late]);
}

/** Cancels the push subscription of a person who was signed in here earlier. */
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
  const removed = live.connected ? removeDevice(live, deviceId) : undefined;
  await Promise.all([subscription.unsubscribe(), removed]);
}
