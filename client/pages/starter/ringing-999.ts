import type { StarterPage } from '../entries.ts';

export const ringing999: StarterPage = {
  slug: 'ringing-999',
  chapter: 'When somebody is in danger',
  title: 'Ringing 999, with their yes and without it',
  body: `You ring 999 when a life is in danger now. You do not have to be sure. The people at 999 decide what to send.

## With their yes

This is the better way, and often it works.

1. Say what worries you: “You have told me that you took tablets. I want you to be safe.”
2. Ask: “May I get somebody to come to you?” Then ask where they are.
3. One of you stays on the line with them. The other rings [999](tel:999).

## Without it

You may ring without their yes when somebody may die or be badly hurt if you wait. The same holds where somebody else is in danger, such as a child in the home.

1. Tell your partner, and the manager on call. Press “I need support now”. **If there is no time, ring first.**
2. Tell the caller what you do, unless that makes it more dangerous: “I am too worried to leave it. I am asking for help.”
3. They may be angry, or ring off. You have still done the right thing.

## What 999 will ask

- Which service. Say **ambulance**; say **police** too if there is a weapon, or somebody threatens somebody.
- Where the person is. Tell what you know: a street, a shop, a bus stop, a floor.
- The number you are ringing from, and what has happened.
- If the person is awake, and if they breathe.

Stay on the line with 999 until they say that you can go. If you know no place at all, ring all the same and say what you know.

If **a caller** cannot speak: from a mobile phone they can ring 999, listen, cough or tap, and press **55** when they are asked to.

## Afterwards

Put it on the record: with their yes or without; who rang; whom you asked first; if you know that help arrived. Then stop. Talk to your partner. Ask for a debrief.`,
};
