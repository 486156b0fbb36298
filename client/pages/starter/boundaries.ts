import type { StarterPage } from '../entries.ts';

export const boundaries: StarterPage = {
  slug: 'boundaries',
  chapter: 'On a call',
  title: 'Boundaries, and what I may share of myself',
  body: `You are here because you have been through something yourself. That is your strength. You choose what you show of it.

## Sharing something of your own

Ask yourself first: **whom does it help?** If it helps the caller, one or two sentences are enough, and then you ask about them again.

- Good: “I have had nights like that. They did pass. What is tonight like for you?”
- Not on a call: how you hurt yourself, what you took, anything that you have not told many people before.
- “I would rather not say. I want to hear about you” is a full answer to any question.
- If a call touches your own story, that is no mistake. Tell your partner. Take a break. Ask for a debrief.

## What we keep to

- No surname, no address, no number of your own, no social media.
- We do not meet callers. If a meeting in the community is arranged, **two** of us go, always, and a manager knows.
- We do not lend, give or take money or presents.
- We do not say which medicine is right. “Your pharmacist or [NHS 111](tel:111) can tell you.”
- We do not tell people what to do. We help them to find what they can do next.
- We do not promise to be there at a certain time, or that it will be you.

## When a call has to end

You can end a call that goes round and round. A good end is said early:

1. “We have ten more minutes. What would be good to talk about?”
2. “What will you do when we put the phone down?”
3. “Thank you for ringing. You can ring again.”

## When you know the caller

A friend, a neighbour, somebody from a group. Say: “I think we know one another. My partner can take this call.” You need not say more, also not to your partner.`,
};
