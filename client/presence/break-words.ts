import { awayStates } from '#shared/presence';
import type { App } from '../app.ts';
import { aloneSince } from './alone.ts';

type Reads = Pick<App, 'tonight' | 'clock' | 'live' | 'people' | 'times'>;

/** Who takes the next call while I am on a break, or would be: only what is so, and who knows of it. */
export function whileOnABreak(app: Reads): string {
  const { tonight, times } = app;
  const { partner, theirStatus, theirs } = tonight;
  if (!partner || !theirs || theirs.leftAt || !theirs.connected || aloneSince(app)) {
    const manager = app.people.get(tonight.shift?.managerId ?? '')?.firstName;
    const who = manager ? `${manager} can` : 'The managers can';
    return `Nobody else can take the next call now. ${who} see that you are on your own, not that you take a break.`;
  }
  const name = partner.firstName;
  if (theirStatus && awayStates.includes(theirStatus.state)) {
    const until = theirStatus.backAt ? ` ${name} means to be back at ${times.at(theirStatus.backAt)}.` : '';
    return `${name} is not at the phone either: nobody takes the next call now.${until}`;
  }
  if (theirStatus?.state === 'on-a-call')
    return `${name} sees it. ${name} is on a call: until one of you is free, nobody takes the next one.`;
  return `${name} sees it, and can take the next call.`;
}

/** What my partner’s break means for me, while I am on no call. Null if they take none that I can be sure of. */
export function whileTheyAreOnABreak({ tonight, times, live }: Reads): string | null {
  const { partner, theirStatus, theirs } = tonight;
  if (!partner || theirStatus?.state !== 'taking-a-break' || !theirs?.connected || !live.connected)
    return null;
  const until = theirStatus.backAt ? ` until ${times.at(theirStatus.backAt)}` : '';
  return `${partner.firstName} is on a break${until}. Take the next one if you can.`;
}
