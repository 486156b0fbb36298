import { isDeepStrictEqual } from 'node:util';
import type { Invariant } from './evening.ts';

/** A command goes out with the same content under the same id, however often it is sent. */
export const sameWords: Invariant = ({ history }) => {
  const first = new Map<string, unknown>();
  return history.flatMap(({ who, happenings }) =>
    happenings.flatMap((one) => {
      if (one.kind !== 'sent') return [];
      const { commandId, name, fields } = one;
      if (!first.has(commandId)) first.set(commandId, fields);
      return isDeepStrictEqual(first.get(commandId), fields)
        ? []
        : [`${name} ${commandId} of ${who.name} was sent with one content and then with another.`];
    }),
  );
};
