import * as v from 'valibot';
import { isA, type Viewer } from './viewer.ts';
import { timeOfDay } from './shifts.ts';
import { id, line, someOf, type Row } from './shapes.ts';
import { slugsOf } from './slugs.ts';

/** The kinds of notification. The words name the occasion, never the content. */
export const notificationKindWords = {
  'support-now': 'A supporter needs support now and nobody on shift has answered',
  alone: 'Somebody is alone on a shift that is on',
  'debrief-now': 'Somebody asks for a debrief now',
  debrief: 'Somebody asks for a debrief that can wait, and a daily list of what waits',
  'debrief-step': 'Something new in a debrief of yours',
  flag: 'A call was flagged',
  'flag-step': 'Something new in a flag of yours',
  'look-at-call': 'A call is still to be looked at before the next shift',
  'follow-up': 'Something you agreed to do is due',
  'words-opened': 'What you and your partner wrote was opened to two others, or what came of it',
  'break-glass': 'Somebody asks to open private words, or an opening is to be looked at',
  handover: 'The handover of your shift, or the bag, waits for somebody',
  'call-back': 'The time for a call back has come on your shift',
  'rota-asks': 'Somebody asks whether you can come, or an empty place or turn on call is still to be filled',
  'rota-now': 'A place or a turn on call in the coming day may stay empty',
  rota: 'You were put on a shift or on call, or taken off',
  'next-shift': 'Your next shift comes: the evening before, and two hours before',
  gathering: 'A one-to-one or a meeting of yours was planned, moved or cancelled',
  'week-later': 'You wanted to be asked again, a week after a heavy night',
  'meeting-now':
    'A meeting with a caller: nothing is heard of the two, one of them needs support, or it changes on its day',
  meeting:
    'A meeting with a caller was proposed, allowed, refused, changed or cancelled, or a series of them began or ended',
  'safety-note': 'What somebody told us may be about safety, or what came of it',
  account: 'A new link or another role, for you or somebody you look after',
  link: 'A new link for you',
  test: 'You asked for a test',
} as const;
export type NotificationKind = keyof typeof notificationKindWords;

export const channelWords = { push: 'On this device', email: 'By e-mail' } as const;
export type Channel = keyof typeof channelWords;

export type ChosenKind = Exclude<NotificationKind, 'test' | 'link'>;
/** The kinds that a person can choose. A test and a link are always sent. */
export const chosenKinds = slugsOf(notificationKindWords).filter(
  (kind) => kind !== 'test' && kind !== 'link',
) as [ChosenKind, ...ChosenKind[]];
/** Kinds about a person's own shifts, words and sign-in, sent by e-mail by default. */
const usualByEmail: NotificationKind[] = [
  'rota',
  'rota-asks',
  'next-shift',
  'gathering',
  'week-later',
  'meeting-now',
  'meeting',
  'safety-note',
  'account',
  'words-opened',
];
/** Kinds that ignore the quiet hours of the manager on call, and of the two of a meeting; and of nobody else. */
export const urgentKinds: readonly NotificationKind[] = [
  'support-now',
  'alone',
  'debrief-now',
  'look-at-call',
  'rota-now',
  'meeting-now',
];

/**
 * When a notification about places that change hands is still worth sending: while the person has a request to answer, or while one
 * of the helpline needs its managers.
 */
export type OnlyWhile = 'asked' | 'managers-needed';

/** How and when a person may be notified. `id` is the id of the person. */
export type NotificationPreferences = Row & {
  pushKinds: NotificationKind[];
  emailKinds: NotificationKind[];
  /** In the helpline's wall time, such as 23:00 and 07:00; null for no quiet hours. */
  quietFrom: string | null;
  quietUntil: string | null;
  /** Browsers with a push subscription; `id` identifies the subscription. */
  devices: { id: string; label: string; since: string }[];
};

/** The defaults: managers and supervisors get every kind by e-mail too; push needs a device that was added. */
export const usualNotificationPreferences = (
  person: Pick<Viewer, 'id' | 'roles'>,
): NotificationPreferences => ({
  id: person.id,
  version: 0,
  pushKinds: [...chosenKinds],
  emailKinds: isA(person, 'manager') || isA(person, 'supervisor') ? [...chosenKinds] : usualByEmail,
  quietFrom: null,
  quietUntil: null,
  devices: [],
});

/** A notification that could not be delivered: to whom, by which channel, when. Only the person sees its kind. */
export type Undelivered = Row & {
  personId: string;
  channel: Channel;
  kind: NotificationKind | null;
  at: string;
};

const address = v.pipe(v.string(), v.maxLength(2_000), v.url());
const base64url = v.pipe(v.string(), v.maxLength(200), v.regex(/^[A-Za-z0-9_-]+=*$/));

export const notificationCommands = {
  /** Fields that are left out stay unchanged. Both ends of the quiet hours are set or cleared together. */
  'notification:change': v.strictObject({
    pushKinds: v.optional(someOf(chosenKinds)),
    emailKinds: v.optional(someOf(chosenKinds)),
    quiet: v.optional(v.nullable(v.strictObject({ from: timeOfDay, until: timeOfDay }))),
  }),
  'notification:addDevice': v.strictObject({
    deviceId: id,
    label: line,
    endpoint: address,
    p256dh: base64url,
    auth: base64url,
  }),
  'notification:removeDevice': v.strictObject({ deviceId: id }),
  'notification:test': v.strictObject({ channel: v.picklist(slugsOf(channelWords)) }),
};
export type PreferencesNews = { 'notificationPreferences:changed': NotificationPreferences };
export type UndeliveredNews = { 'undelivered:changed': Undelivered };

/** Visible to the person only; null for everybody else. */
export const notificationPreferencesAsSeenBy = (
  viewer: Viewer,
  preferences: NotificationPreferences,
): NotificationPreferences | null => (preferences.id === viewer.id ? preferences : null);
/** Visible to the recipient, and without its kind to managers; null for everybody else. */
export function undeliveredAsSeenBy(viewer: Viewer, undelivered: Undelivered): Undelivered | null {
  if (undelivered.personId === viewer.id) return undelivered;
  return isA(viewer, 'manager') ? { ...undelivered, kind: null } : null;
}
