import type { Offer } from '#shared/offers';
import type { Person } from '#shared/people';
import { shortRestAround } from '#shared/rest';
import type { WhyNot } from '#shared/who-could';
import type { Shift } from '#shared/shifts';
import { counted } from '../ui/number-words.ts';
import { isWeekendRunning } from '../swaps/fair-share-words.ts';
import { everybodyFor, shiftsWith, whyNotWords, type RotaKnown } from '../swaps/who-could-words.ts';

/** The value that leaves a place empty. */
export const nobody = 'nobody';
/** Labels by value, in display order. */
export type RotaOptions = Record<string, string>;

/** What decides the order and the words of those who can be put on a shift. */
export type RotaKnownWithOffers = RotaKnown & { offers: Offer[] };

/**
 * The options for a place: nobody, then who said they could come, the others who could, and those who cannot with the reason. How often
 * somebody was asked is not said: those times order the asking on the server, and nobody reads them.
 */
export function supportersFor(shift: Shift, known: RotaKnownWithOffers): RotaOptions {
  const offered = known.offers
    .filter(({ shiftId, takenBack }) => shiftId === shift.id && !takenBack)
    .map(({ personId }) => personId);
  const everybody = everybodyFor(shift, known).map(({ person, why }) => {
    const theirs = shiftsWith(known.shifts, person.id);
    const short = why === 'rest' ? shortRestAround(shift, theirs, known.restHours) : null;
    const running = why === null && isWeekendRunning(shift, theirs, known.times);
    const words = short
      ? shortly(short.ms)
      : why !== null
        ? whyNotWords[why]
        : running
          ? 'second weekend running'
          : null;
    const said = why !== 'in-it' && offered.includes(person.id) ? 'said they could come' : null;
    const all = [said, words].filter((one) => one !== null).join(', ');
    return { person, words: all, rank: why === null ? (said ? -1 : 0) : order.indexOf(why) + 1 };
  });
  const names = tellingApart(everybody.map(({ person }) => person));
  return {
    [nobody]: 'Nobody yet',
    ...Object.fromEntries(
      everybody
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ person, words }) => [person.id, words ? `${names(person)}, ${words}` : names(person)]),
    ),
  };
}

/** The order of those who cannot come: the later, the less can be done about it. */
const order: WhyNot[] = ['not-here-yet', 'induction', 'rest', 'in-it', 'away', 'overlap'];

/** only 6 hours of rest */
function shortly(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  return hours === 0 ? 'no rest in between' : `only ${counted(hours, 'hour')} of rest`;
}

/** Warns that giving the place to another person ends the running shift of the one who has it now. */
export const endsAtOnce = (firstName: string): string =>
  `${firstName} is in this shift now. It ends for them at once; a call they are on is for their partner to take over.`;

export const managersFor = (managers: Person[]): RotaOptions => {
  const names = tellingApart(managers);
  return {
    [nobody]: 'Nobody yet',
    ...Object.fromEntries(managers.map((person) => [person.id, names(person)])),
  };
};

/** Adds the e-mail address where two people have the same first name. */
function tellingApart(people: Person[]) {
  const times = (name: string) => people.filter(({ firstName }) => firstName === name).length;
  return ({ firstName, email }: Person) =>
    email && times(firstName) > 1 ? `${firstName} (${email})` : firstName;
}
