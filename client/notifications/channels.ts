import type { Channel } from '#shared/notifications';
import { get } from '../live/http.ts';

type Test = { state: 'waiting' | 'sent' | 'undelivered'; askedAt: string; settledAt: string | null };
/** What can be reached from here, and how the last tests went. */
export type AvailableChannels = { email: boolean; pushKey: string; tests: Record<Channel, Test | null> };

export const availableChannels = () => get<AvailableChannels>('/api/notifications');
