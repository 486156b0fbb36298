import type { GatheringSection } from '#shared/gatherings';
import type { gatheringLines, gatherings } from '../schema/gatherings.ts';
import type { toBring } from '../schema/to-bring.ts';
import type { Chance } from './chance.ts';
import type { Invented } from './numbering.ts';
import { ana, lorna, sunita, trialHelpline } from './people.ts';
import { day, halfHourBefore, hour, inWorkingHours, later, minute } from './times.ts';

const { id: helplineId } = trialHelpline;

const oneToOneLines: [GatheringSection, string, { id: string }][] = [
  ['how-you-are', 'Tired after the two late ones, and glad to be back.', ana],
  ['role', 'When a caller asks for my own story: how much of it helps them?', ana],
  ['went-well', 'Waiting with somebody who could not speak at first.', lorna],
  ['to-learn', 'Ending a call that goes round and round, kindly.', ana],
  ['agreed', 'Two sentences to end with, tried out together before the next shift.', lorna],
];

const teamLines: [GatheringSection, string, { id: string }][] = [
  ['agenda', 'The bag: who brings it on a Sunday?', ana],
  ['agreed', 'The bag stays at the library on Sundays, and the key with whoever is on first.', lorna],
];

/** A one-to-one that Ana has still to confirm, a team meeting, the group supervision to come, and what Ana wants to bring. */
export function gatheringsAround(now: Date, chance: Chance) {
  const plan = (startsAt: Date, changedAt: Date) => ({
    ...{ id: chance.idAt(changedAt), helplineId, startsAt, revisedAt: changedAt, changedAt },
  });
  const linesOf = (
    { id: gatheringId, kind, startsAt, withId }: Invented<typeof gatherings>,
    lines: [GatheringSection, string, { id: string }][],
  ) =>
    lines.map(([section, words, { id: by }], index): Invented<typeof gatheringLines> => {
      const at = later(startsAt, (10 + index) * minute);
      const between = withId ? [lorna.id, withId] : [];
      return {
        id: chance.idAt(at),
        helplineId,
        gatheringId,
        kind,
        section,
        words,
        by,
        at,
        between,
        changedAt: at,
      };
    });
  const onWorkingDay = (after: Date, days: number) => {
    const at = halfHourBefore(inWorkingHours(after, days, chance));
    return later(at, { 0: day, 6: 2 * day }[at.getUTCDay()] ?? 0);
  };
  const [before, meeting] = [onWorkingDay(now, -26), onWorkingDay(now, -12)];
  const oneToOne: Invented<typeof gatherings> = {
    ...plan(before, later(before, hour)),
    ...{ kind: 'one-to-one', state: 'held', minutes: 60, place: 'By telephone' },
    ...{ ledBy: lorna.id, withId: ana.id, confirmedIds: [lorna.id] },
  };
  const team: Invented<typeof gatherings> = {
    ...plan(meeting, later(meeting, hour)),
    ...{ kind: 'team', state: 'held', minutes: 90, place: 'The room above the library', ledBy: lorna.id },
  };
  const group: Invented<typeof gatherings> = {
    ...plan(onWorkingDay(now, 12), later(now, -2 * day)),
    ...{
      kind: 'group',
      state: 'planned',
      minutes: 90,
      place: 'The room above the library',
      ledBy: sunita.id,
    },
  };
  const noted = later(now, -4 * day);
  const note: Invented<typeof toBring> = {
    ...{ id: chance.idAt(noted), helplineId, personId: ana.id, at: noted, changedAt: noted },
    words: 'Callers who want to know whether I have been there myself',
  };
  return {
    gatherings: [oneToOne, team, group],
    lines: [...linesOf(oneToOne, oneToOneLines), ...linesOf(team, teamLines)],
    toBring: [note],
  };
}
