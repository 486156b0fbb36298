import type { Call } from '#shared/calls';
import { signalWords } from '#shared/signals';
import type { App } from '../app.ts';
import { isolated } from '../ui/isolated.ts';
import { lowerSignal } from '../signals/commands.ts';

export type Unfinished = { id: string; words: string; link: string; href: string; press?: () => void };

/** What is still open when a person leaves. None of it prevents leaving. */
export function unfinishedOf(app: Pick<App, 'tonight' | 'messages' | 'times' | 'live'>): Unfinished[] {
  const { tonight, messages, times } = app;
  const partner = tonight.partner;
  const toChat = () => (tonight.tab = 'chat');
  const goingOn = tonight.myCall ?? tonight.leftOpen;
  const calls = [...(goingOn ? [goingOn] : []), ...tonight.unfinished].map((call) =>
    callLeft(call, times.at(call.startedAt)),
  );
  const asks = (tonight.shift ? messages.inShift(tonight.shift.id) : [])
    .filter(({ asks, answer, from }) => asks && answer === null && from === partner?.personId)
    .map(({ id, body }) => ({
      id,
      words: `${partner!.firstName} asked: “${isolated(body)}”`,
      link: 'Answer',
      href: '/tonight',
      press: toChat,
    }));
  const theirs = tonight.theirSignals
    .filter(({ answer }) => answer === null)
    .map(({ id, kind }) => ({
      id,
      words: `${partner?.firstName ?? 'Your partner'}: “${signalWords[kind]}”`,
      link: 'Answer',
      href: '/tonight',
    }));
  const mine = tonight.mySignals.map(({ id, kind }) => ({
    id,
    words: `You asked: “${signalWords[kind]}”`,
    link: 'Take it back',
    href: '/tonight',
    press: () => void lowerSignal(app.live, id),
  }));
  return [...calls, ...asks, ...theirs, ...mine];
}

const callLeft = ({ id, state }: Call, at: string): Unfinished =>
  state === 'active'
    ? { id, words: `You have been on a call since ${at}.`, link: 'Back to the call', href: '/tonight' }
    : { id, words: `The call at ${at} is not finished.`, link: 'Finish writing up', href: `/calls/${id}` };
