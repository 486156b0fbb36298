import type { UndoableChange } from '#shared/rota-changes';
import type { App } from '../app.ts';
import { dayAndHours } from './shift-words.ts';

type Reads = Pick<App, 'shifts' | 'times' | 'nameOf'>;

/** You moved a shift: Tuesday 24 November, 18:00 to midnight. */
export function changeWords({ kind, by, shiftId }: UndoableChange, app: Reads): string {
  const who = app.nameOf(by);
  const shift = shiftId === null ? undefined : app.shifts.get(shiftId);
  const when = shift ? `: ${dayAndHours(shift, app.times)}` : '';
  switch (kind) {
    case 'added':
      return `${who} added a shift${when}.`;
    case 'moved':
      return `${who} changed a shift${when}.`;
    case 'cancelled':
      return `${who} cancelled a shift${when}.`;
    case 'pattern':
      return `${who} changed the pattern.`;
    case 'copied':
      return `${who} copied the places of a week into another.`;
  }
}
