import type { PlaceNumber } from '#shared/shifts';
import type { ShiftTimes } from '#shared/opening-hours';
import type { places, shifts } from '../schema/shifts.ts';
import type { Chance } from './chance.ts';
import type { Invented } from './numbering.ts';
import { idris, lorna, supporters, trialHelpline } from './people.ts';
import { day, earliest, later, weekOf } from './times.ts';
import type { Nights } from './tonight.ts';

export type TrialShift = Invented<typeof shifts> & { startsAt: Date; endsAt: Date; pair: string[] };
export type TrialRota = {
  past: TrialShift[];
  tonight: TrialShift;
  ahead: TrialShift[];
  places: (typeof places.$inferInsert)[];
};

const laidOutDaysBefore = 28;

/** Who is on, with Ana and Ben tonight, and a gap in the coming week as well as later ones. */
export function rotaOf(nights: Nights, now: Date, chance: Chance): TrialRota {
  const thisWeek = weekOf(nights.tonight.startsAt, trialHelpline.timeZone);

  const past = nights.past.map((times, index) => shiftOf(times, index - nights.past.length));
  const tonight = shiftOf(nights.tonight, 0);
  const ahead = nights.ahead.map((times, index) => shiftOf(times, index + 1));
  return { past, tonight, ahead, places: [...past, tonight, ...ahead].flatMap(placesOf) };

  function shiftOf({ startsAt, endsAt }: ShiftTimes, nightsFromNow: number): TrialShift {
    const weeksFromNow = weekOf(startsAt, trialHelpline.timeZone) - thisWeek;
    const [first, next] = weeksFromNow % 2 === 0 ? [lorna, idris] : [idris, lorna];
    const changedAt = earliest(later(startsAt, -laidOutDaysBefore * day), now);
    return {
      id: chance.idAt(changedAt),
      helplineId: trialHelpline.id,
      startsAt,
      endsAt,
      patternStartsAt: startsAt,
      patternEndsAt: endsAt,
      managerId: first.id,
      nextManagerId: next.id,
      pair: pairOf(nightsFromNow).slice(0, peopleFoundFor(nightsFromNow)),
      changedAt,
    };
  }
}

/** In seven nights everybody is on twice; from week to week the same people meet others. */
function pairOf(night: number): string[] {
  const all = supporters.length;
  const round = Math.floor(night / all);
  const step = 1 + (((round % 3) + 3) % 3);
  const nightOfRound = night - round * all;
  return [2 * nightOfRound, 2 * nightOfRound + 1].map((turn) => supporters[(turn * step) % all]!.id);
}

function peopleFoundFor(night: number): number {
  if (night === 24) return 0;
  return night === 3 || night === 12 ? 1 : 2;
}

function placesOf({ id, pair }: TrialShift) {
  return pair.map((personId, index) => ({
    shiftId: id,
    place: (index + 1) as PlaceNumber,
    helplineId: trialHelpline.id,
    personId,
  }));
}
