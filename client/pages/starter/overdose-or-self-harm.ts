import type { StarterPage } from '../entries.ts';

export const overdoseOrSelfHarm: StarterPage = {
  slug: 'overdose-or-self-harm',
  chapter: 'When somebody is in danger',
  title: 'Overdose or self-harm, now',
  body: `Somebody tells you that they have taken something, or that they are hurt. Speak slowly. Short questions are best.

## They have taken something

**Every overdose needs a hospital, also when they feel well.** Some medicines do harm hours later, and nobody feels it coming.

1. Ask what they took, how much, and when. Ask if they drank alcohol with it. You need no exact answer.
2. Say: “I would like to get an ambulance to you. Is that all right?” Ask where they are.
3. Ring [999](tel:999). Your partner can ring while you stay on the line: press “I need support now”.
4. Ask them to open the door, to turn a light on, and to keep the boxes beside them for the crew.
5. They should not make themselves sick, and should not eat or drink to weaken it, unless 999 says so.

Ring 999 **at once**, whatever they say, if they sound sleepy, mixed up or hard to understand, if they cannot breathe well, or if they stop answering.

## They are hurt

- **Much blood, or blood that does not stop:** [999](tel:999). Until then they press on it with something clean, hard, and do not lift it to look.
- **A deep cut, or one that gapes:** A&E tonight. Ask who could go with them.
- **A burn:** cool running water for 20 minutes. Rings and tight things come off first. No cream, no ice.
- **A smaller wound:** clean water, a clean cover, and [NHS 111](tel:111) if they are not sure.

## How to talk

- Do not ask them to promise that they will never do it again. It closes the talk.
- Do not ask to hear each thing that they did. Ask what happened before it.
- “I am glad you rang” is a good sentence. So is “You do not have to explain.”

## Write down

What was taken or done, when, and what you did. Use their words. No name, no number.`,
};
