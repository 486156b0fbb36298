import { namesAlone, openingDays, type OpeningDay, type ServiceText } from '#shared/directory';
import type { ServiceKind } from '#shared/service-kinds';
import type { services, serviceVersions } from '../schema/services.ts';
import type { Chance } from './chance.ts';
import type { Invented } from './numbering.ts';
import { ana, ben, idris, lorna, sunita, trialHelpline } from './people.ts';
import { inventedServices, wrongServices } from './service-list.ts';
import { day, inWorkingHours, later } from './times.ts';

const boroughs: Record<string, string> = { L: 'lambeth', S: 'southwark', W: 'lewisham' };
const keepers = [lorna, idris, sunita];

const daysIn: Record<string, OpeningDay[]> = {
  weekdays: openingDays.slice(0, 5),
  weekend: openingDays.slice(5, 7),
  daily: openingDays.slice(0, 7),
  always: [...openingDays],
};

/** The text of a service from its line in the list. */
function textOf(line: string): ServiceText {
  const [kind, name, where, hours, number, description, ...rest] = line.split(' | ') as [
    ...[ServiceKind, string, string, string, string, string],
    ...string[],
  ];
  const [days, opensAt, closesAt] = hours.split(' ') as [string, string, string];
  const byday = daysIn[days] ?? (days.split(',') as OpeningDay[]);
  const more = Object.fromEntries(rest.map((one) => one.split(/: (.*)/s, 2) as [string, string]));
  return {
    ...namesAlone({ name, organisation: more['organisation'] ?? '', kind }),
    description,
    boroughs: [...where].map((letter) => boroughs[letter]!),
    phones: [{ number, description: '' }],
    schedules: hours === '' ? [] : [{ byday, opensAt, closesAt }],
    openingDescription: more['openWords'] ?? '',
    alert: more['alert'] ?? '',
    eligibilityDescription: more['whom'] ?? '',
    minimumAge: more['from'] ? Number(more['from']) : null,
    maximumAge: more['to'] ? Number(more['to']) : null,
    address: more['address'] ?? '',
    applicationProcess: more['how'] ?? '',
  };
}

/** The trial's directory: each agreed by two, checked now and then, and a change to one that waits for a second yes. */
export function directoryOf(now: Date, chance: Chance) {
  const lines = `${inventedServices}${wrongServices}`.split('\n').filter((line) => line !== '');
  const all = lines.map((line) => {
    const text = textOf(line);
    const agreedAt = inWorkingHours(later(now, -chance.whole(60, 90) * day), 0, chance);
    const isChecked = chance.happens(0.8);
    const checkedAt = later(now, -chance.whole(1, 260) * day);
    const first = chance.pick(keepers);
    const second = chance.pick(keepers.filter((one) => one !== first));
    const service: Invented<typeof services> = {
      id: chance.idAt(agreedAt),
      helplineId: trialHelpline.id,
      state: 'published',
      currentNumber: 1,
      ...(isChecked && {
        checkedAt,
        checkedBy: chance.happens(0.5) ? chance.pick([ana, ben, ...keepers]).id : null,
      }),
      changedAt: agreedAt,
    };
    return { service, text, version: versionOf(service.id, text, { first, second, agreedAt }, chance) };
  });
  const proposedAt = later(now, -1 * day);
  const changed = all.find(({ text }) => text.name === 'The Lantern')!;
  changed.service = { ...changed.service, proposedNumber: 2, changedAt: proposedAt };
  const proposed: Invented<typeof serviceVersions> = {
    ...changed.version,
    id: chance.idAt(proposedAt),
    number: 2,
    outcome: 'proposed',
    words: 'They have ramps now. I asked when I rang.',
    body: JSON.stringify({ ...changed.text, accessibility: 'A ramp at the side door' }),
    proposedBy: ben.id,
    proposedAt,
    settledBy: null,
    settledAt: null,
    changedAt: proposedAt,
  };
  return {
    all,
    services: all.map(({ service }) => service),
    versions: [...all.map(({ version }) => version), proposed],
  };
}

type Two = { first: { id: string }; second: { id: string }; agreedAt: Date };

const versionOf = (
  serviceId: string,
  text: ServiceText,
  { first, second, agreedAt }: Two,
  chance: Chance,
): Invented<typeof serviceVersions> => ({
  id: chance.idAt(agreedAt),
  helplineId: trialHelpline.id,
  serviceId,
  number: 1,
  change: 'text',
  outcome: 'agreed',
  words: 'We rang them.',
  body: JSON.stringify(text),
  proposedBy: first.id,
  proposedAt: later(agreedAt, -day),
  settledBy: second.id,
  settledAt: agreedAt,
  changedAt: agreedAt,
});
