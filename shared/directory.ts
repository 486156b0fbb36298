import { mayKeepShared, type Agreement } from './agreement.ts';
import { longest } from './limits.ts';
import { type Row } from './shapes.ts';
import { isBlank } from './text-checks.ts';
import type { ServiceKind } from './service-kinds.ts';
import type { Viewer } from './viewer.ts';

/** Days as iCalendar writes them in BYDAY, and `PH` for bank holidays. */
export const openingDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU', 'PH'] as const;
export type OpeningDay = (typeof openingDays)[number];

/** One telephone number, and what it is for. */
export type ServicePhone = { number: string; description: string };
/** Weekly hours in the helpline's wall time. `closesAt` up to `opensAt` is on the next day; the same time twice is day and night. */
export type ServiceSchedule = { byday: OpeningDay[]; opensAt: string; closesAt: string };

/** What is written about a service, in the words of Open Referral UK. Texts may be empty; ages null. */
export type ServiceText = {
  name: string;
  organisation: string;
  kind: ServiceKind;
  /** What they do. */
  description: string;
  /** Something that has to be known before ringing. */
  alert: string;
  eligibilityDescription: string;
  minimumAge: number | null;
  maximumAge: number | null;
  /** Slugs of the list of boroughs; none for everywhere. */
  boroughs: string[];
  phones: ServicePhone[];
  email: string;
  url: string;
  address: string;
  schedules: ServiceSchedule[];
  /** Opening in words: beside the hours, or in their place. */
  openingDescription: string;
  /** What holds on bank holidays, where no schedule says so by `PH`. */
  bankHolidays: 'not-known' | 'as-usual' | 'shut';
  languages: string[];
  accessibility: string;
  feesDescription: string;
  /** How to get in: whether one may ring oneself, or has to be referred. */
  applicationProcess: string;
  status: 'active' | 'temporarily closed';
};

/** Characters that each text of a service has room for. */
export const longestServiceTexts = {
  ...{ name: longest.line, organisation: longest.line, description: 300, alert: 200 },
  ...{ eligibilityDescription: 300, email: longest.line, url: 300, address: 200, openingDescription: 200 },
  ...{ accessibility: 200, feesDescription: 200, applicationProcess: 300 },
} as const;
/** How many of each a service has room for. */
export const mostOfService = { phones: 6, schedules: 14, boroughs: 20, languages: 20 } as const;
/** Services that one helpline has room for. */
export const mostServices = 2_000;

/** One version of a service. The texts of one that hides or retires it are those in force before. */
export type ServiceVersion = Agreement & { text: ServiceText };

export type FaultKind = 'number' | 'hours' | 'gone' | 'other';
/** That somebody found something wrong with a service, while it is not settled. */
export type Fault = { id: string; what: FaultKind; words: string; raisedBy: string; raisedAt: string };

/** `proposed`: it was never in force. `discarded`: it was turned down before that. */
export type ServiceState = 'proposed' | 'published' | 'hidden' | 'retired' | 'discarded';

export type Service = Row & {
  state: ServiceState;
  /** The version in force; null before the first. Of a hidden or retired one, those who do not keep the directory get the names alone. */
  current: ServiceVersion | null;
  /** The version that waits for a second person; null for none. */
  proposed: ServiceVersion | null;
  /** Who last found everything right, and when; `by` is null for its publisher. Null if nobody has. */
  checked: { by: string | null; at: string } | null;
  faults: Fault[];
};

export type BankHoliday = { day: string; name: string };

/**
 * What `GET /api/directory?since=` answers: the services that changed after `since`, the ids of all that the reader may see (others
 * are gone), and the bank holidays. `version` is the next `since`.
 */
export type Directory = { version: number; ids: string[]; services: Service[]; bankHolidays: BankHoliday[] };

/** News: something in the directory has changed. `id` is that of the helpline, `version` that of its newest change. */
export type DirectoryVersion = Row;
export type ServiceNews = { 'service:changed': DirectoryVersion };

/** Whether a number can be rung as it is written: digits, spaces, brackets and hyphens. */
export const isPhoneNumber = (number: string): boolean =>
  /^\+?[\d ()-]{2,30}$/.test(number) && number.replace(/\D/g, '').length >= 2;

/** Whether an address of a page may be followed. */
export const isPageAddress = (url: string): boolean => /^https?:\/\/[^\s"<>]+\.[^\s"<>]+$/i.test(url);

/** Whether a service has one way to reach it. */
export const canBeReached = ({
  phones,
  email,
  url,
  address,
}: Pick<ServiceText, 'phones' | 'email' | 'url' | 'address'>): boolean =>
  phones.length > 0 || [email, url, address].some((way) => !isBlank(way));

/** Months after which a service reads "not checked since". */
export const checkedForMonths = 6;

/** Whether two lists of numbers differ in the numbers and in nothing else, so that one person alone may put them right. */
export const onlyPhoneNumbersDiffer = (before: ServicePhone[], after: ServicePhone[]): boolean =>
  before.length === after.length &&
  before.every(({ description }, at) => description === after[at]!.description) &&
  before.some(({ number }, at) => number !== after[at]!.number);

const nothing: Omit<ServiceText, 'name' | 'organisation' | 'kind'> = {
  ...{ description: '', alert: '', eligibilityDescription: '', minimumAge: null, maximumAge: null },
  ...{ boroughs: [], phones: [], email: '', url: '', address: '', schedules: [], openingDescription: '' },
  ...{ bankHolidays: 'not-known', languages: [], accessibility: '', feesDescription: '' },
  ...{ applicationProcess: '', status: 'active' },
};
/** A text with these names and nothing else. */
export const namesAlone = ({
  name,
  organisation,
  kind,
}: Pick<ServiceText, 'name' | 'organisation' | 'kind'>): ServiceText => ({
  ...{ name, organisation, kind },
  ...nothing,
});

/**
 * The service as this person may read it; null if they may not know of it. Everybody reads what is in force and what is proposed. Of a hidden
 * or retired one, those who do not keep the directory read what it was called, so that a record which names it stays readable.
 */
export function serviceAsSeenBy(viewer: Viewer, service: Service): Service | null {
  if (mayKeepShared(viewer)) return service;
  if (service.state === 'discarded') return null;
  if (service.state === 'published' || service.state === 'proposed' || !service.current) return service;
  const current = { ...service.current, text: namesAlone(service.current.text), words: '' };
  return { ...service, current, proposed: null, faults: [] };
}
