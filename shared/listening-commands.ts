import * as v from 'valibot';
import { id } from './shapes.ts';

const oneListening = { listeningId: id };

export const listeningCommands = {
  /**
   * By the one who would listen, or a manager. Refused with `conflict` unless they are in their induction on that day, both places are
   * taken, the shift is not over, nobody else is to listen in it, and they are not on a shift then.
   */
  'listening:ask': v.strictObject({ ...oneListening, shiftId: id, personId: id }),
  /** By each of the pair; it takes both. One no is enough to end it. */
  'listening:say': v.strictObject({ ...oneListening, yes: v.boolean() }),
  /** By the one who listens, by either of the pair, or by a manager, at any time. */
  'listening:end': v.strictObject(oneListening),
};
