import type { CommandName } from '#shared/contract';
import type { Kept } from '../what-is-kept.ts';
import { commandsIn, type Evening, type Given } from './evening.ts';

/** Commands that add one line each to the story of a flag or a debrief, and what the line is called. */
const lineOf: Partial<Record<CommandName, string>> = {
  'flag:take': 'taken',
  'flag:release': 'released',
  'flag:ask': 'asked',
  'flag:answer': 'answered',
  'flag:close': 'closed',
  'debrief:accept': 'accepted',
  'debrief:offer': 'offered',
  'debrief:agree': 'agreed',
  'debrief:hold': 'held',
  'debrief:close': 'closed',
  'debrief:withdraw': 'withdrawn',
};
/** Written by `flag:raise` and `debrief:ask` themselves. */
const firstLines = new Set(['raised', 'asked']);

export type Counted = { what: string; lines: number; yes: Given[]; perhaps: Given[] };

/**
 * For each line that can be told from others: how often it stands there, and the commands that may have written it.
 * A flag that was taken back keeps no lines.
 */
export function linesCounted({ history, kept }: Evening): Counted[] {
  const counted = new Map<string, Counted>();
  const at = (what: string) => {
    const known = counted.get(what) ?? { what, lines: 0, yes: [], perhaps: [] };
    counted.set(what, known);
    return known;
  };
  const takenBack = new Set<unknown>(
    kept.flags.filter(({ state }) => state === 'withdrawn').map(({ id }) => id),
  );
  for (const { what } of linesIn(kept)) at(what).lines += 1;
  for (const given of commandsIn(history)) {
    const step = lineOf[given.name];
    if (!step || given.answer === 'no' || takenBack.has(given.fields['flagId'])) continue;
    const { flagId, debriefId, question, answer, learning, for: time } = given.fields;
    const words = question ?? answer ?? learning ?? time;
    const one = at(
      lineName(flagId ?? debriefId, step, given.by.id, given.name === 'debrief:agree' ? null : words),
    );
    (given.answer === 'yes' ? one.yes : one.perhaps).push(given);
  }
  return [...counted.values()];
}

function linesIn({ flags, debriefs }: Kept) {
  const told = flags.flatMap(({ id, steps }) =>
    steps.map(({ step, by, words }, index) => ({ index, step, what: lineName(id, step, by, words) })),
  );
  const asked = debriefs.flatMap(({ id, steps }) =>
    steps.map(({ step, by, for: time }, index) => ({
      ...{ index, step },
      what: lineName(id, step, by, step === 'agreed' ? null : time),
    })),
  );
  return [...told, ...asked].filter(({ index, step }) => index > 0 || !firstLines.has(step));
}

const lineName = (id: unknown, step: string, by: string, words: unknown) =>
  [id, step, 'by', by, words ?? ''].join(' ').trim();
