import * as v from 'valibot';
import { id, shortText, writtenText } from './shapes.ts';
import { ownStepKinds, referenceAnswers } from './steps.ts';

export const stepCommands = {
  'step:add': v.strictObject({ stepId: id, kind: v.picklist(ownStepKinds), words: writtenText }),
  /** Shows a copy of the words to this manager or supervisor, and nothing else. */
  'step:share': v.strictObject({ stepId: id, copyId: id, with: id }),
  /** Asks a manager whether they would be a reference. `words`: what for. */
  'step:askReference': v.strictObject({ stepId: id, with: id, words: shortText }),
  'step:answer': v.strictObject({ stepId: id, answer: v.picklist(referenceAnswers) }),
  /** Takes a line off the list, with every copy of it; or takes back a copy or a question. */
  'step:remove': v.strictObject({ stepId: id }),
};
