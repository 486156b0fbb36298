import type { Channel } from '#shared/reach';
import { get } from '../live/http.ts';

type Test = { state: 'waiting' | 'sent' | 'undelivered'; askedAt: string; settledAt: string | null };
/** What can be reached from here, and how the last tests went. */
export type Ways = { email: boolean; pushKey: string; tests: Record<Channel, Test | null> };

export const waysThereAre = () => get<Ways>('/api/reach');
