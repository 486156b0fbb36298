import type { Invariant } from './evening.ts';

/** What a page has shown it never shows again in an older version, nor not at all. */
export const neverBack: Invariant = ({ history }) =>
  history.flatMap(({ who, happenings }) =>
    happenings.flatMap((one) =>
      one.kind === 'went back'
        ? [`${who.name} saw ${one.noun} ${one.id} at ${one.from}, and then ${one.to ?? 'not at all'}.`]
        : [],
    ),
  );
