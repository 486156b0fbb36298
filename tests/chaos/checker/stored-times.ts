import { commandsIn, nameOf, type Given, type Invariant } from './evening.ts';
import type { Kept } from '../what-is-kept.ts';
import { idOf } from './traces.ts';

/** Milliseconds by which two clocks of one machine may differ. */
const slack = 250;

/** Every time of receipt lies between the sending of its command and the answer, whatever a device's clock said. */
export const storedTimes: Invariant = ({ history, kept, endedAt }) => {
  const timeOf = timesIn(kept);
  return commandsIn(history).flatMap((given) => {
    const { firstSentAt, answeredAt } = given;
    const until = answeredAt ?? endedAt;
    return timeOf(given)
      .filter((time) => time.getTime() < firstSentAt - slack || time.getTime() > until + slack)
      .map(
        (time) => `${nameOf(given)}, sent at ${clock(firstSentAt)}, is kept as of ${clock(time.getTime())}.`,
      );
  });
};

/** The times that a command alone decides. */
function timesIn({ messages, calls, flags, debriefs, receipts }: Kept): (given: Given) => Date[] {
  const byId = <Made extends { id: string }>(rows: Made[], time: (row: Made) => Date) =>
    new Map(rows.map((row) => [row.id, time(row)]));
  const sent = byId(messages, ({ receivedAt }) => receivedAt);
  const started = byId(calls, ({ startReceivedAt }) => startReceivedAt);
  const raised = byId(flags, ({ raisedAt }) => raisedAt);
  const asked = byId(debriefs, ({ askedAt }) => askedAt);
  const received = byId(receipts, ({ at }) => at);

  return (given) => {
    const of: Partial<Record<Given['name'], Date | undefined>> = {
      'message:send': sent.get(idOf(given, 'messageId')),
      'call:start': started.get(idOf(given, 'callId')),
      'flag:raise': raised.get(idOf(given, 'flagId')),
      'debrief:ask': asked.get(idOf(given, 'debriefId')),
    };
    return [of[given.name], received.get(given.commandId)].filter((time) => time !== undefined);
  };
}

const clock = (at: number) => new Date(at).toISOString();
