import type { ServiceText } from './directory.ts';
import type { ServiceKind } from './service-kinds.ts';
import type { Row } from './shapes.ts';
import { isA, type Viewer } from './viewer.ts';

/** What a difference between a source and our directory is: only the first three can be taken. */
export const differences = ['new', 'changed', 'gone', 'unreadable'] as const;
export type Difference = (typeof differences)[number];
export type DifferenceCounts = Record<Difference, number>;

/** Why a read came to nothing. `unfinished`: the server was stopped each time before the end. */
export type SourceTrouble =
  | 'inside'
  | 'unreachable'
  | 'slow'
  | 'too-large'
  | 'error'
  | 'busy'
  | 'not-found'
  | 'not-json'
  | 'not-services'
  | 'redirects'
  | 'unfinished';

/** Why one service could not be read. `lost`: its own address did not answer with it. */
export type UnreadableBecause = 'no-id' | 'no-name' | 'no-way' | 'status' | 'twice' | 'lost' | 'shape';

/** What a read says of a source: how long it claims to be (null for nothing), and whether that is right. */
export type SourceRead = {
  at: string;
  found: DifferenceCounts;
  /** Services that are the same as ours; those that were left out by the areas; those that are closed, and not ours. */
  same: number;
  elsewhere: number;
  closed: number;
  claimed: number | null;
  /** What is not in the list is gone. False where the list contradicts itself, so that nothing counts as gone. */
  isWhole: boolean;
  /** There were more than are read at once. */
  tooMany: boolean;
};

/** Somewhere outside from which services are read: an address, or files that a manager brings. */
export type Source = Row & {
  name: string;
  /** Null for files. */
  address: string | null;
  /** Names of boroughs and beginnings of postcodes; services elsewhere are left out. Empty: none is. */
  areas: string[];
  isWeekly: boolean;
  addedBy: string;
  addedAt: string;
  /** When it is read next; in the past while it is being read. Null for not at all. */
  dueAt: string | null;
  /** How often it has been read. */
  reads: number;
  lastRead: SourceRead | null;
  /** Why the last try came to nothing; null since it went well. `again`: it is tried again by itself. */
  trouble: { what: SourceTrouble; at: string; again: boolean } | null;
  /** What nobody has taken or left yet; the new ones also by kind. */
  waiting: DifferenceCounts & { kinds: Partial<Record<ServiceKind, number>> };
  /** Null while it is in use. */
  removedAt: string | null;
};
export type SourceNews = { 'source:changed': Source };

/** A field of a service that a source has changed, ours and theirs. */
export type FieldChange = {
  [Field in keyof ServiceText]: { field: Field; ours: ServiceText[Field]; theirs: ServiceText[Field] };
}[keyof ServiceText];

/** One difference, as `GET /api/sources/:sourceId/differences` lists it. */
export type SourceEntry = {
  id: string;
  version: number;
  what: Difference;
  name: string;
  /** What the source says; null for gone and unreadable ones. */
  text: ServiceText | null;
  /** The service it is about, and its version when this was listed; null for new ones. */
  service: { id: string; version: number } | null;
  /** Only of changed ones. */
  changes: FieldChange[];
  /** Taking it changes, adds or drops a telephone number of a service that we have. */
  changesNumber: boolean;
  /** The name of a service of ours that may be the same as a new one; null for none. */
  like: string | null;
  because: UnreadableBecause | null;
};
export type SourceEntries = { entries: SourceEntry[]; more: boolean };

/** Services that one source may have, and sources that a helpline may have. */
export const mostOfSource = 500;
export const mostSources = 10;
/** Differences that one command takes or leaves together. */
export const mostTogether = 100;
/** Bytes of one file. */
export const largestFile = 8_000_000;
/** The media type under which a file is brought. */
export const fileType = 'application/hsds+json';

/** Managers. */
export const mayKeepSources = (viewer: Pick<Viewer, 'roles'>): boolean => isA(viewer, 'manager');

/** Visible to the managers; null for everybody else. */
export const sourceAsSeenBy = (viewer: Pick<Viewer, 'roles'>, source: Source): Source | null =>
  mayKeepSources(viewer) ? source : null;
