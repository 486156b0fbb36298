import { breakGlassAccess } from './break-glass-access.ts';
import { callBackAccess } from './call-back-access.ts';
import { mayReadCall, mayTakeOver, type Call } from './calls.ts';
import { checkInAccess } from './check-in-access.ts';
import type { CommandName } from './contract.ts';
import { debriefAccess } from './debrief-access.ts';
import { flagAsSeenBy, mayFlag, mayReview, type Flag } from './flags.ts';
import { followUpAsSeenBy, mayDoFollowUp, mayTakeFollowUp, type FollowUp } from './follow-ups.ts';
import { gatheringAccess } from './gathering-access.ts';
import { mayOpenCalls } from './grants.ts';
import { handoverAccess } from './handover-access.ts';
import { mayChangeHelpline, mayPlanSupervision } from './helpline.ts';
import { kitAccess } from './kit-access.ts';
import { listeningAccess } from './listening-access.ts';
import { listsAccess } from './lists-access.ts';
import { meetingAccess } from './meeting-access.ts';
import { messageAsSeenBy, type Message } from './messages.ts';
import { missedCallAsSeenBy, type MissedCall } from './missed-calls.ts';
import { pagesAccess } from './pages-access.ts';
import { mayManagePeople, type Person } from './people.ts';
import type { Permission } from './permission.ts';
import { mayStopLink } from './person-changes.ts';
import { planAccess } from './plan-access.ts';
import { rotaAccess } from './rota-access.ts';
import { seriesAccess } from './series-access.ts';
import { servicesAccess } from './services-access.ts';
import { mayChangeRota, type Shift } from './shifts.ts';
import { mayAnswer, mayLower, signalAsSeenBy, type Signal } from './signals.ts';
import { stepAccess } from './step-access.ts';
import { swapAccess } from './swap-access.ts';
import { trainingAccess } from './training-access.ts';
import { updateAsSeenBy, type PersonalUpdate } from './updates.ts';
import { holdsPlaceIn } from './viewer.ts';

const onRow = <Row>(permission: Permission<Row>): Permission<Row> => permission;
/** For commands that only concern the sender's own rows: everybody may send them. */
const oneself: Permission = {};
const onShift = { onShift: true } satisfies Permission;
const inTheirShift = (otherwise?: string) =>
  onRow<{ shiftId: string }>({
    sees: (viewer, { shiftId }) => holdsPlaceIn(viewer, shiftId),
    ...(otherwise !== undefined && { otherwise }),
  });

const ownCall = onRow<Call>({
  sees: mayReadCall,
  may: (viewer, call) => call.assignedTo === viewer.id,
  otherwise: 'Your partner has this call. Take it over if you want to change it.',
});
const messageToMe = onRow<Message>({
  sees: messageAsSeenBy,
  may: (viewer, message) => message.from !== viewer.id,
  otherwise: 'Your own message is for your partner to see and answer.',
});
const ownFlag = (otherwise: string) =>
  onRow<Flag>({ sees: flagAsSeenBy, may: (viewer, flag) => flag.raisedBy === viewer.id, otherwise });
const flagToReview = onRow<Flag>({
  sees: flagAsSeenBy,
  may: mayReview,
  otherwise: 'Reviewing a flag is for the supervisor.',
});
const followUpToDo = onRow<FollowUp>({
  sees: followUpAsSeenBy,
  may: mayDoFollowUp,
  otherwise: 'This is for somebody else to do.',
});
const signalToAnswer = (otherwise: string) =>
  onRow<Signal>({ sees: signalAsSeenBy, may: mayAnswer, otherwise });
const managers: Permission = { role: mayManagePeople };
const personToManage = onRow<Person>({ role: mayManagePeople, sees: () => true });
const shiftToChange = onRow<Shift>({ role: mayChangeRota, sees: () => true });
const proposalToSettle = onRow<Person>({
  sees: (viewer, person) => mayManagePeople(viewer) || viewer.id === person.id,
});

/**
 * Who may send each command. A command without an entry does not compile; a handler that succeeds without checking it is rolled
 * back. The rules are those of the nouns, which the pages check too.
 */
export const access = {
  'presence:join': onRow<Shift>({
    may: (viewer, shift) => shift.places.some(({ personId }) => personId === viewer.id),
    otherwise: 'You have no place in this shift. The rota says who has.',
  }),
  'presence:leave': inTheirShift(),
  'presence:set': onShift,
  'call:start': onShift,
  'call:log': inTheirShift(
    'This call cannot be written down: you have no place in that shift, or it ended more than 12 hours ago.',
  ),
  'call:note': ownCall,
  'call:end': ownCall,
  'call:close': ownCall,
  'call:takeOver': onRow<Call>({
    sees: mayReadCall,
    may: (viewer, call) => call.assignedTo === viewer.id || mayTakeOver(viewer, call),
  }),
  'missedCall:note': onShift,
  'missedCall:undo': onRow<MissedCall>({ sees: missedCallAsSeenBy }),
  'message:send': onShift,
  'message:seen': messageToMe,
  'message:open': messageToMe,
  'message:answer': messageToMe,
  'signal:raise': { ...onShift, otherwise: 'You are not in the shift now, so nobody was told.' },
  'signal:answer': signalToAnswer('This is for your partner to answer.'),
  'signal:lower': onRow<Signal>({
    sees: signalAsSeenBy,
    may: mayLower,
    otherwise: 'Only the one who asked can take this back.',
  }),
  'signal:seen': signalToAnswer('Your own signal is seen when somebody else sees it.'),
  ...debriefAccess,
  'followUp:take': onRow<FollowUp>({
    sees: followUpAsSeenBy,
    may: (viewer, followUp) => followUp.forId === viewer.id || mayTakeFollowUp(viewer, followUp),
    otherwise: 'This is for a manager to take on.',
  }),
  'followUp:done': followUpToDo,
  'followUp:reopen': followUpToDo,
  ...checkInAccess,
  'flag:raise': onRow<Call>({
    sees: mayReadCall,
    may: mayFlag,
    otherwise: 'Only the two on the shift can flag its calls, until twelve hours after it.',
  }),
  'flag:withdraw': ownFlag('Only the one who raised it can take this back.'),
  'flag:answer': ownFlag('The question is for the one who raised this flag.'),
  'flag:take': flagToReview,
  'flag:keep': flagToReview,
  'flag:release': flagToReview,
  'flag:ask': flagToReview,
  'flag:close': flagToReview,
  'grant:open': onRow<Call>({ sees: mayOpenCalls }),
  ...breakGlassAccess,
  ...callBackAccess,
  ...handoverAccess,
  ...kitAccess,
  ...listeningAccess,
  ...listsAccess,
  ...pagesAccess,
  ...planAccess,
  ...servicesAccess,
  ...swapAccess,
  ...gatheringAccess,
  ...stepAccess,
  ...trainingAccess,
  ...meetingAccess,
  ...seriesAccess,
  'shift:place': shiftToChange,
  'shift:onCall': shiftToChange,
  ...rotaAccess,
  'person:invite': managers,
  'person:reinvite': personToManage,
  'person:sendLink': personToManage,
  'person:showLink': personToManage,
  'person:stopLink': onRow<Person>({ sees: mayStopLink }),
  'person:change': personToManage,
  'person:agree': proposalToSettle,
  'person:decline': proposalToSettle,
  'person:profile': oneself,
  'person:endSignIns': personToManage,
  'person:suspend': personToManage,
  'person:restore': personToManage,
  'notification:change': oneself,
  'notification:addDevice': oneself,
  'notification:removeDevice': oneself,
  'notification:test': oneself,
  'feed:make': oneself,
  'feed:end': oneself,
  'update:seen': onRow<PersonalUpdate>({ sees: updateAsSeenBy }),
  'helpline:change': { role: mayChangeHelpline, otherwise: 'These settings are for the project manager.' },
  'helpline:planSupervision': {
    role: mayPlanSupervision,
    otherwise: 'The supervisor and the managers set this day.',
  },
} satisfies { [Name in CommandName]: Permission<never> };
