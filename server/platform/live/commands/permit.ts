import { denialOf, type Permission } from '#shared/permission';
import { Refusal, type Context } from './command.ts';

/**
 * Asks one permission of `#shared/access` about the actor, and about the row where the permission is about one. Returns the row.
 * Refuses as the permission says; null for a row that does not exist. A command whose handler never asks is rolled back.
 */
export function permit(context: Context, permission: Permission): void;
export function permit<Row>(context: Context, permission: Permission<Row>, row: Row | null): Row;
export function permit<Row>(context: Context, permission: Permission<Row>, row: Row | null = null) {
  const denial = denialOf(permission, context.actor, row);
  if (denial) throw new Refusal(denial.code, denial.message);
  context.permitted();
  return row;
}
