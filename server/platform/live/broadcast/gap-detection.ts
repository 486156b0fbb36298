import { helplines } from '#drizzle/schema/helplines';
import { isOneOf } from '../../database/one-of.ts';
import type { Db } from '../../database/db.ts';

/**
 * `upTo`: all changes up to it were broadcast here. `beyond`: later ones that were. `due`: what must be by the next check. `scope`:
 * the helpline's scope at the last check, null before the first.
 */
type Known = { upTo: number; beyond: Set<number>; due: number; lookedAt: number; scope: number | null };

export type GapDetector = ReturnType<typeof openGapDetector>;

/** Milliseconds that news from another server may be in transit; a little less than the interval of the checks. */
const inTransitMs = 900;

/**
 * Detects, by version numbers alone, changes that were never broadcast here: made by a server that died between commit and
 * broadcast, lost as a notification, or made at the admin shell.
 */
export function openGapDetector(db: Db) {
  const all = new Map<string, Known>();
  return { welcomed, published, look };

  /** A client was sent everything up to this version. */
  function welcomed(helplineId: string, version: number) {
    if (all.has(helplineId)) return;
    all.set(helplineId, {
      upTo: version,
      beyond: new Set(),
      due: version,
      lookedAt: performance.now(),
      scope: null,
    });
  }

  function published(helplineId: string, version: number) {
    const known = all.get(helplineId);
    // Nobody has been welcomed yet: whoever is being welcomed now may have read before a change that was lost before this one.
    if (!known) return;
    if (version > known.upTo) known.beyond.add(version);
    advance(known);
  }

  /**
   * Those of these helplines with a gap, and those in which somebody's permissions have changed since the last check, by any means:
   * the database raises their scope. Drops the state of all other helplines, which have nobody connected here.
   */
  async function look(helplineIds: string[]): Promise<{ missed: string[]; scopeChanged: string[] }> {
    const here = new Set(helplineIds);
    for (const id of all.keys()) if (!here.has(id)) all.delete(id);
    if (all.size === 0) return { missed: [], scopeChanged: [] };
    const rows = await db
      .select({ id: helplines.id, change: helplines.change, scope: helplines.scope })
      .from(helplines)
      .where(isOneOf(helplines.id, [...all.keys()]));
    return {
      missed: rows.filter(({ id, change }) => hasGap(all.get(id), change)).map(({ id }) => id),
      scopeChanged: rows.filter(({ id, scope }) => hasNewScope(all.get(id), scope)).map(({ id }) => id),
    };
  }
}

function hasGap(known: Known | undefined, change: number): boolean {
  if (!known || performance.now() - known.lookedAt < inTransitMs) return false;
  const gaps = known.upTo < known.due;
  known.upTo = Math.max(known.upTo, known.due);
  advance(known);
  known.due = change;
  known.lookedAt = performance.now();
  return gaps;
}

function hasNewScope(known: Known | undefined, scope: number): boolean {
  if (!known) return false;
  const before = known.scope;
  known.scope = scope;
  return before !== null && before !== scope;
}

function advance(known: Known) {
  for (const version of known.beyond) if (version <= known.upTo) known.beyond.delete(version);
  while (known.beyond.delete(known.upTo + 1)) known.upTo += 1;
}
