import * as v from 'valibot';
import { mostOptions } from './feedback.ts';
import { id, line, listWord, messageText, whole, writtenText } from './shapes.ts';

/** Switches the public page on or off, and names the supporter who reads along. */
export const feedbackSettingsShape = v.strictObject({ isOn: v.boolean(), readerId: v.nullable(id) });

const options = v.pipe(
  v.array(listWord),
  v.minLength(2, 'Give at least two words to choose from.'),
  v.maxLength(mostOptions, `At most ${mostOptions} words to choose from.`),
  v.check((words) => new Set(words).size === words.length, 'Each word only once.'),
);
/** Proposes a question. */
export const questionShape = v.strictObject({ questionId: id, words: v.pipe(line, v.trim()), options });
/** Agrees to a proposed question or declines it, or asks an agreed one no longer. */
export const settleShape = v.strictObject({
  questionId: id,
  outcome: v.picklist(['agreed', 'declined', 'retired']),
});
/** Publishes "You said, we did". */
export const replyShape = v.strictObject({ replyId: id, said: writtenText, did: writtenText });
/** Takes one off the public page. */
export const replyToRemoveShape = v.strictObject({ replyId: id });

/** Its id is random: one of version 7 would hold the time. */
const timeless = v.pipe(
  id,
  v.check((one) => one[14] === '4', 'This did not come from our page.'),
);
/** What a supporter writes in because somebody asked them to. `answers`: the place of the chosen words, by question. */
export const onBehalfShape = v.strictObject({
  feedbackId: timeless,
  words: messageText,
  about: v.nullable(line),
  answers: v.record(id, whole(0, mostOptions)),
});
/** Says that feedback may be about somebody's safety, or takes it. */
export const safetyShape = v.strictObject({ feedbackId: id });
/** Says what came of it. */
export const safetyOutcomeShape = v.strictObject({ feedbackId: id, outcome: writtenText });
