import { sql, type Placeholder, type SQL } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { listenings } from '#drizzle/schema/listenings';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import { closesHoursAfter, opensMinutesBefore, placeNumbers } from '#shared/shifts';
import { isoText } from '../platform/database/db.ts';

/** What `Viewer` and `TimedViewer` say of a person's shifts, as columns of those names. */
export const windowColumns = (personId: SQL, at: At) => sql`
  ${openShiftIds(personId, at)} as "shiftIds", ${placedAt(personId, at)} as "placedAt", ${talkIds(personId, at)} as "talkIds",
  ${besideIds(personId, at)} as "besideIds", (extract(epoch from ${nextBoundary(personId, at)}) * 1000)::float8 as "holdsUntil"`;

/** The value of `Viewer.shiftIds`: shifts in which the person has a place and whose window is open, latest first. */
export const openShiftIds = (personId: SQL, at: At) => sql<string[]>`array(
    select ${places.shiftId} from ${places} join ${shifts} on ${shifts.id} = ${places.shiftId}
    where ${places.personId} = ${personId} and ${isOpenUntil(at, sql`${closesHoursAfter}`)}
    order by ${shifts.startsAt} desc)`;

/** The value of `Viewer.placedAt`: since when the person has had their place in each of these shifts. */
const placedAt = (personId: SQL, at: At) => sql<Record<string, string>>`coalesce((
    select json_object_agg(${places.shiftId}, ${isoText(places.placedAt)})
    from ${places} join ${shifts} on ${shifts.id} = ${places.shiftId}
    where ${places.personId} = ${personId} and ${isOpenUntil(at, sql`${closesHoursAfter}`)}), '{}'::json)`;

/**
 * The value of `Viewer.talkIds`: shifts whose conversation the person takes or took part in and that is not deleted. A person who gave
 * up their place still reads the messages from and to them.
 */
const talkIds = (personId: SQL, at: At) => sql<string[]>`array(
    select ${shifts.id} from (${shiftsTaken(personId)}) taken join ${shifts} on ${shifts.id} = taken.shift_id
    where ${isOpenUntil(at, chatHours)}
    order by ${shifts.startsAt} desc, ${shifts.id})`;

/** The value of `Viewer.besideIds`: shifts that are on, in which the person listens along and both who have the places have said yes. */
const besideIds = (personId: SQL, at: At) => sql<string[]>`array(
    select shift.id from ${agreedListenings(personId)}
      and shift.starts_at <= ${instantIn(at)}::timestamptz and shift.ends_at > ${instantIn(at)}::timestamptz
      and (select count(*) from ${places} place where place.shift_id = shift.id
        and place.person_id = any(listening.yes_ids)) = ${sql.raw(String(placeNumbers.length))}
    order by shift.id)`;

/** The next instant at which a window of this person's shifts opens or closes by itself, or one in which they listen along begins or ends; null for none. */
const nextBoundary = (personId: SQL, at: At) =>
  sql`least(${nextOfTheirs(personId, at)}, ${nextBeside(personId, at)})`;

const nextBeside = (personId: SQL, at: At) => sql`(
    select min(boundary) from (select shift.starts_at, shift.ends_at from ${agreedListenings(personId)}) beside,
      lateral (values (beside.starts_at), (beside.ends_at)) as boundaries (boundary)
    where boundary > ${instantIn(at)}::timestamptz)`;

/** Named, because a select from one table writes its columns without their table. */
const agreedListenings = (
  personId: SQL,
) => sql`${listenings} listening join ${shifts} shift on shift.id = listening.shift_id
    where listening.person_id = ${personId} and listening.state = 'agreed'`;

const nextOfTheirs = (personId: SQL, at: At) => sql`(
    select min(boundary) from (${shiftsTaken(personId)}) taken join ${shifts} on ${shifts.id} = taken.shift_id, lateral (values
      (${shifts.startsAt} - make_interval(mins => ${opensMinutesBefore})),
      (${shifts.endsAt} + make_interval(hours => ${closesHoursAfter})),
      (${shifts.endsAt} + make_interval(hours => ${chatHours}))) as boundaries (boundary)
    where boundary > ${instantIn(at)}::timestamptz)`;

/** An instant, or the placeholder for one in a prepared statement. */
type At = Date | Placeholder;
const instantIn = (at: At) => (at instanceof Date ? at.toISOString() : at);

const chatHours = sql`(select ${helplines.chatHours} from ${helplines} where ${helplines.id} = ${shifts.helplineId})`;

const shiftsTaken = (personId: SQL) => sql`
      select ${places.shiftId} from ${places} where ${places.personId} = ${personId}
      union select ${presences.shiftId} from ${presences} where ${presences.personId} = ${personId}`;

function isOpenUntil(when: At, hoursAfter: SQL) {
  const at = instantIn(when);
  return sql`${shifts.startsAt} <= ${at}::timestamptz + make_interval(mins => ${opensMinutesBefore})
      and ${shifts.endsAt} > ${at}::timestamptz - make_interval(hours => ${hoursAfter})`;
}
