import type { Channel } from '#shared/notifications';
import { get } from '../live/http.ts';

type Test = { state: 'waiting' | 'sent' | 'undelivered'; askedAt: string; settledAt: string | null };
/** The channels that this server offers, and the results of the last tests. `pushKey` is the VAPID public key. */
export type AvailableChannels = { email: boolean; pushKey: string; tests: Record<Channel, Test | null> };

export const availableChannels = () => get<AvailableChannels>('/api/notifications');
