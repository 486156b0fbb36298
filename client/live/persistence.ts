import type { Reply } from '#shared/refusals';
import type { Stored } from './stored-commands.ts';

/** Storage that outlives the page. Once it fails, every operation resolves to `undefined`. */
export type Box = {
  /** Resolves to the position of the entry; null if `may` refuses. */
  write: (id: string, value: unknown, at: number, how?: HowToWrite) => Promise<number | null | undefined>;
  /** Marks the entry as possibly sent, after which it must not change. Null if it is not stored. */
  take: (id: string) => Promise<unknown>;
  remove: (id: string) => Promise<unknown>;
  /** All entries with this id prefix, in the order they were first written. */
  all: (prefix: string) => Promise<Found[] | undefined>;
};
/** `may` is given the stored entry. `left`: a new entry may have been sent already. */
export type HowToWrite = { may?: (kept?: { left: boolean }) => boolean; left?: boolean };
export type Found = { id: string; place: number; left: boolean; value: unknown };

/** Messages between the tabs of one person. */
export type Said =
  | { kind: 'waits'; command: Stored }
  | { kind: 'sending' }
  | { kind: 'answered'; commandId: string; reply: Reply; keepRefused: boolean }
  | { kind: 'forgotten'; commandId: string }
  | { kind: 'words'; place: string; text: string }
  | { kind: 'gone' };

/** One tab among those that a person has open in this browser. */
export type TabChannel = {
  /** Whether this tab sends for all. */
  isLeader: boolean;
  onBecomingLeader: () => void;
  say: (said: Said) => void;
  hear: (listen: (said: Said) => void) => void;
  requestLead: () => void;
  /** Takes over from a leader that was silent for this long: a frozen tab keeps its lock but sends nothing. */
  takeLeadIfSilent: (milliseconds: number) => void;
};

/** Without `tabs`, each tab sends for itself. */
export type SharedStore = { box: Box; tabs: TabChannel | null };

/** The commands and texts that outlive this page, as `Live` needs them. `works` is false where this browser keeps nothing. */
export type Persistence = {
  works: boolean;
  settled: () => Promise<void>;
  rest: () => void;
  reread: () => Promise<void>;
  removeOld: (now: number) => void;
  /** Where anything else can be kept for the next page, encrypted, for a day at most. */
  opening?: Promise<{ box: Box } | null>;
  remove: () => Promise<void>;
};
