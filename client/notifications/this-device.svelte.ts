import type { CommandFields } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import type { App } from '../app.ts';
import { deviceLabel } from './device-label.ts';
import { ableToReach, addressOf, deviceIdOf, subscribe, subscriptionHere, worker } from './subscription.ts';
import { removeDevice } from './commands.ts';

type Reads = Pick<App, 'live' | 'me' | 'notificationPreferences'>;

/** Push notifications of this browser: whether they are on, and what prevents them. */
export class ThisDevice {
  #app: Reads;
  #subscribed = $state<string | null>(null);
  #looked = $state(false);
  able = ableToReach();
  permission = $state<NotificationPermission>(this.able === 'yes' ? Notification.permission : 'default');
  id: string | null = $derived.by(() => {
    const mine = this.#app.notificationPreferences.get(this.#app.me.id)?.devices ?? [];
    return mine.some(({ id }) => id === this.#subscribed) ? this.#subscribed : null;
  });
  state: 'looking' | 'cannot' | 'home-screen-first' | 'denied' | 'off' | 'on' = $derived.by(() => {
    if (this.able !== 'yes') return this.able;
    if (this.permission === 'denied') return 'denied';
    if (!this.#looked) return 'looking';
    return this.id && this.permission === 'granted' ? 'on' : 'off';
  });

  constructor(app: Reads) {
    this.#app = app;
    void this.#look();
  }

  /** Asks for permission, which only works right after a tap, and gets the browser ready. Null if it was denied or the browser failed. */
  async prepare(pushKey: string): Promise<CommandFields<'notification:addDevice'> | null> {
    this.permission = await Notification.requestPermission();
    if (this.permission !== 'granted') return null;
    const registration = await worker();
    const subscription = registration && (await subscribe(registration, pushKey).catch(() => null));
    if (!subscription) return null;
    const deviceId = await deviceIdOf(subscription);
    this.#subscribed = deviceId;
    return { deviceId, label: deviceLabel(navigator.userAgent), ...addressOf(subscription) };
  }

  /** Removes one of my devices; for this browser it also cancels the push subscription. */
  async remove(deviceId: string): Promise<Reply> {
    if (deviceId === this.#subscribed) {
      await (await subscriptionHere())?.unsubscribe();
      this.#subscribed = null;
    }
    return removeDevice(this.#app.live, deviceId);
  }

  async #look() {
    const subscription = this.able === 'yes' ? await subscriptionHere().catch(() => null) : null;
    this.#subscribed = subscription && (await deviceIdOf(subscription));
    this.#looked = true;
  }
}
