import type { DebriefClosing, DebriefWay, Urgency } from '#shared/debriefs';

/** A debrief that was asked for. `asked` and `agreed` are still open; every other one is over. */
export type DebriefStory = {
  nightsAgo: number;
  urgency: Urgency;
  note: string;
  howManyCalls: number;
  way?: DebriefWay;
  /** Whether a manager was asked for by name. */
  byName?: true;
  shared?: true;
  /** Nobody had seen it, so the next manager took it. */
  escalated?: true;
  /** Why the first time on offer did not do. */
  otherTime?: string;
  /** What the two wrote to each other once it was taken, the manager first and then in turn. */
  lines?: string[];
  closing?: DebriefClosing;
  /** What they agreed to do, to come back so many days after they spoke. */
  followUp?: { words: string; inDays: number; done?: true };
  open?: 'asked' | 'agreed';
};

export const debriefStories: DebriefStory[] = [
  { nightsAgo: 52, urgency: 'next-day-or-two', note: '', howManyCalls: 1, way: 'phone' },
  {
    nightsAgo: 45,
    urgency: 'now',
    note: 'Help was called. I am all right but shaking a little.',
    howManyCalls: 1,
    way: 'phone',
    escalated: true,
    closing: {
      whatHelped: 'Saying it once from the start. A walk round the block before bed.',
      supervision: null,
    },
  },
  {
    nightsAgo: 38,
    urgency: 'before-i-finish',
    note: 'I would like to put the evening down before I go to bed.',
    howManyCalls: 2,
    closing: {
      whatHelped: 'Naming what went well in each of the two.',
      supervision: 'agreed',
    },
  },
  {
    nightsAgo: 33,
    urgency: 'next-day-or-two',
    note: '',
    howManyCalls: 1,
    way: 'in-writing',
    byName: true,
    lines: [
      'Thank you for asking. Write as much or as little as you like, I am here this morning.',
      'It was the goodbye. I keep hearing it, and I wonder whether I let go too early.',
      'You asked, you listened to the answer, and you left the door open. That is what there was to do.',
      'Reading that helps. I think I can leave it there.',
    ],
    closing: { whatHelped: 'Writing it down and leaving it there.', supervision: null },
  },
  {
    nightsAgo: 25,
    urgency: 'before-i-finish',
    note: '',
    howManyCalls: 1,
    followUp: { words: 'Find the page on long silences and send it round.', inDays: 7, done: true },
  },
  {
    nightsAgo: 18,
    urgency: 'next-day-or-two',
    note: 'It came close to something of my own.',
    howManyCalls: 1,
    way: 'video',
    byName: true,
    otherTime: 'I sleep late after a shift. Could it be in the afternoon?',
    lines: ['Of course. The afternoon is fine, and we need not talk for long.', 'Thank you.'],
    closing: { whatHelped: 'Taking it slowly, and a week without shifts.', supervision: 'declined' },
  },
  { nightsAgo: 13, urgency: 'now', note: '', howManyCalls: 1, way: 'phone' },
  {
    nightsAgo: 8,
    urgency: 'before-i-finish',
    note: 'Two hard ones after each other.',
    howManyCalls: 2,
    closing: {
      whatHelped: 'Hearing that a break between two such calls is part of the work.',
      supervision: 'proposed',
    },
    followUp: { words: 'Ask how it is going after the next two shifts.', inDays: 14 },
  },
  {
    nightsAgo: 2,
    urgency: 'next-day-or-two',
    note: 'Nothing went wrong. I would just like to say it out loud once.',
    howManyCalls: 1,
    way: 'phone',
    lines: ['Thank you for asking. Shall I ring you, or would you rather meet?', 'Ring me, please.'],
    open: 'agreed',
  },
  {
    nightsAgo: 1,
    urgency: 'keep-for-supervision',
    note: 'How to end a call kindly when it goes round and round.',
    howManyCalls: 0,
    shared: true,
    open: 'asked',
  },
];
