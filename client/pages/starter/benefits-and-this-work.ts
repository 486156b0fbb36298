import type { StarterPage } from '../entries.ts';

export const benefitsAndThisWork: StarterPage = {
  slug: 'benefits-and-this-work',
  chapter: 'Looking after us',
  title: 'Benefits, and this work',
  body: `This work is paid. If you get benefits, pay can change them. Nobody should lose money because nobody told them. **Get advice before your first shift.** What follows is a start, and no advice about you.

## What to know

- **Universal Credit** goes down step by step as pay goes up, not all at once. Some people may earn a certain amount first. Your pay is reported by us each month; you tell them about changes in your online journal.
- **New Style ESA** has rules about *permitted work*: so many hours a week, so much pay. You tell them **before** you begin. There is a form for it, called PW1.
- **PIP** is not changed by pay. But if what you can do has changed, tell them.
- **Carer’s Allowance** stops for weeks in which you earn more than its limit.
- **Housing Benefit** and help with **Council Tax** look at pay too. Tell the council.

The amounts change every April. Look at the date of whatever you read.

## What we do

- You get your shifts in writing, and a payslip each month.
- If you can only work so many hours, tell the manager. The rota can be made to fit.
- The manager writes a letter about your hours and your pay when you need one.
- What you tell about your benefits stays between you and the manager.

## What you do

1. Ask an adviser to work it out for you, with your own numbers.
2. Tell the office that pays you, before you begin and when hours change.
3. Keep copies: letters, dates, whom you spoke to.

## Who can tell you

- [Citizens Advice 0800 144 8848](tel:08001448848), in England
- [Universal Credit helpline 0800 328 5644](tel:08003285644)
- [Benefits calculators on GOV.UK](https://www.gov.uk/benefits-calculators)
- [Turn2us](https://www.turn2us.org.uk)

## Callers ask about benefits too

Listen first: it is about fear. We do not work out anybody’s benefits. Give them the numbers above.`,
};
