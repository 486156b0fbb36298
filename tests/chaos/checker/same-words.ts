import { isDeepStrictEqual } from 'node:util';
import type { Invariant } from './evening.ts';

/**
 * A command goes out with the same content under the same id, however often it is sent. Only what waited says when it happened, so
 * the first time may go without.
 */
export const sameWords: Invariant = ({ history }) => {
  const first = new Map<string, unknown>();
  return history.flatMap(({ who, happenings }) =>
    happenings.flatMap((one) => {
      if (one.kind !== 'sent') return [];
      const { commandId, name } = one;
      const fields = Object.fromEntries(Object.entries(one.fields).filter(([field]) => field !== 'at'));
      if (!first.has(commandId)) first.set(commandId, fields);
      return isDeepStrictEqual(first.get(commandId), fields)
        ? []
        : [`${name} ${commandId} of ${who.name} was sent with one content and then with another.`];
    }),
  );
};
