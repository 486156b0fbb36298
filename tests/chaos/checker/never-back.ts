import type { Invariant } from './evening.ts';

/** What a page has shown it never shows again in an older version, nor not at all, unless it is a flag that was taken back. */
export const neverBack: Invariant = ({ history, kept }) => {
  const takenBack = new Set(kept.flags.filter(({ state }) => state === 'withdrawn').map(({ id }) => id));
  return history.flatMap(({ who, happenings }) =>
    happenings.flatMap((one) =>
      one.kind === 'went back' && !(one.to === null && takenBack.has(one.id))
        ? [`${who.name} saw ${one.noun} ${one.id} at ${one.from}, and then ${one.to ?? 'not at all'}.`]
        : [],
    ),
  );
};
