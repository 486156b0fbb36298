import type { DebriefMessage } from '#shared/debrief-messages';
import type { Live } from '../live/live.svelte.ts';

/** The messages of one request, in the order they were sent. */
export const messagesOf = (all: DebriefMessage[], debriefId: string) =>
  all
    .filter((message) => message.debriefId === debriefId)
    .sort((a, b) => a.sentAt.localeCompare(b.sentAt) || a.id.localeCompare(b.id));

/** Messages of one request neither acknowledged nor among the `messages` yet, in order; those with `refusal` were refused. */
export const unsentTo = (live: Live, debriefId: string, messages: DebriefMessage[]) => {
  const heard = new Set(messages.map(({ id }) => id));
  return live
    .waiting('debrief:sendMessage')
    .filter(({ fields }) => fields.debriefId === debriefId && !heard.has(fields.lineId));
};

/** The place of the draft, as in `DraftTexts`. */
export const draftPlace = (debriefId: string) => `debrief line ${debriefId}`;
