import type { Urgency } from '#shared/debrief';

/** A debrief that was asked for. `asked` and `agreed` are still open; every other one is over. */
export type DebriefStory = {
  nightsAgo: number;
  urgency: Urgency;
  note: string;
  howManyCalls: number;
  /** Whether a manager was asked for by name. */
  byName?: true;
  open?: 'asked' | 'agreed';
};

export const debriefStories: DebriefStory[] = [
  { nightsAgo: 52, urgency: 'next-day-or-two', note: '', howManyCalls: 1 },
  {
    nightsAgo: 45,
    urgency: 'now',
    note: 'Help was called. I am all right but shaking a little.',
    howManyCalls: 1,
  },
  {
    nightsAgo: 38,
    urgency: 'before-i-finish',
    note: 'I would like to put the evening down before I go to bed.',
    howManyCalls: 2,
  },
  { nightsAgo: 33, urgency: 'next-day-or-two', note: '', howManyCalls: 1, byName: true },
  { nightsAgo: 25, urgency: 'before-i-finish', note: '', howManyCalls: 1 },
  {
    nightsAgo: 18,
    urgency: 'next-day-or-two',
    note: 'It came close to something of my own.',
    howManyCalls: 1,
    byName: true,
  },
  { nightsAgo: 13, urgency: 'now', note: '', howManyCalls: 1 },
  { nightsAgo: 8, urgency: 'before-i-finish', note: 'Two hard ones after each other.', howManyCalls: 2 },
  {
    nightsAgo: 2,
    urgency: 'next-day-or-two',
    note: 'Nothing went wrong. I would just like to say it out loud once.',
    howManyCalls: 1,
    open: 'agreed',
  },
  {
    nightsAgo: 1,
    urgency: 'keep-for-supervision',
    note: 'How to end a call kindly when it goes round and round.',
    howManyCalls: 0,
    open: 'asked',
  },
];
