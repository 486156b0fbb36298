import type { App } from '../app.ts';

/** What the partner's state means for me, in one or two sentences. */
export function partnerSentence({ tonight, times, live }: Pick<App, 'tonight' | 'times' | 'live'>): string {
  const { partner, theirs, theirStatus } = tonight;
  if (!partner) return 'Nobody has the second place on this shift yet. Your manager can see the gap.';
  const name = partner.firstName;
  if (!theirs) return `${name} has not joined yet. Ring if that worries you.`;
  if (theirs.leftAt) return `${name} left at ${times.at(theirs.leftAt)}.`;
  if (!theirs.connected)
    return `${name} has not been connected since ${times.at(theirs.lastHeardAt)}. The phone still works: ring if you need each other.`;
  if (!live.connected) return 'This is how things were when you were last connected.';
  switch (theirStatus?.state) {
    case 'ready':
    case 'writing-up':
      return `${name} can take the next call.`;
    case 'on-a-call':
      return tonight.myCall ? 'You are both on a call.' : 'The next call is yours.';
    case 'taking-a-break':
      return tonight.myCall
        ? `${name} is on a break: nobody takes the next one while you are on this call.`
        : `${name} is on a break. Take the next one if you can.`;
    default:
      return `${name} will be back. The next call is yours.`;
  }
}
