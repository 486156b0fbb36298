import type { Service, ServiceText } from '#shared/directory';
import type { Difference, DifferenceCounts, UnreadableBecause } from '#shared/sources';
import { changesIn, changesNumber, saysSame } from './fields.ts';
import { alikeIn } from './alike.ts';
import type { Reading } from './reading.ts';

/** What is known of one service of a source: ours, if it was taken; what it said when somebody last took or left it. */
export type Known = { serviceId: string | null; said: ServiceText | null; isLeftAsGone: boolean };
/** What a read finds of one service. `what`: null if there is nothing to decide. */
export type Found = Known & {
  theirId: string;
  what: Difference | null;
  name: string;
  sent: ServiceText | null;
  checkedOn: string | null;
  changesNumber: boolean;
  likeId: string | null;
  because: UnreadableBecause | null;
};
export type Findings = {
  found: Found[];
  counts: DifferenceCounts;
  same: number;
  elsewhere: number;
  closed: number;
};

type Given = {
  /** By their ids. */
  readings: Map<string, Reading>;
  known: Map<string, Known>;
  services: Service[];
  isWhole: boolean;
};

/** Compares what a source says with what we have. Nothing counts as gone unless the list is whole. */
export function differencesIn({ readings, known, services, isWhole }: Given): Findings {
  const byId = new Map(services.map((service) => [service.id, service]));
  const alike = alikeIn(services);
  const findings: Findings = {
    found: [],
    counts: { new: 0, changed: 0, gone: 0, unreadable: 0 },
    same: 0,
    elsewhere: 0,
    closed: 0,
  };
  const add = (found: Found) => {
    findings.found.push(found);
    if (found.what) findings.counts[found.what] += 1;
  };
  for (const [theirId, reading] of readings) {
    const before = known.get(theirId) ?? { serviceId: null, said: null, isLeftAsGone: false };
    const ours = byId.get(before.serviceId ?? theirId);
    const nothing = nothingIn(theirId, { ...before, serviceId: ours?.id ?? null });
    if (reading.is === 'read') {
      const { text, checkedOn } = reading;
      const said = { ...nothing, isLeftAsGone: false, sent: text, name: text.name, checkedOn };
      const found = ours ? changedIn(said, inForce(ours), text) : newIn(said, text, alike);
      findings.same += found.what === null ? 1 : 0;
      add(found);
    } else if (reading.is === 'unreadable') {
      add({ ...nothing, what: 'unreadable', name: reading.name, because: reading.because });
    } else {
      const isGone = reading.is === 'closed' && inForce(ours) !== null;
      if (!isGone) findings[reading.is] += 1;
      add(isGone ? goneIn(nothing, inForce(ours)) : nothing);
    }
  }
  for (const [theirId, before] of known) {
    if (readings.has(theirId)) continue;
    const ours = before.serviceId === null ? undefined : byId.get(before.serviceId);
    const nothing = nothingIn(theirId, before);
    add(isWhole ? goneIn(nothing, inForce(ours)) : nothing);
  }
  return findings;
}

/** The text in force of a service of ours; null if it has none that anybody can find. */
const inForce = (ours: Service | undefined): ServiceText | null =>
  ours?.state === 'published' ? (ours.current?.text ?? null) : null;

const nothingIn = (theirId: string, known: Known): Found => ({
  theirId,
  serviceId: known.serviceId,
  said: known.said,
  isLeftAsGone: known.isLeftAsGone,
  what: null,
  name: '',
  sent: null,
  checkedOn: null,
  changesNumber: false,
  likeId: null,
  because: null,
});

const goneIn = (found: Found, ours: ServiceText | null): Found =>
  ours && !found.isLeftAsGone ? { ...found, what: 'gone', name: ours.name } : found;

/** Nothing is offered for a service that we have hidden or retired. Where there is nothing to decide, what is said now counts as seen. */
function changedIn(found: Found, ours: ServiceText | null, theirs: ServiceText): Found {
  if (!ours) return found;
  const changes = changesIn(theirs, ours, found.said);
  if (changes.length === 0) return { ...found, said: theirs };
  return { ...found, what: 'changed', name: ours.name, changesNumber: changesNumber(ours, changes) };
}

function newIn(found: Found, theirs: ServiceText, alike: (text: ServiceText) => string | null): Found {
  if (found.said && saysSame(found.said, theirs)) return found;
  return { ...found, what: 'new', likeId: alike(theirs) };
}
