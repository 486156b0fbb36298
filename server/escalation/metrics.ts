import type { StoredGauges } from '../platform/metrics/stored.ts';
import { oldestDueStep } from './queries.ts';

export const escalationGauges: StoredGauges = {
  gauges: {
    alongside_escalation_overdue_seconds:
      'How long ago the oldest escalation step came due that was not carried out.',
  },
  async read(db, now) {
    const oldest = await oldestDueStep(db, now);
    return { alongside_escalation_overdue_seconds: oldest ? (now.getTime() - oldest.getTime()) / 1_000 : 0 };
  },
};
