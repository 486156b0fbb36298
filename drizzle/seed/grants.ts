import { grantMinutes } from '#shared/grants';
import type { auditLog } from '../schema/audit-log.ts';
import type { grants } from '../schema/grants.ts';
import type { TrialCall } from './calls.ts';
import type { Chance } from './chance.ts';
import type { Invented } from './numbering.ts';
import { ana, lorna, trialHelpline } from './people.ts';
import { inWorkingHours, later, minute } from './times.ts';

const reason =
  'The caller rang the office to say thank you, and asked for the name of the group you told them about.';

/** One record of Ana’s that Lorna once opened with a reason, and its line in the audit log. */
export function openingOf(nights: TrialCall[][], chance: Chance) {
  const call = nights
    .slice(0, -4)
    .flat()
    .findLast(({ takenBy, closedAt, flagged }) => takenBy === ana.id && closedAt !== null && !flagged)!;
  const openedAt = inWorkingHours(call.endedAt, 1, chance);
  const until = later(openedAt, grantMinutes * minute);
  const opening: Invented<typeof grants> = {
    id: chance.idAt(openedAt),
    helplineId: trialHelpline.id,
    callId: call.id,
    callStartedAt: call.startedAt,
    openedBy: lorna.id,
    openedAt,
    until,
    reason,
    affectedPersonIds: [ana.id],
    endedAt: until,
    changedAt: openedAt,
  };
  const line: typeof auditLog.$inferInsert = {
    id: chance.idAt(openedAt),
    helplineId: trialHelpline.id,
    at: openedAt,
    by: lorna.id,
    action: 'call-opened',
    about: call.id,
  };
  return { opening, line };
}
