import { commandsIn, type Invariant } from './evening.ts';
import { linesCounted } from './steps.ts';
import { idOf } from './traces.ts';

/** Nothing is there that nobody asked for. */
export const phantom: Invariant = (evening) => {
  const { kept, history, helpline } = evening;
  const all = commandsIn(history);
  const asked = (name: string, id: string) =>
    new Set(all.filter((given) => given.name === name).map((given) => idOf(given, id)));
  const unasked = (what: string, rows: { id: string }[], ids: Set<string>) =>
    rows.filter(({ id }) => !ids.has(id)).map(({ id }) => `${what} ${id} is there and nobody asked for it.`);
  const bodies = new Set(all.map(({ fields }) => fields['body']));
  const notes = new Set(
    all.map(({ fields }) => (fields['changes'] as { note?: string } | undefined)?.note ?? ''),
  );
  const known = new Set(helpline.everyone.map(({ id }) => id));

  return [
    ...unasked('message', kept.messages, asked('message:send', 'messageId')),
    ...unasked('call', kept.calls, asked('call:start', 'callId')),
    ...unasked('signal', kept.signals, asked('signal:raise', 'signalId')),
    ...unasked('flag', kept.flags, asked('flag:raise', 'flagId')),
    ...unasked('debrief', kept.debriefs, asked('debrief:ask', 'debriefId')),
    ...unasked('person', kept.people, new Set([...known, ...asked('person:invite', 'personId')])),
    ...unasked('receipt', kept.receipts, new Set(all.map(({ commandId }) => commandId))),
    ...kept.messages
      .filter(({ body }) => !bodies.has(body))
      .map(({ id }) => `Nobody wrote what message ${id} says.`),
    ...kept.calls
      .filter(({ note }) => !notes.has(note))
      .map(({ id }) => `Nobody wrote what call ${id} says.`),
    ...linesCounted(evening)
      .filter(({ lines, yes, perhaps }) => lines > 0 && yes.length + perhaps.length === 0)
      .map(({ what }) => `"${what}" stands there and nobody asked for it.`),
  ];
};
