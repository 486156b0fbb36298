import type { CommandName } from '#shared/contract';
import { managerName, partnerName } from './made-up.ts';

/** What would have happened on a shift, where a practice does not do it. */
export const onAShift: { [Name in CommandName]?: string } = {
  'debrief:ask': `On a shift, a manager would be told. Here it would be ${managerName}, who is made up.`,
  'flag:raise': 'On a shift, a supervisor would look at it, and you would see each step.',
  'callBack:promise': 'On a shift, the call back would stand on the screen until one of you has made it.',
  'meeting:propose': 'On a shift, your partner and then a manager would be asked.',
};

/** The current step of the practice call. */
export type Step = 'before' | 'on-a-call' | 'writing-up' | 'done';

/** What to do now, and what to look at. */
export const guidance: Record<Step, { what: string; more: string }> = {
  before: {
    what: 'The phone rings. Press “Start a call” as you pick it up.',
    more: 'The caller is a woman who cannot sleep since she lost her work. She says that she sometimes does not want to be here any more. Everybody here but you is made up.',
  },
  'on-a-call': {
    what: 'You are on a call. Listen first; the screen can wait.',
    more: `On a shift, ${partnerName} now sees that you are on a call, and since when, and can read its record. Choose what it is about, say what was said about safety, write a line. Try “I need support now”. Press “End call” when you have said goodbye.`,
  },
  'writing-up': {
    what: 'The call is over. Fill in what you like, or nothing.',
    more: 'Under “What was done”, choose “Emergency services called” to see what is asked then. Under “Does someone need to respond?”, see who would be told. Press “Finished” at the end.',
  },
  done: {
    what: 'That was a call.',
    more: `On a shift you would be ready for the next one. Its record would be open to you and ${partnerName} until twelve hours after the shift.`,
  },
};

/** What pressing *I need support now* would have done. `after`: minutes until it reaches the manager. */
export const supportWouldHave = (after: number | undefined) =>
  `On a shift, ${partnerName} would be told now, with a sound.${
    after === undefined
      ? ''
      : ` If nobody answers within ${after === 1 ? 'a minute' : `${after} minutes`}, the manager on call would be asked.`
  } You would see here who has it on their screen and who is with you.`;
