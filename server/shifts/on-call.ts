import type { Shift } from '#shared/shifts';
import type { Tx } from '../platform/database/db.ts';
import { peopleWhoAre } from '../people/queries.ts';

/** The ids of every manager who can be asked: those on call for the shift first, in their order, then the others. */
export async function managersInTurn(
  tx: Tx,
  helplineId: string,
  shift: Pick<Shift, 'managerId' | 'nextManagerId'> | null,
): Promise<string[]> {
  const managers = await peopleWhoAre(tx, helplineId, 'manager');
  const able = managers.filter(({ suspendedAt }) => suspendedAt === null).map(({ id }) => id);
  const named = [shift?.managerId, shift?.nextManagerId].filter((id) => typeof id === 'string');
  return [...new Set([...named.filter((id) => able.includes(id)), ...able])];
}
