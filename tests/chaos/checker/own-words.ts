import type { Happening } from '../history.ts';
import { rowsIn } from './observed.ts';
import type { Invariant } from './evening.ts';

/** Milliseconds. An acknowledgement from another server may arrive before its news. */
const grace = 2_000;

/** An acknowledged command is visible on the sender's own screen. Only Ana is sure to keep her place in the conversation. */
export const ownWords: Invariant = ({ history }) =>
  history.flatMap(({ who, happenings }) =>
    happenings.flatMap((one, index) => {
      if (one.kind !== 'shown' || one.isShown) return [];
      const sent = happenings.find((other) => other.kind === 'sent' && other.commandId === one.commandId);
      if (sent?.kind !== 'sent') return [];
      if (sent.name === 'message:send' && who.name !== 'Ana') return [];
      const id = sent.fields['messageId'] ?? sent.fields['flagId'] ?? sent.fields['debriefId'];
      const heardAt = firstAt(happenings.slice(index), (row) => row.id === id);
      const offAt = happenings.slice(index).find(({ kind }) => kind === 'disconnected')?.at ?? Infinity;
      if (Math.min(heardAt, offAt) - one.at <= grace) return [];
      return [
        `${who.name} was told yes to ${sent.name} ${String(id)} and saw it ${inWords(heardAt - one.at)}.`,
      ];
    }),
  );

function firstAt(happenings: Happening[], isIt: (row: { id: string }) => boolean): number {
  return happenings.find((one) => rowsIn(one).some(({ row }) => isIt(row)))?.at ?? Infinity;
}

const inWords = (milliseconds: number) =>
  milliseconds === Infinity ? 'never' : `${Math.round(milliseconds)} ms later`;
