import type { Call } from '#shared/calls';
import type { App } from '../app.ts';
import { setPresence } from '../presence/commands.ts';

/** Opens a call to finish its record, and sets my presence accordingly. */
export function writeUp({ tonight, live }: Pick<App, 'tonight' | 'live'>, call: Call) {
  tonight.writingUp = call.id;
  tonight.tab = 'call';
  if (!tonight.myCall && tonight.myStatus?.state !== 'writing-up') void setPresence(live, 'writing-up');
}
