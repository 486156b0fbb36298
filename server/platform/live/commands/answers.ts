import type { Reply } from '#shared/refusals';
import type { Metrics } from '../../metrics/metrics.ts';

export type Answer = (reply: Reply) => void;

/** Takes the function that answers an event from its arguments, or one that does nothing; counts what it refuses. */
export function answerIn(args: unknown[], { refused }: Pick<Metrics, 'refused'>): Answer {
  const answer = typeof args.at(-1) === 'function' ? (args.pop() as Answer) : () => {};
  return (reply) => {
    if (!reply.ok) refused('command', reply.code);
    answer(reply);
  };
}

/** The same answer, which also ends the measurement of a command that begins now. */
export function timed(
  answer: Answer,
  urgent: boolean,
  { acknowledged }: Pick<Metrics, 'acknowledged'>,
): Answer {
  const end = acknowledged.startTimer({ urgent: String(urgent) });
  return (reply) => {
    answer(reply);
    end();
  };
}
