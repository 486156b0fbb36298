import { urgentKinds, type NotificationKind } from '#shared/notifications';

/** The title on a lock screen or in an inbox: the same for everybody, without names or anything that people wrote. */
export const notificationTitle = 'Alongside';
export const notificationTexts: Record<NotificationKind, string> = {
  'support-now': 'Somebody needs you now. Open Alongside.',
  alone: 'Somebody is working alone. Open Alongside.',
  'debrief-now': 'Somebody would like you now. Open Alongside.',
  debrief: 'Somebody would like you, and it can wait. Open Alongside when you can.',
  'debrief-step': 'There is something new for you. Open Alongside when you can.',
  flag: 'There is something new to look at. Open Alongside when you can.',
  'flag-step': 'There is something new for you. Open Alongside when you can.',
  'look-at-call': 'Something waits for you before the next shift. Open Alongside.',
  'follow-up': 'Something you agreed to is due. Open Alongside when you can.',
  'words-opened': 'There is something you should know. Open Alongside.',
  'break-glass': 'There is something to look at before tomorrow. Open Alongside.',
  handover: 'Something waits for you from one shift to the next. Open Alongside.',
  'call-back': 'Something that was promised is due. Open Alongside.',
  'rota-asks': 'The rota has a question for you. Open Alongside when you can.',
  'rota-now': 'The rota may have a gap. Open Alongside.',
  rota: 'Your next time in Alongside has changed. Open Alongside.',
  'next-shift': 'Your next time in Alongside is soon. Open Alongside.',
  gathering: 'Your next time in Alongside has changed. Open Alongside when you can.',
  'week-later': 'There is something new for you. Open Alongside when you can.',
  'meeting-now': 'Something about your time cannot wait. Open Alongside now.',
  meeting: 'There is something new about your time. Open Alongside when you can.',
  'safety-note': 'There is something new to look at. Open Alongside when you can.',
  account: 'Something about who signs in to Alongside has changed. Open Alongside when you can.',
  link: 'A project manager asked for a new link for you. With it you make a passkey or choose a new password. What you tick there as lost stops working; everything else goes on working. If you did not ask for it, leave it and tell them: nothing changes then.',
  test: 'This is the test you asked for. Alongside reaches you here.',
};

/**
 * Where an e-mail leads, of the kinds whose own page would say by its address what the sentence does not: whoever sees the mailbox reads
 * both. Each of these pages leads on to it, or has it in the line above.
 */
export const emailPaths: Partial<Record<NotificationKind, string>> = {
  'week-later': '/asked',
  'words-opened': '/',
  'break-glass': '/desk',
  'meeting-now': '/gatherings',
  meeting: '/gatherings',
};

const minute = 60_000;

/** Milliseconds after which a notification is out of date and is dropped. */
export const staleAfter: Record<NotificationKind, number> = {
  'support-now': 30 * minute,
  alone: 60 * minute,
  'debrief-now': 2 * 60 * minute,
  debrief: 24 * 60 * minute,
  'debrief-step': 24 * 60 * minute,
  flag: 24 * 60 * minute,
  'flag-step': 24 * 60 * minute,
  'look-at-call': 2 * 60 * minute,
  'follow-up': 24 * 60 * minute,
  'words-opened': 24 * 60 * minute,
  'break-glass': 24 * 60 * minute,
  handover: 6 * 60 * minute,
  'call-back': 60 * minute,
  'rota-asks': 24 * 60 * minute,
  'rota-now': 2 * 60 * minute,
  rota: 24 * 60 * minute,
  'next-shift': 4 * 60 * minute,
  gathering: 24 * 60 * minute,
  'week-later': 24 * 60 * minute,
  'meeting-now': 60 * minute,
  meeting: 24 * 60 * minute,
  'safety-note': 24 * 60 * minute,
  account: 24 * 60 * minute,
  link: 24 * 60 * minute,
  test: 10 * minute,
};

/** The TTL (ms) for which a push service stores it for a device that is off. */
export const keptFor = (kind: NotificationKind): number =>
  kind === 'support-now' || kind === 'test' ? 10 * minute : staleAfter[kind] / 2;

export const isUrgent = (kind: NotificationKind): boolean => urgentKinds.includes(kind);
