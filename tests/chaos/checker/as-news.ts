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

/** In a round without faults changes arrive as news, not through gap detection. */
export const asNews: Invariant = (evening) =>
  evening.heals
    .filter(({ faults }) => faults.length === 0)
    .flatMap((heal) => {
      const { total, lookedFor } = countIn(heal, evening);
      return lookedFor > total * share
        ? [`In round ${heal.round} ${lookedFor} of ${total} things came only because they were looked for.`]
        : [];
    });

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
