import { fiveMinutes, isHere, standingAnswer, type GivenAnswer, type Signal } from '#shared/signals';
import type { Change } from '../platform/live/commands/command.ts';
import { beginEscalation, endEscalation } from './escalation.ts';
import { answerSignal, openSupportThatReached } from './queries.ts';

/** Records somebody's latest answer; a request for support ends or goes on by it. */
export async function giveAnswer(
  change: Change,
  signal: Signal,
  { by, answer }: Omit<GivenAnswer, 'at'>,
): Promise<void> {
  const { tx, version, now, announce } = change;
  const others = signal.answers.filter((given) => given.by !== by);
  const given = { by, answer, at: now.toISOString() };
  const answers = [...others, given];
  const standing = standingAnswer(answers) ?? given;
  const answered = await answerSignal(tx, signal.id, version, { answers, standing });
  announce('signal:changed', answered);
  if (signal.kind === 'support-now') await goOnAfter(change, answered, given);
}

/** Somebody is no manager any more, or was suspended: a request for support that had reached them as one goes on without them. */
export async function passSupportOn(change: Change, personId: string): Promise<void> {
  for (const signal of await openSupportThatReached(change.tx, personId, change.now))
    if (!signal.answers.some(({ by, answer }) => by === personId && answer === 'cannot'))
      await giveAnswer(change, signal, { by: personId, answer: 'cannot' });
}

/** Ends escalation if somebody is there; otherwise continues it at once, or after the five minutes. */
async function goOnAfter(change: Change, signal: Signal, { answer }: GivenAnswer) {
  if (isHere(signal)) await endEscalation(change, signal);
  else if (answer === 'cannot') await beginEscalation(change, signal, 0);
  else await beginEscalation(change, signal, fiveMinutes);
}
