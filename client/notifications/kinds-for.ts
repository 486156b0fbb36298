import type { Person } from '#shared/people';
import { isA } from '#shared/viewer';
import { chosenKinds, type NotificationKind } from '#shared/notifications';

const kindsOf = {
  supporter: [
    'words-opened',
    'handover',
    'call-back',
    'rota',
    'rota-asks',
    'next-shift',
    'debrief-step',
    'flag-step',
    'follow-up',
    'gathering',
    'week-later',
    'account',
  ],
  manager: [
    'support-now',
    'alone',
    'debrief-now',
    'debrief',
    'debrief-step',
    'look-at-call',
    'handover',
    'rota-now',
    'rota',
    'rota-asks',
    'follow-up',
    'break-glass',
    'gathering',
    'account',
  ],
  supervisor: [
    'debrief-now',
    'debrief',
    'debrief-step',
    'flag',
    'flag-step',
    'follow-up',
    'break-glass',
    'gathering',
    'account',
  ],
} as const satisfies Record<string, readonly NotificationKind[]>;

/** The kinds of notification for a person with these roles, most urgent first. */
export const kindsFor = (person: Pick<Person, 'roles'>) =>
  chosenKinds.filter((kind) =>
    Object.entries(kindsOf).some(
      ([role, kinds]) =>
        isA(person, role as keyof typeof kindsOf) && (kinds as readonly NotificationKind[]).includes(kind),
    ),
  );
