import type { StarterPage } from '../entries.ts';

export const confidentiality: StarterPage = {
  slug: 'confidentiality',
  chapter: 'Looking after callers’ trust',
  title: 'Confidentiality',
  body: `What a caller tells us stays with us: with you, your partner, and those who help you with it. We do not ask for a name or a number, and we do not write them down.

## What we tell callers

“What you say stays in our small team. If I think that your life or somebody else’s is in danger, I may have to tell somebody. I will try to tell you first.”

Say it early when a talk goes that way. It is fairer before than after.

## When we do tell somebody

- A life is in danger now: the page about 999.
- A child, or an adult who cannot keep themselves safe, is harmed: the page about safeguarding.
- A court or the law asks. Then a manager answers, never you alone.
- The caller asks us to, for a referral. Ask what exactly we may say, and to whom.

In all of them: tell as little as will help, to as few as will help, and put on the record what was told.

## Who sees what you write

- The record of a call: you and your partner while the shift is open. Afterwards a manager or a supervisor reads one only with a reason, and you see who and why.
- What you write to your partner: the two of you. It is deleted after the shift.
- A flag: you, your partner, and the supervisors.

## At home

- A room of your own, a closed door, headphones. People at home do not hear callers, and do not know them.
- Nothing on paper. If you must, tear it up tonight.
- Lock the screen when you get up. Sign out after the shift.
- Nothing about calls in other chats, in e-mails, or to friends. Also not “a funny one”, and not without the name.
- On a bus or in a queue we do not talk about calls, even with each other.

## If something got out

A message to the wrong person, a lost phone, somebody who listened. Tell the manager on call **at once**. Nobody is told off for saying so. The first hours count.`,
};
