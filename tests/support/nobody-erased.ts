/** For a restore of a backup since which nobody was erased. */
export const nobodyErased = { known: [], statements: () => [] };
