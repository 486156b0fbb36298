import type { FlagStory } from './flag-stories.ts';

/** Questions that still wait. */
export const openFlagStories: FlagStory[] = [
  {
    nightsAgo: 5,
    reason: 'safeguarding',
    note: 'Money seems to be held back by a relative. I was not sure whether that counts.',
    record: {
      presentingIssues: ['financial-harm', 'family'],
      responseNeeded: 'manager-before-next-shift',
      outcomes: ['listened'],
      note: 'A relative looks after the money and will not hand it over. Listened; wanted to think about it.',
    },
    asked: { question: 'Did the caller say what they would like to happen, if anything?' },
  },
  {
    nightsAgo: 2,
    reason: 'worried-about-caller',
    note: 'Much quieter than people usually are by the end. I keep thinking of it.',
    record: {
      presentingIssues: ['suicidal-no-intent', 'sleep'],
      responseNeeded: 'manager-before-next-shift',
      outcomes: ['listened', 'safety-plan'],
      note: 'Thoughts of suicide, no plan, no sleep for days. Very quiet towards the end. Will ring again tomorrow.',
    },
  },
  {
    nightsAgo: 1,
    reason: 'worried-how-i-handled-it',
    note: 'I talked more than I listened, I think because I was nervous.',
    askMeFirst: true,
    record: {
      presentingIssues: ['self-harm-thoughts'],
      responseNeeded: 'none',
      outcomes: ['listened'],
      note: 'The urge came and went while we talked. Safe when we ended, and said so.',
    },
  },
];
