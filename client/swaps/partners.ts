import { get, type Answer } from '../live/http.ts';

export type Partner = { id: string; firstName: string };

/** Whom I have lately shared a shift with, or will. */
export const myPartners = (): Promise<Answer<{ partners: Partner[] }>> => get('/api/swaps/partners');
