import { uuidv7 } from 'uuidv7';
import { log, type LoggedDeed } from '#drizzle/schema/log';
import type { Context } from '../command.ts';

/** Writes the line in the transaction of what it tells of. */
export async function keepLine(
  { actor, tx, helplineId, now }: Pick<Context, 'actor' | 'tx' | 'helplineId' | 'now'>,
  deed: LoggedDeed,
  about: string,
): Promise<void> {
  await tx.insert(log).values({ id: uuidv7(), helplineId, at: now, by: actor.id, deed, about });
}
