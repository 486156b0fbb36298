import type { Noun } from '#shared/nouns';
import type { Welcome } from '#shared/contract';
import { nouns, type Somebody } from '../history.ts';
import type { Invariant } from './evening.ts';
import { observedIn, type Observed } from './observed.ts';

/** A welcome holds everything up to its version that this person may see, and nothing later. */
export const wholeWelcome: Invariant = ({ history, kept }) => {
  const observed = observedIn(history);
  const takenBack = new Map(
    kept.flags.filter(({ state }) => state === 'withdrawn').map(({ id, version }) => [id, version]),
  );
  return history.flatMap(({ who, happenings }) => {
    const forSure = inOrder(observed.filter((one) => isForSure(who, one)));
    return happenings.flatMap((one) =>
      one.kind === 'welcomed'
        ? [...laterThan(one.welcome, who), ...missingFrom(one.welcome, who, forSure, takenBack)]
        : [],
    );
  });
};

/** Each version of each row once. */
function inOrder(observed: Observed[]): Observed[] {
  const each = new Map(observed.map((one) => [`${one.row.id} ${one.row.version}`, one]));
  return [...each.values()].sort((a, b) => a.row.version - b.row.version);
}

const laterThan = (welcome: Welcome, who: Somebody) =>
  nouns.flatMap((noun) =>
    welcome[noun]
      .filter(({ version }) => version > welcome.version)
      .map(
        ({ id, version }) =>
          `The welcome of ${who.name} up to ${welcome.version} has ${noun} ${id} at ${version}.`,
      ),
  );

/** Of a whole conversation a first welcome brings only the end, and of flags none that was taken back. */
function missingFrom(
  welcome: Welcome,
  who: Somebody,
  forSure: Observed[],
  takenBack: Map<string, number>,
): string[] {
  const { since, version } = welcome;
  const named = new Set(nouns.flatMap((noun) => welcome[noun].map(({ id }) => id)));
  const from = forSure.findIndex(({ row }) => row.version > since);
  const after = forSure.findIndex(({ row }) => row.version > version);
  return forSure
    .slice(from < 0 ? forSure.length : from, after < 0 ? undefined : after)
    .filter(({ noun, row }) => !named.has(row.id) && (since > 0 || noun !== 'messages'))
    .filter(({ row }) => since > 0 || (takenBack.get(row.id) ?? Infinity) > version)
    .map(({ noun, row }) => `${noun} ${row.id} at ${row.version}`)
    .map((what) => `The welcome of ${who.name} since ${since} up to ${version} lacks ${what}.`);
}

/** What somebody sees at any time, whoever else sees it: Ana her shift, Sue the flags, Mo the debriefs. */
function isForSure(who: Somebody, { noun, by }: Observed): boolean {
  const inShift: Noun[] = ['calls', 'signals', 'flags', 'presences', 'messages'];
  if (who.name === 'Ana') return ['Ana', 'Ben'].includes(by.name) && inShift.includes(noun);
  return (who.name === 'Sue' && noun === 'flags') || (who.name === 'Mo' && noun === 'debriefs');
}
