import type { InferOutput } from 'valibot';
import type { CommandName } from '#shared/contract';
import type { Commands, News, NewsName } from '#shared/nouns';
import { refusals, type RefusalCode } from '#shared/refusals';
import type { Actor } from '#shared/viewer';
import type { Db, Tx } from '../../database/db.ts';

/** Sends the row, after the commit, to every connected viewer whom the noun's filter lets see it. */
export type Announce = <Name extends NewsName>(name: Name, row: News[Name]) => void;

/** Which notifications this server can send. `onlyHere`: the server serves this computer alone. */
export type Channels = { email: boolean; onlyHere: boolean };

/** One change to a helpline: its transaction, and the version that every row written in it carries. */
export type Change = {
  tx: Tx;
  helplineId: string;
  version: number;
  now: Date;
  channels: Channels;
  announce: Announce;
  /** Declares that what this person may see has changed: after the commit their connections are resynced, or closed. */
  resync: (personId: string) => void;
};
/** A change by somebody, or one that comes by itself. */
export type ByWhom = Change & { actor?: Pick<Actor, 'id'> | null };
export type Context = Change & {
  actor: Actor;
  /** When it happened: earlier than `now` if the command waited for a connection, never later. */
  happenedAt: Date;
  /** The time that the sender gave, as it came; null for none. */
  saidAt: Date | null;
  /** Records that a permission was checked and granted; `permit` calls it. */
  permitted: () => void;
};

/** A time-triggered job. `where` lists helplines with due work; `carryOut` claims and does it, so that no other server repeats it. */
export type DueJob = {
  what: string;
  where: (db: Db, now: Date) => Promise<string[]>;
  carryOut: (change: Change) => Promise<void>;
  /** Helplines for which one look carries it out, so that what becomes due for a thousand together delays nothing urgent. Left out: all. */
  atOnce?: number;
};

export type Fields<Name extends CommandName> = InferOutput<Commands[Name]>;
export type Handlers<Names extends CommandName> = {
  [Name in Names]: (fields: Fields<Name>, context: Context) => Promise<void>;
};

/** Refuses a command: the transaction rolls back, and the sender gets the code and the sentence. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, message: string = refusals[code]) {
    super(message);
    this.code = code;
  }
}

export function refuseUnless(condition: unknown, code: RefusalCode, message?: string): asserts condition {
  if (!condition) throw new Refusal(code, message);
}

/** Refuses `conflict` if a field of `basedOn` no longer has the value that the sender saw. */
export function refuseIfOvertaken<Fields extends object>(
  current: Fields,
  basedOn: Partial<{ [Field in keyof Fields]: unknown }> | undefined,
  message: string,
): void {
  const overtaken = Object.entries(basedOn ?? {}).some(
    ([field, seen]) =>
      seen !== undefined && JSON.stringify(seen) !== JSON.stringify(current[field as keyof Fields]),
  );
  refuseUnless(!overtaken, 'conflict', message);
}

/** For writes that two people may attempt at the same moment: the second violates `constraint` and is refused with `message`. */
export async function refuseIfTaken<Result>(
  write: Promise<Result>,
  constraint: string,
  message: string,
): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (violates(error, constraint)) throw new Refusal('conflict', message);
    throw error;
  }
}

/** Drizzle wraps driver errors, so the constraint's name may be one `cause` down. */
function violates(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('constraint_name' in error && error.constraint_name === constraint) || violates(error.cause, constraint)
  );
}
