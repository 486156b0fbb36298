import type { App } from '../../../client/app.ts';
import { nouns, type Somebody, type View } from '../history.ts';

/** Everything the stores of a page would show, read as its screens read it. */
export function viewOf(app: App, everyone: Somebody[]): View {
  const shifts = app.shifts.all;
  const pairs = shifts.flatMap((shift) => everyone.map((who) => [who.id, shift.id] as const));
  const asShown: Partial<View> = {
    helplines: [app.people.helpline],
    presences: pairs.flatMap(([personId, shiftId]) => app.presences.of(personId, shiftId) ?? []),
    messages: shifts.flatMap((shift) => app.messages.inShift(shift.id)),
    signals: app.signals.up,
  };
  const stores = app as unknown as Record<string, { all: View[keyof View] }>;
  return Object.fromEntries(nouns.map((noun) => [noun, asShown[noun] ?? stores[noun]!.all])) as View;
}
