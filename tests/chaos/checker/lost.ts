import { commandsIn, nameOf, type Given, type Invariant } from './evening.ts';
import { linesCounted } from './steps.ts';
import { isThere } from './traces.ts';

/** What was acknowledged is there: its receipt, what it made or changed, and its line in a story. */
export const lost: Invariant = (evening) => {
  const { kept, history } = evening;
  const receipts = new Map(kept.receipts.map(({ id, reply }) => [id, reply]));
  const all = commandsIn(history);
  const acknowledged = all.filter(({ answer }) => answer === 'yes');
  const notes = all.filter(({ name }) => name === 'call:note');
  return [
    ...acknowledged
      .filter(({ commandId }) => receipts.get(commandId)?.ok !== true)
      .map((given) => `${nameOf(given)} was acknowledged and has no receipt.`),
    ...acknowledged
      .filter((given) => isThere(given, kept) === false)
      .map((given) => `${nameOf(given)} was acknowledged and is not there.`),
    ...linesCounted(evening)
      .filter(({ lines, yes }) => lines < yes.length)
      .map(
        ({ what, lines, yes }) => `"${what}" was acknowledged ${yes.length} times and stands ${lines} times.`,
      ),
    ...kept.calls.flatMap((call) => overwritten(call, notes)),
  ];
};

/** What stands in a record was written by the last one who wrote: nobody who was answered before the next began comes after. */
function overwritten({ id, note }: { id: string; note: string }, notes: Given[]): string[] {
  const wordsIn = ({ fields }: Given) => (fields['changes'] as { note?: string }).note;
  const about = notes.filter(({ fields }) => fields['callId'] === id);
  const writers = about.filter((given) => given.answer !== 'no' && wordsIn(given) === note);
  const lastAnswered = Math.max(...writers.map(({ answeredAt }) => answeredAt ?? Infinity), -Infinity);
  return about
    .filter((given) => given.answer === 'yes' && wordsIn(given) !== note && given.firstSentAt > lastAnswered)
    .map((given) => `${nameOf(given)} was acknowledged, and call ${id} still has the words from before it.`);
}
