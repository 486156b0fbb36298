import { callBackAsSeenBy, mayLetGo, mayRing, type CallBack } from './call-backs.ts';
import { mayReadCall, type Call } from './calls.ts';
import type { Permission } from './permission.ts';

const ownCall: Permission<Call> = {
  sees: mayReadCall,
  may: (viewer, call) => call.assignedTo === viewer.id,
  otherwise: 'The one who has this call says when we ring back.',
};
const toRing: Permission<CallBack> = {
  sees: callBackAsSeenBy,
  may: mayRing,
  otherwise: 'This is for the two who are on at the time that was agreed.',
};
const toLetGo: Permission<CallBack> = {
  sees: callBackAsSeenBy,
  may: mayLetGo,
  otherwise: 'Your shift is over. The two who are on now decide this.',
};

/** Who may promise a call back, say what came of it, and let it go. */
export const callBackAccess = {
  'callBack:promise': ownCall,
  'callBack:tried': toRing,
  'callBack:letGo': toLetGo,
} as const;
