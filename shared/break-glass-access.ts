import {
  breakGlassAsSeenBy,
  isOneOfTheTwo,
  isOwnConversation,
  mayAnswerBreakGlass,
  mayAskBreakGlass,
  mayReviewBreakGlass,
  type BreakGlass,
} from './break-glass.ts';
import type { Permission } from './permission.ts';

const toAsk: Permission<Pick<BreakGlass, 'affectedPersonIds'>> = {
  role: mayAskBreakGlass,
  may: (viewer, conversation) => !isOwnConversation(viewer, conversation),
  otherwise: 'This is for a manager or a supervisor who was not on the shift.',
};
const toAnswer: Permission<BreakGlass> = {
  sees: breakGlassAsSeenBy,
  may: mayAnswerBreakGlass,
  otherwise: 'This takes a second manager or supervisor, who was not on the shift.',
};
const toEnd: Permission<BreakGlass> = {
  sees: breakGlassAsSeenBy,
  may: isOneOfTheTwo,
  otherwise: 'Only the two who opened this can end it.',
};
const toSee: Permission<BreakGlass> = {
  sees: breakGlassAsSeenBy,
  may: (viewer, row) => row.askedBy === viewer.id || isOwnConversation(viewer, row),
};
const toReview: Permission<BreakGlass> = {
  sees: breakGlassAsSeenBy,
  may: mayReviewBreakGlass,
  otherwise: 'This is looked at by somebody who neither asked for it nor confirmed it.',
};

/** Who may open what a pair wrote to each other, and what those whom it concerns may do about it. */
export const breakGlassAccess = {
  'breakGlass:ask': toAsk,
  'breakGlass:confirm': toAnswer,
  'breakGlass:decline': toAnswer,
  'breakGlass:end': toEnd,
  'breakGlass:seen': toSee,
  'breakGlass:review': toReview,
} as const;
