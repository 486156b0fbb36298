import type { Reply } from '#shared/refusals';
import type { Stored } from './stored-commands.ts';

/** A place that outlives the page. Where it keeps nothing any more, everything answers `undefined`. */
export type Box = {
  /** Its place in the order; null where `may` did not allow it, given what is kept under this id now. */
  write: (id: string, value: unknown, at: number, may?: MayWrite) => Promise<number | null | undefined>;
  /** Notes that it may have left, after which it stays as it is. Null where it is not kept. */
  take: (id: string) => Promise<unknown>;
  remove: (id: string) => Promise<unknown>;
  /** All whose id begins like this, in the order they were first written. */
  all: (prefix: string) => Promise<Found[] | undefined>;
};
export type MayWrite = (kept?: { left: boolean }) => boolean;
export type Found = { id: string; place: number; left: boolean; value: unknown };

/** What the tabs of one person say to each other, so that they behave as one. */
export type Said =
  | { kind: 'waits'; command: Stored }
  | { kind: 'sending' }
  | { kind: 'answered'; commandId: string; reply: Reply; keepRefused: boolean }
  | { kind: 'forgotten'; commandId: string }
  | { kind: 'words'; place: string; text: string }
  | { kind: 'gone' };

/** The tabs that one person has open in this browser, seen from one of them. */
export type OtherTabs = {
  /** Whether this is the one that sends for all. */
  isLeader: boolean;
  onturn: () => void;
  say: (said: Said) => void;
  hear: (listen: (said: Said) => void) => void;
  waitForTurn: () => void;
  /** A tab that the system has put to sleep keeps its turn and sends nothing. */
  takeTurnIfSilent: (milliseconds: number) => void;
};

/** Without `tabs`, each tab sends for itself. */
export type Keeping = { box: Box; tabs: OtherTabs | null };

/** The commands and texts that outlive this page, as `Live` needs them. `works` is false where this browser keeps nothing. */
export type Persistence = {
  works: boolean;
  settled: () => Promise<void>;
  removeOld: (now: number) => void;
  remove: () => Promise<void>;
};
