import { debriefMessageAsSeenBy, type DebriefMessage } from './debrief-messages.ts';
import { debriefAsSeenBy, mayAnswerDebrief, mayHoldDebrief, type Debrief } from './debriefs.ts';
import type { Permission } from './permission.ts';
import { isA, type Viewer } from './viewer.ts';

const toAsk: Permission = {
  role: (viewer) => isA(viewer, 'supporter'),
  otherwise: 'A debrief is for supporters to ask for.',
};
const ownDebrief = (otherwise: string): Permission<Debrief> => ({
  sees: debriefAsSeenBy,
  may: (viewer, debrief) => debrief.askedBy === viewer.id,
  otherwise: `Only the one who asked can ${otherwise}.`,
});
const isAskedOf = (viewer: Viewer, debrief: Debrief) =>
  mayAnswerDebrief(viewer, debrief) && debrief.askedBy !== viewer.id;
const askedOfMe: Permission<Debrief> = { sees: debriefAsSeenBy, may: isAskedOf };
const debriefIHold: Permission<Debrief> = {
  sees: debriefAsSeenBy,
  may: (viewer, debrief) => isAskedOf(viewer, debrief) && mayHoldDebrief(viewer, debrief),
  otherwise: ({ assignedTo }) =>
    assignedTo === null
      ? 'Say first that you will take this request.'
      : 'Another manager has taken this request.',
};
const toSendMessage: Permission<Debrief> = {
  sees: debriefAsSeenBy,
  may: (viewer, debrief) => debrief.askedBy === viewer.id || mayAnswerDebrief(viewer, debrief),
};
const messageToMe: Permission<DebriefMessage> = {
  sees: debriefMessageAsSeenBy,
  may: (viewer, message) => message.from !== viewer.id,
  otherwise: 'What you wrote is seen when the other sees it.',
};

/** Who may ask for a debrief, answer one, and write in it. */
export const debriefAccess = {
  'debrief:ask': toAsk,
  'debrief:withdraw': ownDebrief('take this back'),
  'debrief:widen': ownDebrief('ask more people'),
  'debrief:share': ownDebrief('share this'),
  'debrief:agree': ownDebrief('agree to a time'),
  'debrief:askOtherTime': ownDebrief('ask for another time'),
  'debrief:supervision': ownDebrief('answer this'),
  'debrief:seen': askedOfMe,
  'debrief:accept': askedOfMe,
  'debrief:handBack': debriefIHold,
  'debrief:offer': debriefIHold,
  'debrief:hold': debriefIHold,
  'debrief:close': debriefIHold,
  'debrief:sendMessage': toSendMessage,
  'debrief:messageSeen': messageToMe,
} as const;
