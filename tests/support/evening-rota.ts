import type { Client } from './client.ts';
import { newId } from './helpline.ts';
import type { Does } from './does.ts';

/** A shift is added, moved, cancelled and brought back; the week of `laterId`, in which somebody is, is copied; a pattern begins. */
export async function busyRota(does: Does, manager: Client, laterId: string): Promise<void> {
  const [addedId, copyId, changeId] = [newId(), newId(), newId()];
  const { startsAt, endsAt } = await manager.hears('shift:changed', ({ id }) => id === laterId);
  const after = (days: number) => ({ startsAt: later(startsAt, days), endsAt: later(endsAt, days) });

  const added = { changeId: newId(), shiftId: addedId, ...after(1), words: 'A second line' };
  await does(manager, 'shift:add', added);
  await does(manager, 'shift:move', { changeId: newId(), shiftId: addedId, ...after(2) });
  await does(manager, 'shift:cancel', { changeId, shiftId: addedId, words: 'Christmas' });
  await does(manager, 'shift:undo', { changeId });

  await does(manager, 'shift:add', { changeId: newId(), shiftId: copyId, ...after(7) });
  const from = mondayOf(startsAt);
  await does(manager, 'shift:copyWeek', { changeId: newId(), from, to: later(from, 7).slice(0, 10) });

  const lines = [{ weekday: 1, opensAt: '18:00', closesAt: '00:00' }];
  const day = later(startsAt, 300).slice(0, 10);
  await does(manager, 'shift:changePattern', { changeId: newId(), from: day, lines });
}

const dayMs = 86_400_000;
const later = (time: string, days: number) => new Date(Date.parse(time) + days * dayMs).toISOString();

/** The date of the Monday on or before. */
const mondayOf = (instant: string) => later(instant, -((new Date(instant).getUTCDay() + 6) % 7)).slice(0, 10);
