import type { StarterPage } from '../entries.ts';

export const handingOver: StarterPage = {
  slug: 'handing-over',
  chapter: 'Looking after us',
  title: 'How we hand over',
  body: `The next pair should begin a shift knowing what is open, and with a phone that works. It takes ten minutes.

## Before the end

- Finish your records. Nothing has to be filled in; what you know is enough.
- Look at what is still open: somebody whom we said we would ring, something a manager has to look at.
- Say how tonight was for you, in a word. Ask for a debrief if you want one.

## What you tell the next pair

1. What is still open, and until when.
2. What we told a caller that we would do.
3. What does not work: the phone, a number in the manual, a service that is shut.

What you **do not** tell: names, stories, who rings often, what you think of somebody. A new pair meets each caller fresh.

## The kit

The bag goes from one to the next before the shift: the phone, its charger, and the printed numbers.

- Meet at the door or at the place that your helpline has agreed. **Your helpline writes the place here.**
- Charge the phone, and ring it once to see that it rings.
- No notes in the bag. No calls left in the list of the phone that a family could read: delete them.
- If nobody comes for the kit, ring the manager on call. Do not leave it with a neighbour.

## If the next pair is not there

You may go home at the end of your shift. Tell the manager on call first. Nobody has to stay on because somebody is missing, and nobody is left alone without somebody who knows.

## Then

Sign out. Put the phone away. Do one small thing that is only for you.`,
};
