import { rowsIn } from './observed.ts';
import { commandsIn, type Evening, type Heal, type Invariant } from './evening.ts';

/** The page that is sure to receive what such a command creates, and the field that holds its id. */
const hearerOf = {
  'message:send': ['Ana', 'messageId'],
  'flag:raise': ['Sue', 'flagId'],
  'debrief:ask': ['Mo', 'debriefId'],
} as const;
/** Milliseconds at the beginning and the end of a quiet round that are left out. */
const edge = 500;
/** A few may be in transit long enough to be found by gap detection. */
const share = 0.2;

/** The rounds without faults: how many things came in each, and how many of them only because they were looked for. */
export const quietRounds = (evening: Evening) =>
  evening.heals
    .filter(({ faults }) => faults.length === 0)
    .map((heal) => ({ round: heal.round, ...countIn(heal, evening) }));

/** In a round without faults changes arrive as news, not through gap detection. */
export const asNews: Invariant = (evening) =>
  quietRounds(evening)
    .filter(({ total, lookedFor }) => lookedFor > total * share)
    .map(
      ({ round, total, lookedFor }) =>
        `In round ${round} ${lookedFor} of ${total} things came only because they were looked for.`,
    );

function countIn({ began, at }: Heal, { history }: Evening) {
  let [total, lookedFor] = [0, 0];
  for (const { name, by, fields, answer, firstSentAt } of commandsIn(history)) {
    if (answer !== 'yes' || firstSentAt < began + edge || firstSentAt > at - edge || !(name in hearerOf))
      continue;
    const [hearer, field] = hearerOf[name as keyof typeof hearerOf];
    const page = history.find(({ who }) => who.name === hearer && who.id !== by.id);
    const came = page?.happenings.find((one) => rowsIn(one).some(({ row }) => row.id === fields[field]));
    if (!came) continue;
    total += 1;
    if (came.kind === 'welcomed' && came.welcome.since > 0) lookedFor += 1;
  }
  return { total, lookedFor };
}
