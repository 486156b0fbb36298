import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { askedAt, typedAt } from '../live/waiting.ts';

type NewLine = Omit<CommandFields<'handover:line'>, 'lineId'>;

/**
 * Adds a line to the handover. `place` identifies the text field: a refusal restores the words there. Omit it for a line that was
 * not typed, such as an open call: its refusal is shown until the line is sent again.
 */
export const addLine = (live: Live, line: NewLine, place?: string) =>
  live.send(
    'handover:line',
    { lineId: newId(), ...line },
    place === undefined
      ? askedAt(`${line.shiftId} ${line.callId ?? line.words}`)
      : typedAt(place, line.words),
  );

export const dropLine = (live: Live, lineId: string) => live.send('handover:drop', { lineId });

/** Sends the lines added before it. Without any: nothing to hand over. */
export const finishHandover = (live: Live, shiftId: string) =>
  live.send('handover:finish', { shiftId }, askedAt(`finish-${shiftId}`));

/** `place` identifies the text field: a refusal restores the words there. */
export const askAbout = (live: Live, lineId: string, words: string, place: string) =>
  live.send('handover:ask', { lineId, words }, typedAt(place, words));

export const answerAbout = (live: Live, lineId: string, words: string, place: string) =>
  live.send('handover:answer', { lineId, words }, typedAt(place, words));

/** `shiftId` is the shift that handed over. */
export const acceptHandover = (live: Live, shiftId: string) => live.send('handover:accept', { shiftId });
