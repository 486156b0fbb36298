import type { Actor, Viewer } from './viewer.ts';

/**
 * Who may send one command, as pure functions that server and tests share. They are checked in this order; one that
 * is left out passes.
 */
export type Permission<Row = null> = {
  /** Whether the actor may do this at all, checked before any row is read. Refuses `not-yours`. */
  role?: (actor: Viewer) => boolean;
  /** Whether the actor may know that the row exists. Refuses `not-found`, as for a row that does not exist. */
  sees?: (actor: Viewer, row: Row) => unknown;
  /** Whether the actor may do this to a row they may know of. Refuses `not-yours`. */
  may?: (actor: Viewer, row: Row) => boolean;
  /** Whether the actor has joined a shift. Refuses `conflict`, because joining resolves it. */
  onShift?: true;
  /** The sentence of a `not-yours` refusal, of `not-found` if there is only `sees`, or of `conflict` if there is only `onShift`. */
  otherwise?: string | ((row: Row) => string);
};

export type Denial = { code: 'not-yours' | 'not-found' | 'conflict'; message: string | undefined };

const joinFirst = 'Join your shift first. Then this can start.';

/** Why the actor may not; null if they may. A missing row is passed as null, and refused like one they may not know of. */
export function denialOf<Row>(
  { role, sees, may, onShift, otherwise }: Permission<Row>,
  actor: Actor | Viewer,
  row: Row | null,
): Denial | null {
  const message = typeof otherwise === 'function' ? row && otherwise(row) : otherwise;
  if (role && !role(actor)) return { code: 'not-yours', message: message ?? undefined };
  if (onShift && !('joined' in actor && actor.joined))
    return { code: 'conflict', message: message ?? joinFirst };
  if (!sees && !may) return null;
  if (row === null || (sees && !sees(actor, row)))
    return { code: 'not-found', message: may ? undefined : (message ?? undefined) };
  return may && !may(actor, row) ? { code: 'not-yours', message: message ?? undefined } : null;
}
