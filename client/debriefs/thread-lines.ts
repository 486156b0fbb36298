import type { DebriefMessage } from '#shared/debrief-messages';
import type { Live } from '../live/live.svelte.ts';

/** What is written about one request, in the order it was sent. */
export const linesWith = (all: DebriefMessage[], debriefId: string) =>
  all
    .filter((line) => line.debriefId === debriefId)
    .sort((a, b) => a.sentAt.localeCompare(b.sentAt) || a.id.localeCompare(b.id));

/** Written here and not yet with the other, in order; with `refusal`, turned down. */
export const unsentIn = (live: Live, debriefId: string) =>
  live.waiting('debrief:sendMessage').filter(({ fields }) => fields.debriefId === debriefId);

/** Where a line is being typed. */
export const placeOfLine = (debriefId: string) => `debrief line ${debriefId}`;
