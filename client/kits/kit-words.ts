import type { Charge, Kit, KitPerson } from '#shared/kits';
import type { App } from '../app.ts';
import { isolated } from '../ui/isolated.ts';
import { past } from '../ui/moments.ts';

type Phrasing = Pick<App, 'me' | 'times' | 'clock'>;

const named = ({ me }: Phrasing, { id, name }: KitPerson) => (id === me.id ? 'you' : isolated(name));

/** One sentence: who has the bag since when, or to whom it is on its way. */
export function whereIs(app: Phrasing, kit: Kit): string {
  const name = isolated(kit.name);
  if (kit.missingAt) return `${name} is missing. The managers know.`;
  if (!kit.holder) return `Nobody has ${name}.`;
  const holder = named(app, kit.holder);
  if (kit.to?.id === app.me.id) return `${holder} says that ${name} is on its way to you.`;
  if (kit.to) return `${name} is on its way from ${holder} to ${named(app, kit.to)}.`;
  const since = kit.heldSince ? `, since ${sinceWhen(app, kit.heldSince)}` : '';
  return `${kit.holder.id === app.me.id ? 'You have' : `${holder} has`} ${name}${since}.`;
}

const charged: Record<Charge, string> = {
  full: 'fully charged',
  half: 'half charged',
  low: 'low',
  flat: 'flat',
};
const chargeHours = 6;

/** Describes the phone's charge as last reported. Null if it was not reported within `chargeHours`, which is when the next person is asked. */
export function chargeLately({ clock }: Pick<App, 'clock'>, { charge, heldSince }: Kit): string | null {
  if (charge === null || heldSince === null) return null;
  const isLately = clock.now - Date.parse(heldSince) < chargeHours * 3_600_000;
  return isLately ? `Its phone was ${charged[charge]} then.` : null;
}

/** On whose own phone its calls ring meanwhile; null while they ring on its own. */
export function whereItRings(app: Phrasing, { lineTo, lineUntil }: Kit): string | null {
  if (!lineTo || !lineUntil || Date.parse(lineUntil) <= app.clock.now) return null;
  const whose = lineTo.id === app.me.id ? 'your' : `${isolated(lineTo.name)}’s`;
  return `Its calls ring on ${whose} own phone until ${app.times.at(lineUntil)}.`;
}

const sinceWhen = ({ times, clock }: Phrasing, when: string) =>
  past(times, clock.now, when).replace(/^(at|on) /, '');

/** The bags in use, by name. */
export const kitsInUse = (kits: Kit[]): Kit[] =>
  kits.filter(({ retiredAt }) => retiredAt === null).sort((a, b) => a.name.localeCompare(b.name));
