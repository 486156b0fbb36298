import type { NounDefinition } from '../platform/nouns.ts';
import { callBackAsSeenBy, callBackCommands } from '#shared/call-backs';
import { callBackHandlers } from './commands.ts';
import { callBacksDue, oldNumbers } from './due.ts';
import { callBacksFollow } from './following.ts';
import { sealedCallBackNumbers } from './number-queries.ts';
import { callBacksChangedSince, latestCallBack, sealedCallBacks } from './queries.ts';
import { callBackRoutes } from './routes.ts';

export const callBacks: NounDefinition<'callBacks'> = {
  commands: callBackCommands,
  handlers: callBackHandlers,
  changedSince: callBacksChangedSince,
  latest: latestCallBack,
  asSeenBy: callBackAsSeenBy,
  sealed: [sealedCallBacks, sealedCallBackNumbers],
  dueJobs: [callBacksFollow, callBacksDue, oldNumbers],
  routes: callBackRoutes,
};
