import type { Call } from '#shared/calls';
import type { App } from '../app.ts';

/** About your call since 21:18, or about Ben’s call at 20:47 once it is over. */
export function aboutCall(app: Pick<App, 'me' | 'times' | 'nameOf'>, call: Call): string {
  const whose = call.assignedTo === app.me.id ? 'your' : `${app.nameOf(call.assignedTo)}’s`;
  return `About ${whose} call ${call.state === 'active' ? 'since' : 'at'} ${app.times.distinct(call.startedAt)}`;
}
