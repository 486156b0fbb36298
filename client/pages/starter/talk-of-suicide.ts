import type { StarterPage } from '../entries.ts';

export const talkOfSuicide: StarterPage = {
  slug: 'talk-of-suicide',
  chapter: 'When somebody is in danger',
  title: 'When a caller talks about suicide',
  body: `You do not have to fix it, and you are not alone with it. Stay slow. Stay kind. Stay on the line.

1. **Ask plainly.** “Are you thinking of ending your life?” Asking does not put the thought there. It often brings relief.
2. **Listen first.** Let them say it in their own words. You do not need an answer to each thing.
3. **Ask whether they are safe now.** Have they taken or done something already? Do they have a plan? Is what they would use near them? Is anybody with them?
4. **Make the next hour safer.** Could they move away from what they might use, or let somebody else hold it? Who could be with them?
5. **Ask what keeps them going.** A person, a pet, a promise, a place. Say it back to them.
6. **Agree one small next step,** and who they will ring if it gets worse.

## If life is in danger now

Something has been taken or done, or they mean to do it now. Say that you want to get them help, and ask where they are. Ring [999](tel:999) with their yes if you can get it, and without it if you must. Tell your partner: press “I need support now”. Stay on the line until help is there, or until the call ends.

## Who they can ring later

- [NHS 111](tel:111), option 2: urgent help with mental health, day and night
- [Samaritans 116 123](tel:116123): free, day and night
- Text SHOUT to 85258: free, day and night
- [HOPELINE247 0800 068 4141](tel:08000684141): for people under 35, and for those who worry about them

## Afterwards

Put the phone down and breathe. Talk to your partner before the next call. You can ask for a debrief, and you need no reason. Whatever the caller does next, you listened.`,
};
