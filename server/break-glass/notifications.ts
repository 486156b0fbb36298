import type { BreakGlass } from '#shared/break-glass';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import type { Change } from '../platform/live/commands/command.ts';

export const pageOf = ({ id }: Pick<BreakGlass, 'id'>) => `/break-glass/${id}`;

/** Cancels what managers and supervisors were to be notified of, because it is settled. */
export const cancelAsked = (change: Change, row: BreakGlass) =>
  cancelNotifications(change, pageOf(row), ['break-glass']);
