import type { InferOutput } from 'valibot';
import type { commands, CommandName, News, NewsName } from '#shared/contract';
import type { Viewer } from '#shared/people';
import { refusals, type RefusalCode } from '#shared/refusals';
import { windsDownMinutesAfter } from '#shared/shifts';
import type { Db, Tx } from '../../database/db.ts';

/** The shift somebody has joined and not left, and who has its other place. */
export type JoinedShift = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  partner: { id: string; firstName: string } | null;
};
/** Whoever gives the command, as the database knows them inside the command's own transaction. */
export type Actor = Viewer & { firstName: string; joined: JoinedShift | null };

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

/** Something that becomes due by itself. `where` names the helplines in which it has; `carryOut` takes it so that nobody else does too. */
export type DueJob = {
  what: string;
  where: (db: Db, now: Date) => Promise<string[]>;
  carryOut: (change: Change) => Promise<void>;
};

export type Fields<Name extends CommandName> = InferOutput<(typeof commands)[Name]>;
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

/** The shift in which the actor works at that time: joined, and not over for longer than a late call may run. */
export function refuseUnlessOnShift({ actor, now }: Context, at = now): JoinedShift {
  const shift = actor.joined;
  refuseUnless(shift, 'conflict', 'Join your shift first. Then this can start.');
  const over = shift.endsAt.getTime() + windsDownMinutesAfter * 60_000;
  refuseUnless(at.getTime() <= over, 'conflict', 'This shift is over. You can still finish your records.');
  return shift;
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
