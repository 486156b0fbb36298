import type { Permission } from './permission.ts';
import { mayAnswerReference, mayHaveSteps, stepAsSeenBy, type Step } from './steps.ts';

const ofOneself: Permission = { role: mayHaveSteps, otherwise: 'Next steps are for supporters.' };
const own: Permission<Step> = {
  sees: stepAsSeenBy,
  may: (viewer, { personId }) => personId === viewer.id,
  otherwise: 'This belongs to the one who shared it with you.',
};
const asked: Permission<Step> = {
  sees: stepAsSeenBy,
  may: mayAnswerReference,
  otherwise: 'This is for the manager who is asked.',
};

/** Who may write, share and answer what of next steps. */
export const stepAccess = {
  'step:add': ofOneself,
  'step:share': own,
  'step:askReference': ofOneself,
  'step:answer': asked,
  'step:remove': own,
} as const;
