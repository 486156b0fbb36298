import type { PresentingIssue } from '#shared/record-lists';

/** What was done and how the call went, as a supporter might put it; never anything about who called. */
const notesAbout: Partial<Record<PresentingIssue, string[]>> = {
  loneliness: [
    'A quiet call. The evening had felt long, and it helped to hear a voice. We ended on a warmer note.',
    'Mostly company. We talked about what makes the later hours easier and found two small things for tonight.',
    'Did not want advice, only somebody there. I stayed and listened.',
    'We laughed a little by the end. The drop-in came up and the idea was welcome.',
  ],
  anxiety: [
    'Breathing together for a while, slowly. It eased and then we could talk.',
    'A sudden panic that had almost passed when we spoke. Went over what helped so it is to hand next time.',
    'We named what was going round and round, one thing at a time. Calmer at the end.',
  ],
  'low-mood': [
    'Everything feels heavy just now. We found one small plan for the morning.',
    'Low and tired for a while. Talked about seeing the GP and what to say there.',
    'Some long silences. I said that silence was fine, and it was.',
  ],
  partner: [
    'An argument earlier in the evening. Wanted to say it out loud before sleeping. Safe tonight, asked and answered.',
    'Torn about staying or going. I did not steer, only asked what each would feel like.',
  ],
  separation: ['The house is too quiet now. We spoke about who else is around on weekends.'],
  bereavement: [
    'A hard date in the calendar. We spoke about the person who died and what they were like.',
    'Grief that comes in waves. Gave the details of the bereavement group; glad to have them.',
    'Cried for most of the call and said it was good to be able to.',
  ],
  'suicidal-no-intent': [
    'Thoughts have been there for some weeks, no wish to act on them. Named two people to ring and will keep tonight simple.',
    'Asked directly about suicide and got a clear answer: thoughts, no plan. Relieved to be asked. We wrote a short plan.',
    'The thoughts come at night. Will sleep at a friend’s and ring again if they grow.',
    'Wanted to tell somebody without being rushed. What keeps them safe: the dog, and a promise.',
  ],
  'suicidal-with-intent': [
    'Spoke about acting on it tonight. Stayed on the line, partner rang the manager, and help was called with consent.',
    'Intent at the start of the call. Agreed to put things out of reach and to have company; confirmed before we ended.',
  ],
  'self-harm-thoughts': [
    'The urge was strong. We talked until it went down and made a list of things to do with the hands.',
    'Rang before doing anything, and said so with some pride. I said that it was a good step.',
  ],
  'self-harm': [
    'Hurt earlier today, cared for, nothing urgent. Talked about what came before it rather than the harm itself.',
    'Knows where to have it looked at in the morning. Did not want to be told off and was not.',
  ],
  sleep: ['Awake for hours and worried about tomorrow. Went through a slow wind-down together.'],
  family: ['Family are close and also the hard part. Found words for a conversation that is due.'],
  'worried-about-someone': [
    'Worried about somebody in the family. Talked about how to ask them directly, and about the caller’s own rest.',
  ],
  benefits: [
    'A letter about benefits that was hard to face. Gave the advice centre’s details for the morning.',
  ],
  housing: ['The housing worry sits under everything. Signposted, and listened to how tiring it is.'],
  'waiting-list': [
    'The wait is long and feels like being forgotten. Went over what is there in the meantime.',
  ],
  'hearing-voices': [
    'The voices were loud tonight. It helped to talk over them for a while, with the radio on.',
  ],
  alcohol: [
    'Had been drinking, and said so. We kept it short and kind, and agreed that ringing again sober is welcome.',
  ],
};

export const notesFor = (issues: readonly PresentingIssue[]) =>
  issues.flatMap((issue) => notesAbout[issue] ?? []);
