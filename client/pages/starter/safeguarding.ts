import type { StarterPage } from '../entries.ts';

export const safeguarding: StarterPage = {
  slug: 'safeguarding',
  chapter: 'When somebody is in danger',
  title: 'Safeguarding: somebody is being harmed',
  body: `Safeguarding means: somebody who cannot easily keep themselves safe is harmed, neglected or used by somebody else, or may be. You do not have to prove it. You pass it on.

## Whom it is about

- **A child:** anybody under 18, also one that you only hear of.
- **An adult** who needs care or support, because of age, illness or a disability, and who cannot keep themselves safe from it.

It can be hitting, sexual harm, threats, money taken, being left without food or medicine, being kept at home, being made to work, or harm by somebody who is paid to care.

## What you do on the call

1. **In danger now? Ring [999](tel:999).**
2. Listen. Believe. Let them tell it once, in their words. Do not ask for more than you need.
3. Do not promise to keep it secret. Say: “I may have to tell one person, so that you are safer. I will tell you who.”
4. Ask what they want to happen. For an adult this counts a great deal.
5. Ask when it is safe to ring them, and if somebody reads their phone. Do not leave a message.

## What you do then

- Tell the manager on call **tonight**. Not after the weekend.
- Choose *safeguarding concern raised* on the record, and write what was said. Facts and their words, not what you think of it.
- The manager decides with you if the council or the police are told, and says so to the caller where that is safe.

## Numbers that you can give

- [National Domestic Abuse Helpline 0808 2000 247](tel:08082000247): free, day and night
- [NSPCC 0808 800 5000](tel:08088005000): for anybody who worries about a child
- [Childline 0800 1111](tel:08001111): for children, free, day and night
- [Police 101](tel:101): when it is not urgent
- The council where the person lives: adult social care, or children’s social care. **Your helpline writes its three councils here.**`,
};
