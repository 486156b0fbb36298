import type { CallRecord } from '#shared/calls';
import type { FlagReason } from '#shared/record-lists';
import { openFlagStories } from './open-flag-stories.ts';

/** A call that somebody had a question about, and what came back. Without `learning` the question is still open. */
export type FlagStory = {
  nightsAgo: number;
  reason: FlagReason;
  note: string;
  record: Pick<CallRecord, 'presentingIssues' | 'outcomes' | 'note'> & Partial<CallRecord>;
  askMeFirst?: true;
  /** Without an answer, nobody got on with it, and it waits again. */
  asked?: { question: string; answer?: string };
  learning?: string;
  theme?: string;
  /** What the review left for the managers. */
  followUp?: string;
  manualChange?: string;
};

export const flagStories: FlagStory[] = [
  {
    nightsAgo: 51,
    reason: 'worried-how-i-handled-it',
    note: 'There was a very long silence and I did not know whether to speak.',
    record: {
      presentingIssues: ['low-mood'],
      outcomes: ['listened'],
      note: 'Long silences, then a little about the week. I stayed on the line.',
    },
    learning:
      'You stayed, and that was the help. In a long silence a soft “I am still here, take your time” once in a while is enough. Silence is often somebody working up to the next sentence.',
    theme: 'Long silences',
  },
  {
    nightsAgo: 47,
    reason: 'worried-about-caller',
    note: 'Said goodbye in a way that stayed with me.',
    record: {
      presentingIssues: ['suicidal-no-intent'],
      responseNeeded: 'manager-before-next-shift',
      outcomes: ['listened', 'safety-plan'],
      note: 'Thoughts of suicide for some time, no plan. Asked directly. Two people to ring are written down.',
    },
    asked: {
      question: 'Did you get to ask directly about suicide, and what words did you use?',
      answer: 'I asked “are you thinking of ending your life?” The answer was no, not tonight.',
    },
    learning:
      'Asking in plain words was right, and it never plants the idea. When a goodbye sounds different you may say so: “that sounded like more than goodnight, did I hear that right?”',
    theme: 'Asking directly',
  },
  {
    nightsAgo: 43,
    reason: 'abusive-call',
    note: 'Shouting from the start. I ended it after saying twice that I would.',
    record: {
      presentingIssues: ['anger'],
      outcomes: ['abusive', 'we-ended'],
      note: 'Shouting throughout. I said twice that I would end the call, then did.',
    },
    learning:
      'You gave a clear warning and then kept your word: that is exactly how we end a call. You did not owe more. Take the break that comes after such a call as part of the work.',
    theme: 'Ending a call',
  },
  {
    nightsAgo: 39,
    reason: 'manual-wrong',
    note: 'The number for the crisis café rings out after ten at night.',
    record: {
      presentingIssues: ['information-only'],
      outcomes: ['signposted'],
      note: 'After somewhere to go this evening. Gave the crisis café, and the number was wrong.',
    },
    learning:
      'Thank you. The page has been corrected, with the evening hours beside the number, so the next pair finds it right.',
    manualChange: 'The number of the crisis café rings out after ten: add its evening hours.',
  },
  {
    nightsAgo: 36,
    reason: 'safeguarding',
    note: 'A child in the home was mentioned in passing and I was not sure whether to ask.',
    record: {
      presentingIssues: ['parenting', 'stress'],
      outcomes: ['listened', 'safeguarding-raised'],
      note: 'Worn out at home. Told my partner and the manager before the end of the shift.',
    },
    asked: {
      question: 'Who did you tell that night?',
      answer: 'My partner first, then the manager on call.',
    },
    learning:
      'You noticed, asked one open question and told two people the same night. That is all we need from you: you do not have to be certain, and you never decide it alone.',
    theme: 'Safeguarding',
  },
  {
    nightsAgo: 31,
    reason: 'something-to-learn',
    note: 'The breathing exercise worked so well that I would like others to know.',
    record: {
      presentingIssues: ['anxiety'],
      outcomes: ['listened', 'safety-plan'],
      note: 'Breathed together until it eased. The exercise is on paper now, to keep by the bed.',
    },
    learning:
      'Lovely work. Breathing out for longer than in is what settles the body. We will try it together at the next group supervision, with you showing us how.',
  },
  {
    nightsAgo: 27,
    reason: 'worried-how-i-handled-it',
    note: 'I told something about my own bad year and wondered afterwards.',
    askMeFirst: true,
    record: {
      presentingIssues: ['low-mood', 'work'],
      outcomes: ['listened'],
      note: 'Work has been too much for a while. Hopeful at the end.',
    },
    asked: {
      question: 'What did you hope it would give to the caller?',
      answer: 'That somebody can come through it. I kept it to two sentences.',
    },
    learning:
      'Shared for the caller’s sake, short, and then back to them: that is lived experience used well. If you ever notice that you need to be heard, keep it for your partner or for us.',
    theme: 'What we bring ourselves',
  },
  {
    nightsAgo: 23,
    reason: 'worried-about-caller',
    note: 'The pills were in the room. Agreed to give them to a neighbour.',
    record: {
      presentingIssues: ['suicidal-with-intent'],
      responseNeeded: 'partner-and-manager-now',
      outcomes: ['listened', 'safety-plan', 'passed-to-partner'],
      note: 'Spoke about acting on it. The pills went to a neighbour while we talked, and that was confirmed. Partner and manager knew.',
    },
    learning:
      'You asked about the means and helped to put distance in between, and you brought your partner in early. Few things protect more. You waited to hear that it was done, which matters as much.',
    theme: 'Asking directly',
  },
  {
    nightsAgo: 19,
    reason: 'confidentiality',
    note: 'My sister came into the room while I was speaking. I had headphones on but said a first name aloud.',
    record: {
      presentingIssues: ['family'],
      outcomes: ['listened'],
      note: 'A falling-out in the family. Mostly listened.',
    },
    learning:
      'Thank you for saying so straight away. Nothing that could point to anybody was heard. A note on the door during the shift and no names aloud are enough, and many of us have needed that reminder.',
  },
  {
    nightsAgo: 16,
    reason: 'worried-how-i-handled-it',
    note: 'I could not think of a service and felt useless.',
    record: {
      presentingIssues: ['housing', 'stress'],
      outcomes: ['listened', 'call-back'],
      note: 'Afraid of losing the flat. I said that I would find out and ring back, and did.',
    },
    learning:
      'Saying “I do not know, I will find out” is honest, and people trust it. Most who ring want to be heard before they want a number. You gave the first and arranged the second.',
    theme: 'Not having the answer',
    followUp: 'A short list of housing services at the front of the manual’s service directory.',
  },
  {
    nightsAgo: 11,
    reason: 'something-to-learn',
    note: 'The third call in a row about losing somebody. I noticed that I went flat.',
    record: {
      presentingIssues: ['bereavement'],
      outcomes: ['listened', 'signposted'],
      note: 'Grief, some months on. Gave the details of the group.',
    },
    learning:
      'Going flat is how we protect ourselves when it is too much at once, not a lack of care. Next time let your partner take the next one. Asking for that early is good practice.',
    theme: 'What we bring ourselves',
    followUp: 'Agree with both pairs who takes the next call after two hard ones in a row.',
  },
  ...openFlagStories,
];
