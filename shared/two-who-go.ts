import * as v from 'valibot';
import { id } from './shapes.ts';

/** The ids of two different people. */
export const twoWhoGo = v.pipe(
  v.tuple([id, id]),
  v.check(([first, second]) => first !== second, 'Two different people go.'),
);
