import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/command-queue.svelte.ts';

const saidAlready = new Set<string>();

/** What only the pages about a debrief do with it. */
export const debriefSteps = (live: Live) => ({
  widen: (debriefId: string) => live.send('debrief:widen', { debriefId }),
  handBack: (debriefId: string) => live.send('debrief:handBack', { debriefId }),
  supervision: (debriefId: string, agreed: boolean) =>
    live.send('debrief:supervision', { debriefId, agreed }),

  /** Only the last word counts, so one that has not left yet is replaced by the next. */
  share: (debriefId: string, shared: boolean) =>
    live.send(
      'debrief:share',
      { debriefId, shared },
      { join: (waiting, next) => (waiting.debriefId === next.debriefId ? next : null) },
    ),

  askOtherTime: (debriefId: string, words: string, place: string) =>
    live.send('debrief:askOtherTime', { debriefId, words }, typedAt(place, words)),

  /** For one person alone: it may leave long after it was written, when somebody else has the request. */
  write: (debriefId: string, body: string, to: string) =>
    live.send('debrief:sendMessage', { debriefId, lineId: newId(), body, to }, { keepRefused: true }),

  /** Each said once, also when it is looked at twice. */
  seen: (debriefId: string) => once(debriefId, () => live.send('debrief:seen', { debriefId })),
  lineSeen: (lineId: string) => once(lineId, () => live.send('debrief:messageSeen', { lineId })),
});

function once(id: string, say: () => Promise<unknown>) {
  if (saidAlready.has(id)) return;
  saidAlready.add(id);
  void say();
}
