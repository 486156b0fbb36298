import * as v from 'valibot';
import {
  canBeReached,
  isPageAddress,
  isPhoneNumber,
  longestServiceTexts,
  mostOfService,
  openingDays,
} from './directory.ts';
import { serviceKinds } from './service-kinds.ts';
import { longest } from './limits.ts';
import { day, id, line, storable, version, whole, writtenText } from './shapes.ts';
import { timeOfDay } from './shifts.ts';

const upTo = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most), storable);
const textOf = (field: keyof typeof longestServiceTexts) => upTo(longestServiceTexts[field]);
const age = v.nullable(whole(0, 130));
const slug = v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9][a-z0-9-]*$/));

const phone = v.strictObject({
  number: v.pipe(
    upTo(40),
    v.check(isPhoneNumber, 'A telephone number is digits and spaces, such as 020 7946 0112.'),
  ),
  description: upTo(80),
});
const schedule = v.strictObject({
  byday: v.pipe(v.array(v.picklist(openingDays)), v.minLength(1), v.maxLength(openingDays.length)),
  opensAt: timeOfDay,
  closesAt: timeOfDay,
});

/** The shape of what is written about a service. */
export const serviceText = v.pipe(
  v.strictObject({
    name: v.pipe(line, v.trim()),
    organisation: textOf('organisation'),
    kind: v.picklist(serviceKinds),
    description: textOf('description'),
    alert: textOf('alert'),
    eligibilityDescription: textOf('eligibilityDescription'),
    minimumAge: age,
    maximumAge: age,
    boroughs: v.pipe(v.array(slug), v.maxLength(mostOfService.boroughs)),
    phones: v.pipe(v.array(phone), v.maxLength(mostOfService.phones)),
    email: v.pipe(
      textOf('email'),
      v.check((email) => email === '' || /^[^\s@]+@[^\s@]+$/.test(email), 'This is not an e-mail address.'),
    ),
    url: v.pipe(
      textOf('url'),
      v.check((url) => url === '' || isPageAddress(url), 'A web address begins with https:// or http://.'),
    ),
    address: textOf('address'),
    schedules: v.pipe(v.array(schedule), v.maxLength(mostOfService.schedules)),
    openingDescription: textOf('openingDescription'),
    bankHolidays: v.picklist(['not-known', 'as-usual', 'shut']),
    languages: v.pipe(v.array(upTo(longest.name)), v.maxLength(mostOfService.languages)),
    accessibility: textOf('accessibility'),
    feesDescription: textOf('feesDescription'),
    applicationProcess: textOf('applicationProcess'),
    status: v.picklist(['active', 'temporarily closed']),
  }),
  v.check(
    (text) => canBeReached(text),
    'A service needs one way to reach it: a number, an e-mail or web address, or a place.',
  ),
);

const service = { serviceId: id };
const withWords = v.strictObject({ ...service, words: writtenText });
const settled = v.strictObject({ ...service, number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });
const holidays = v.pipe(v.array(v.strictObject({ day, name: line })), v.maxLength(60));

export const serviceCommands = {
  /** Proposes a service, or another text of one. `basedOn`: the version of the service that the sender saw, 0 for a new one. */
  'service:propose': v.strictObject({ ...service, text: serviceText, words: writtenText, basedOn: version }),
  /** Puts telephone numbers right, at once. `phones` differs from those in force in its numbers and in nothing else. */
  'service:correct': v.strictObject({
    ...service,
    phones: v.pipe(v.array(phone), v.maxLength(mostOfService.phones)),
    words: writtenText,
    basedOn: version,
  }),
  /** Takes the service from everybody's sight, at once. */
  'service:hide': withWords,
  /** Proposes that the service is not needed any more. */
  'service:retire': withWords,
  /** The second person's yes to the version with this number. */
  'service:agree': settled,
  /** Says no to it, or takes it back. What was in force at once is undone. */
  'service:decline': settled,
  /** Everything about it is right: the sender has just found out. */
  'service:checked': v.strictObject(service),
  /** Something about it is wrong. Everybody sees it at once, and a manager has something to do. */
  'service:wrong': v.strictObject({
    ...service,
    faultId: id,
    what: v.picklist(['number', 'hours', 'gone', 'other']),
    words: v.pipe(v.string(), v.maxLength(300), storable),
  }),
  /** It has been seen to, or was not wrong. Whoever found it may take it back. */
  'service:settle': v.strictObject({ ...service, faultId: id }),
  /** The days on which hours are not to be trusted. `basedOn`: the days that the sender saw. */
  'service:holidays': v.strictObject({ days: holidays, basedOn: holidays }),
};
