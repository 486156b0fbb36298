import { isDeepStrictEqual } from 'node:util';
import { commandsIn, nameOf, type Given, type Invariant } from './evening.ts';
import { madeBy } from './traces.ts';

/** A refused command changed nothing, was sent to nobody, and its receipt holds the same refusal. */
export const refused: Invariant = ({ history, kept }) => {
  const all = commandsIn(history);
  const noes = all.filter(({ answer }) => answer === 'no');
  const receipts = new Map(kept.receipts.map(({ id, reply }) => [id, reply]));
  const told = new Set(
    history.flatMap(({ happenings }) =>
      happenings.flatMap((one) =>
        one.kind === 'heard' && one.name === 'call:changed' ? [`${one.row.id} ${one.row.record.note}`] : [],
      ),
    ),
  );
  const allowed = new Set(all.filter(({ answer }) => answer !== 'no').map(noteOf));
  return [
    ...noes
      .filter((given) => madeBy(given, kept))
      .map((given) => `${nameOf(given)} was refused and is there.`),
    ...noes
      .filter((given) => given.name === 'call:note' && told.has(noteOf(given)) && !allowed.has(noteOf(given)))
      .map((given) => `${nameOf(given)} was refused and its words were told.`),
    ...noes
      .filter(({ commandId, reply }) => {
        const kept = receipts.get(commandId);
        return kept !== undefined && !isDeepStrictEqual(kept, reply);
      })
      .map(
        (given) =>
          `${nameOf(given)} was refused with "${codeOf(given)}", and its receipt says something else.`,
      ),
  ];
};

const noteOf = ({ fields }: Given) =>
  `${String(fields['callId'])} ${(fields['changes'] as { note?: string } | undefined)?.note}`;
const codeOf = ({ reply }: Given) => (reply && !reply.ok ? reply.code : '');
