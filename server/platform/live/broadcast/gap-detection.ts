import { helplines } from '#drizzle/schema/helplines';
import { isOneOf } from '../../database/one-of.ts';
import type { Db } from '../../database/db.ts';

/** `upTo`: every change until then was sent here. `beyond`: later ones that were. `due`: what must have been by the next look. */
type Known = { upTo: number; beyond: Set<number>; due: number; lookedAt: number };

export type GapDetector = ReturnType<typeof openGapDetector>;

/** Milliseconds that news may be on its way from another server; a little less than between two looks. */
const onItsWay = 900;

/**
 * Finds out by the numbers alone what was changed and never told here: by a server that ended between saving and telling,
 * by a notification that was lost, by somebody at the shell.
 */
export function openGapDetector(db: Db) {
  const all = new Map<string, Known>();
  return { welcomed, published, look };

  /** Somebody was welcomed up to this change. */
  function welcomed(helplineId: string, version: number) {
    if (!all.has(helplineId)) begin(helplineId, version);
  }

  function published(helplineId: string, version: number) {
    const known = all.get(helplineId);
    if (!known) return begin(helplineId, version);
    if (version > known.upTo) known.beyond.add(version);
    advance(known);
  }

  /** Which of these helplines missed something. The others are forgotten: nobody of theirs is here. */
  async function look(helplineIds: string[]): Promise<string[]> {
    for (const id of all.keys()) if (!helplineIds.includes(id)) all.delete(id);
    if (all.size === 0) return [];
    const rows = await db
      .select({ id: helplines.id, change: helplines.change })
      .from(helplines)
      .where(isOneOf(helplines.id, [...all.keys()]));
    return rows.filter(({ id, change }) => hasGap(all.get(id), change)).map(({ id }) => id);
  }

  function begin(helplineId: string, version: number) {
    all.set(helplineId, { upTo: version, beyond: new Set(), due: version, lookedAt: performance.now() });
  }
}

function hasGap(known: Known | undefined, change: number): boolean {
  if (!known || performance.now() - known.lookedAt < onItsWay) return false;
  const gaps = known.upTo < known.due;
  known.upTo = Math.max(known.upTo, known.due);
  advance(known);
  known.due = change;
  known.lookedAt = performance.now();
  return gaps;
}

function advance(known: Known) {
  for (const version of known.beyond) if (version <= known.upTo) known.beyond.delete(version);
  while (known.beyond.delete(known.upTo + 1)) known.upTo += 1;
}
