import type { CommandFields } from '#shared/contract';
import type { Channel } from '#shared/notifications';
import type { Live } from '../live/live.svelte.ts';

export const addDevice = (live: Live, device: CommandFields<'notification:addDevice'>) =>
  live.send('notification:addDevice', device);

export const removeDevice = (live: Live, deviceId: string) =>
  live.send('notification:removeDevice', { deviceId });

/** Fields that are left out stay unchanged. */
export const changePreferences = (live: Live, change: CommandFields<'notification:change'>) =>
  live.send('notification:change', change);

/** Sends one test notification to me. */
export const testChannel = (live: Live, channel: Channel) => live.send('notification:test', { channel });
