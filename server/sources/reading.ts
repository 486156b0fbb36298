import * as v from 'valibot';
import { canBeReached, longestServiceTexts, type ServiceText } from '#shared/directory';
import { serviceText } from '#shared/service-commands';
import type { UnreadableBecause } from '#shared/sources';
import { isObject } from './json.ts';
import { kindOf } from './kind-of.ts';
import { ownFieldsIn } from './own-fields.ts';
import { isForAll, isWithin, names, placesOf } from './places.ts';
import { plainText } from './plain-text.ts';
import { openingOf } from './schedules.ts';
import { waysToReach } from './reaching.ts';
import { textsOf } from './texts.ts';

/** The helpline for which a service is read. `boroughs`: the words of its list, by slug. `today`: such as 2026-11-21. */
export type ReadFor = { areas: string[]; boroughs: Record<string, string>; today: string };
/** `checkedOn`: the day on which its publisher last found it right. `closed`: the publisher says that it is no more. */
export type Reading =
  | { is: 'read'; text: ServiceText; checkedOn: string | null }
  | { is: 'elsewhere' | 'closed' }
  | { is: 'unreadable'; name: string; because: UnreadableBecause };

const statuses: Record<string, ServiceText['status'] | 'closed'> = {
  active: 'active',
  'temporarily closed': 'temporarily closed',
  inactive: 'closed',
  defunct: 'closed',
};

/**
 * One service of HSDS-UK 3.0 in our words. Whatever is not understood is left out, or stays words; what has no name or no way to reach it
 * is unreadable.
 */
export function readService(sent: unknown, { areas, boroughs, today }: ReadFor): Reading {
  const service = isObject(sent) ? sent : {};
  const name = plainText(service.name, longestServiceTexts.name);
  const unreadable = (because: UnreadableBecause): Reading => ({ is: 'unreadable', name, because });
  if (name === '') return unreadable('no-name');
  const said = typeof service.status === 'string' ? service.status.toLowerCase() : 'active';
  const status = Object.hasOwn(statuses, said) ? statuses[said]! : null;
  if (status === null) return unreadable('status');
  if (status === 'closed') return { is: 'closed' };
  const places = placesOf(service);
  if (!isWithin(places, areas)) return { is: 'elsewhere' };

  const { unread, ...reached } = waysToReach(service, places.addresses);
  if (!canBeReached(reached)) return unreadable('no-way');
  const written = { name, status, ...textsOf(service, unread), ...reached, ...openingOf(service, today) };
  const chosen = {
    kind: kindOf(service),
    boroughs: boroughsIn(places.areas, boroughs),
    ...ownFieldsIn(service, boroughs),
  };
  const checked = v.safeParse(serviceText, { bankHolidays: 'not-known', ...written, ...chosen });
  if (!checked.success) return unreadable('shape');
  return { is: 'read', text: checked.output, checkedOn: dayIn(service.assured_date, today) };
}

/** Slugs of the boroughs that its areas name. None: it is for everywhere, or does not say; ours alone, if it is for elsewhere. */
function boroughsIn(areas: string[], boroughs: Record<string, string>): string[] {
  const named = Object.entries(boroughs).filter(([, words]) => areas.some((area) => names(area, words)));
  if (named.length > 0) return named.map(([slug]) => slug);
  return areas.length > 0 && !isForAll(areas) && Object.hasOwn(boroughs, 'elsewhere') ? ['elsewhere'] : [];
}

function dayIn(value: unknown, today: string): string | null {
  const day = typeof value === 'string' ? value.slice(0, 10) : '';
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && day <= today ? day : null;
}
