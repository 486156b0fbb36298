import type { CommandName } from '#shared/contract';
import type { Waiting } from '../live/outbox.svelte.ts';

type Noun = CommandName extends `${infer Noun}:${string}` ? Noun : never;

const nounWords: Record<Noun, string> = {
  shift: 'A change to a shift',
  swap: 'Who comes to a shift',
  absence: 'When you cannot come',
  offer: 'That you could come',
  listening: 'Listening along',
  presence: 'How you are',
  call: 'A step in a call',
  callBack: 'A call back',
  missedCall: 'A call that neither of you could take',
  message: 'A message',
  signal: 'A word to your partner',
  debrief: 'A debrief',
  flag: 'A flag',
  person: 'A change about a person',
  followUp: 'Something to be done',
  checkIn: 'What you said of the shift',
  helpline: 'A change to the helpline’s settings',
  grant: 'The opening of a record',
  list: 'A change to the lists of words',
  page: 'A change to the manual',
  service: 'Something about a service',
  source: 'What to do with a list from elsewhere',
  plan: 'A change to a plan',
  breakGlass: 'A step in opening private words',
  handover: 'Something of your handover',
  kit: 'Who has the bag',
  gathering: 'A one-to-one or a meeting',
  meeting: 'A step in a meeting with a caller',
  meetingPlace: 'A place for meetings',
  series: 'A series of meetings',
  toBring: 'Something to bring',
  step: 'A next step',
  training: 'A course',
  notification: 'How you are reached',
  feed: 'The link for your calendar',
  update: 'That you have seen a change',
};
const exactWords: Partial<Record<CommandName, string>> = {
  'presence:join': 'That you have joined the shift',
  'presence:leave': 'That you have left the shift',
  'debrief:ask': 'What you asked a manager for',
  'call:start': 'The start of a call',
  'call:note': 'What you wrote about a call',
  'call:end': 'The end of a call',
  'call:log': 'An earlier call',
  'grant:open': 'The reason for opening a record',
  'breakGlass:ask': 'The reason for reading private words',
  'handover:line': 'A line of your handover',
  'signal:raise': 'What you asked your partner for',
};

export const wordsFor = (name: CommandName) =>
  exactWords[name] ?? nounWords[name.slice(0, name.indexOf(':')) as Noun];

/** The typed text in a command, if any. The reason of a flag is chosen, not typed. */
export function typedIn({ name, fields }: Waiting): string {
  const given: Record<string, unknown> = { ...fields, ...('changes' in fields && fields.changes) };
  const places = ['body', 'note', 'question', 'answer', 'learning', 'reason', 'words', 'whatHelped'];
  const found = places.filter((field) => field !== 'reason' || name !== 'flag:raise');
  return (
    found
      .map((field) => given[field])
      .find((text): text is string => typeof text === 'string' && text !== '') ?? ''
  );
}
