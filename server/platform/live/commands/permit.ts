import { denialOf, type Permission } from '#shared/permission';
import { Refusal, type Context } from './command.ts';

/**
 * Checks one permission of `#shared/access` for the actor, and for the row if the permission concerns one. Returns the row.
 * Refuses with the code of the permission; `null` stands for a row that does not exist. A command whose handler never checks one is rolled back.
 */
export function permit(context: Context, permission: Permission): void;
export function permit<Row>(context: Context, permission: Permission<Row>, row: Row | null): Row;
export function permit<Row>(context: Context, permission: Permission<Row>, row: Row | null = null) {
  const denial = denialOf(permission, context.actor, row);
  if (denial) throw new Refusal(denial.code, denial.message);
  context.permitted();
  return row;
}
