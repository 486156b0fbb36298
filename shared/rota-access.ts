import type { Permission } from './permission.ts';
import { mayChangeRota, type Shift } from './shifts.ts';

const managers: Permission = { role: mayChangeRota };
const shiftToChange: Permission<Shift> = { role: mayChangeRota, sees: () => true };

/** Who may change the times of the rota. */
export const rotaAccess = {
  'shift:add': managers,
  'shift:move': shiftToChange,
  'shift:cancel': shiftToChange,
  'shift:undo': managers,
  'shift:changePattern': managers,
  'shift:copyWeek': managers,
} as const;
