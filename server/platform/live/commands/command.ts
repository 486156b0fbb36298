import type { InferOutput } from 'valibot';
import type { CommandName } from '#shared/contract';
import type { Commands, News, NewsName } from '#shared/nouns';
import { refusals, type RefusalCode } from '#shared/refusals';
import type { Actor } from '#shared/viewer';
import type { Db, Tx } from '../../database/db.ts';

/** Told to everyone whom the noun's filter lets see the row, after the commit and only then. */
export type Announce = <Name extends NewsName>(name: Name, row: News[Name]) => void;

/** How people may be reached from here: whether e-mail can be sent, and whether the server is for this computer alone. */
export type Channels = { email: boolean; onlyHere: boolean };

/** One change to a helpline: its transaction, and the number that every row written in it carries. */
export type Change = {
  tx: Tx;
  helplineId: string;
  version: number;
  now: Date;
  channels: Channels;
  announce: Announce;
  /** What this person may see has changed by this command: after the commit they are welcomed anew, or dropped. */
  resync: (personId: string) => void;
};
export type Context = Change & {
  actor: Actor;
  /** When it happened: earlier than `now` where it waited without a link, and never later. */
  happenedAt: Date;
};

/** A time-triggered job. `where` lists helplines with due work; `carryOut` claims and does it, so that no other server repeats it. */
export type DueJob = {
  what: string;
  where: (db: Db, now: Date) => Promise<string[]>;
  carryOut: (change: Change) => Promise<void>;
};

export type Fields<Name extends CommandName> = InferOutput<Commands[Name]>;
export type Handlers<Names extends CommandName> = {
  [Name in Names]: (fields: Fields<Name>, context: Context) => Promise<void>;
};

/** A no with a reason: the transaction rolls back, and the one who asked gets the code and the sentence. */
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

/** A field of `basedOn` is no longer what the sender saw: somebody else has changed it meanwhile. */
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

/** For what two people may do at the same moment: the database lets one through, and the other hears why. */
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

/** Drizzle wraps what the driver throws, so the constraint's name may be one `cause` down. */
function violates(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('constraint_name' in error && error.constraint_name === constraint) || violates(error.cause, constraint)
  );
}
