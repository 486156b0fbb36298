import * as v from 'valibot';
import { reasonLength, verdictWords } from './break-glass.ts';
import { id, writtenText } from './shapes.ts';
import { slugsOf } from './slugs.ts';

const reason = v.pipe(
  writtenText,
  v.maxLength(reasonLength.most),
  v.check((words) => words.trim().length >= reasonLength.least, 'Write a few words more.'),
);

export const breakGlassCommands = {
  /** Sent by a manager or a supervisor who was not on the shift. */
  'breakGlass:ask': v.strictObject({ breakGlassId: id, shiftId: id, reason }),
  /** Sent by a second one. From then on the two may read for `readMinutes`. */
  'breakGlass:confirm': v.strictObject({ breakGlassId: id }),
  'breakGlass:decline': v.strictObject({ breakGlassId: id }),
  /** Shuts it early, or takes the request back. */
  'breakGlass:end': v.strictObject({ breakGlassId: id }),
  /** Marks the outcome as read: sent by the people whose conversation it is and by the one who asked. */
  'breakGlass:seen': v.strictObject({ breakGlassId: id }),
  'breakGlass:review': v.strictObject({
    breakGlassId: id,
    verdict: v.picklist(slugsOf(verdictWords)),
    words: writtenText,
  }),
};
