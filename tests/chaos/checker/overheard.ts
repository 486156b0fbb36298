import { isDeepStrictEqual } from 'node:util';
import { nouns } from '#server/nouns';
import { openRegistry } from '#server/platform/live/registry';
import { newsOf } from '#shared/nouns';
import type { Viewer } from '#shared/viewer';
import type { Somebody } from '../history.ts';
import { commandsIn, type Evening, type Invariant } from './evening.ts';
import { rowsIn } from './observed.ts';

/** Milliseconds for which a person may still receive news of a shift in which they have just lost their place. */
const grace = 15_000;
const { visibleTo } = openRegistry(nouns);

/** Nobody receives a row, or a part of one, that the noun's own filter denies them. */
export const overheard: Invariant = (evening) => {
  const { mayHoldPlace, hasHeldPlace } = placesIn(evening);
  const { id: helplineId, tonight } = evening.helpline;
  return evening.history.flatMap(({ who, happenings }) =>
    happenings
      .flatMap(rowsIn)
      .filter(({ at, noun, row }) => {
        const { id, roles } = who;
        const shiftIds = mayHoldPlace(who, at) ? [tonight] : [];
        const viewer: Viewer = {
          id,
          helplineId,
          roles,
          shiftIds,
          placedAt: {},
          talkIds: hasHeldPlace(who, at) ? [tonight] : [],
          besideIds: [],
        };
        return !isDeepStrictEqual(visibleTo(viewer, newsOf[noun], row), row);
      })
      .map(
        ({ noun, row }) => `${who.name} heard of ${noun} ${row.id} at ${row.version}, which is not for them.`,
      ),
  );
};

/**
 * Ana always has her place; the second one is Ben's at first, and then whoever's it was last given to. Who has had a place still reads
 * the messages from and to them.
 */
function placesIn({ history }: Evening) {
  const given = commandsIn(history).filter(({ name, answer }) => name === 'shift:place' && answer !== 'no');
  return { mayHoldPlace, hasHeldPlace };

  /** The times from which this person may have had a place. */
  function gainedBy({ id, name }: Somebody): number[] {
    const gained = given.filter(({ fields }) => fields['personId'] === id);
    const atFirst = ['Ana', 'Ben'].includes(name) ? [-Infinity] : [];
    return [...atFirst, ...gained.map(({ firstSentAt }) => firstSentAt)];
  }

  function hasHeldPlace(who: Somebody, at: number): boolean {
    return gainedBy(who).some((from) => from <= at);
  }

  function mayHoldPlace(who: Somebody, at: number): boolean {
    if (who.name === 'Ana') return true;
    const taken = given.filter(({ fields, answer }) => fields['personId'] !== who.id && answer === 'yes');
    return gainedBy(who).some(
      (from) =>
        from <= at &&
        !taken.some(({ firstSentAt, answeredAt }) => firstSentAt > from && answeredAt! < at - grace),
    );
  }
}
