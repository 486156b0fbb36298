import * as v from 'valibot';
import { overlaps } from './rest.ts';
import { id, instant, line } from './shapes.ts';
import { isPlanned, weeksLaidOut, type Shift } from './shifts.ts';

/** Characters that the words beside a shift may have. */
export const longestRotaWords = 60;
const words = v.pipe(line, v.trim(), v.minLength(1), v.maxLength(longestRotaWords));

/** The times that the sender saw. */
const basedOn = v.optional(v.strictObject({ startsAt: instant, endsAt: instant }));

/** Single shifts that a manager adds, moves and cancels. `changeId` names the change for its undo. */
export const shiftTimeCommands = {
  'shift:add': v.strictObject({
    changeId: id,
    shiftId: id,
    startsAt: instant,
    endsAt: instant,
    words: v.optional(words),
    secondLine: v.optional(v.boolean()),
  }),
  /** `words` that are left out stay, null removes them. `without`: who gives up their place, because they have another shift then. */
  'shift:move': v.strictObject({
    changeId: id,
    shiftId: id,
    startsAt: instant,
    endsAt: instant,
    words: v.optional(v.nullable(words)),
    without: v.optional(v.pipe(v.array(id), v.maxLength(2))),
    basedOn,
  }),
  'shift:cancel': v.strictObject({ changeId: id, shiftId: id, words: v.optional(words), basedOn }),
  /** Within `rotaUndoMinutes`, by any manager, while nobody has changed it since. */
  'shift:undo': v.strictObject({ changeId: id }),
};

type Times = Pick<Shift, 'startsAt' | 'endsAt'>;
type NewTimes = Times & { secondLine?: boolean | undefined };

const hour = 3_600_000;
const longest = 24 * hour;

/**
 * Why a shift cannot have these times, as a sentence; null if it can. `others` are the other shifts of the rota, `now` is in
 * milliseconds since 1970.
 */
export function whyNotThen(times: NewTimes, others: Shift[], now: number): string | null {
  const [from, to] = [Date.parse(times.startsAt), Date.parse(times.endsAt)];
  if (to <= from) return 'A shift has to end after it begins. Choose another end.';
  if (to - from > longest) return 'A shift lasts 24 hours at most. Choose an earlier end.';
  if (from <= now) return 'This time has passed. Choose a later one.';
  if (from > now + weeksLaidOut * 7 * 24 * hour)
    return 'The rota reaches four weeks ahead. Choose an earlier day.';
  const isInTheWay = (other: Shift) => isPlanned(other) && !other.secondLine && overlaps(times, other);
  return !times.secondLine && others.some(isInTheWay)
    ? 'There is another shift at that time. Choose other times, or say that it is a second line.'
    : null;
}

/** Who has a place in `shift` and another place at these times, so that they cannot keep it. */
export const whoCannotKeep = (shift: Shift, times: Times, others: Shift[]) =>
  shift.places.filter(({ personId }) =>
    others.some(
      (other) =>
        other.id !== shift.id &&
        overlaps(times, other) &&
        other.places.some((place) => place.personId === personId),
    ),
  );

/** Whether a shift's times stay as they are: it has begun, or somebody has joined it. `now` is in milliseconds since 1970. */
export const hasBegun = ({ startsAt, places }: Shift, now: number) =>
  Date.parse(startsAt) <= now || places.some(({ here }) => here);
