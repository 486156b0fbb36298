import type { Invariant } from './evening.ts';
import type { Noun } from '#shared/nouns';
import { observedIn, type Observed } from './observed.ts';

/** Fields that depend on the viewer, or are written without a new version. */
const ownSight: Partial<Record<Noun, string[]>> = {
  calls: ['openTo', 'flagged', 'handedTo'],
  debriefs: ['closing'],
  flags: ['theme'],
  presences: ['lastHeardAt', 'offerBreak'],
};
const compared = new Set<Noun>(['calls', 'messages', 'signals', 'debriefs', 'flags', 'presences']);

/** One version of a row has one content for all viewers, and one number is one change. */
export const oneOrder: Invariant = ({ history }) => {
  const contents = new Map<string, { content: string; by: string }>();
  const made = new Map<number, string>();
  const wrong = new Set<string>();
  for (const one of observedIn(history)) {
    if (!compared.has(one.noun)) continue;
    const { noun, row, by } = one;
    const key = `${noun} ${row.id} version ${row.version}`;
    const content = contentOf(one);
    const before = contents.get(key);
    if (before && before.content !== content)
      wrong.add(`${key} is one thing to ${before.by} and another to ${by.name}.`);
    contents.set(key, before ?? { content, by: by.name });

    if (!isJustMade(one)) continue;
    const other = made.get(row.version);
    if (other && other !== row.id)
      wrong.add(`${row.id} and ${other} were both made by change ${row.version}.`);
    made.set(row.version, row.id);
  }
  return [...wrong];
};

function contentOf({ noun, row }: Observed): string {
  const hidden = ownSight[noun] ?? [];
  return JSON.stringify(Object.entries(row).filter(([key]) => !hidden.includes(key)));
}

/** Whether this is how the row was first written. */
export function isJustMade({ noun, row }: Observed): boolean {
  if (noun === 'messages') return row['seenAt'] === null;
  if (noun === 'flags' || noun === 'debriefs') return (row['steps'] as unknown[]).length === 1;
  return false;
}
