import type { StarterPage } from '../entries.ts';

export const worriedAboutSomebody: StarterPage = {
  slug: 'worried-about-somebody',
  chapter: 'On a call',
  title: 'When the caller worries about somebody else',
  body: `A mother, a neighbour, a friend. They ring about somebody who is not on the line. **The one who rings is your caller.** They need to be heard too.

## First

1. Is the other person in danger now? Have they taken or done something? Is the caller with them? Then [999](tel:999), and the caller can ring it themselves: they know the place.
2. Is the caller safe where they are?

## Then

- Let them tell it. They have often carried it alone.
- Ask how they are: sleep, food, who helps **them**.
- Help them to find words: “I am worried about you. Are you thinking of ending your life?” Asking plainly does not make it worse.
- They can sit with somebody without having an answer.
- Nobody can keep watch day and night. It is not their fault, whatever happens.

## What the caller can do

- Move tablets, or whatever the person might use, out of the house or to somebody else.
- Ring [NHS 111](tel:111), option 2, about the person, with or without them.
- If there is a crisis team or a care plan: ring the number on it.
- Go to A&E together. Take the medicines along, a charger, and something to eat.
- Ask the GP to listen. A doctor may not tell them about the person, but may always hear what they say.

## What we do not do

We do not ring the other person, who has not asked us to. We do not tell the caller whether the person has ever rung us: “I cannot say who rings us. I would keep it to myself about you too.”

## Numbers that you can give

- [HOPELINE247 0800 068 4141](tel:08000684141): for people who worry about somebody under 35
- [Samaritans 116 123](tel:116123): for the caller too
- [Carers UK 0808 808 7777](tel:08088087777): for those who care for somebody`,
};
