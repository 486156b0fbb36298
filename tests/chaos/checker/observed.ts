import type { Noun } from '#shared/nouns';
import { nounOf, nouns, type Happening, type History, type Somebody } from '../history.ts';

export type Observed = {
  by: Somebody;
  at: number;
  noun: Noun;
  row: { id: string; version: number } & Record<string, unknown>;
};

/** Every row that was received by anybody, as news or in a welcome. */
export const observedIn = (history: History): Observed[] =>
  history.flatMap(({ who, happenings }) =>
    happenings.flatMap((one) => rowsIn(one).map((seen) => ({ ...seen, by: who }))),
  );

export function rowsIn(one: Happening): Omit<Observed, 'by'>[] {
  if (one.kind === 'heard') return [{ at: one.at, noun: nounOf[one.name], row: one.row }];
  if (one.kind !== 'welcomed') return [];
  return nouns.flatMap((noun) => one.welcome[noun].map((row) => ({ at: one.at, noun, row })));
}
