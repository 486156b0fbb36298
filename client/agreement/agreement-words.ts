import type { AgreedChange, Agreement } from '#shared/agreement';
import type { App } from '../app.ts';

type Reads = Pick<App, 'me' | 'times' | 'nameOf'>;

/** The name within a sentence: "you" in small letters. */
export const whoIs = (app: Reads, personId: string) =>
  personId === app.me.id ? 'you' : app.nameOf(personId);

/** Agreed by Lorna and Ruth, 3 November; or what is still missing. */
export function agreedWords(app: Reads, { outcome, change, ...version }: Agreement): string {
  const { proposedBy, proposedAt, settledBy, settledAt } = version;
  const first = whoIs(app, proposedBy);
  const on = (at: string) => app.times.dayAndMonth(at);
  if (settledBy === null || settledAt === null)
    return change === 'number' || change === 'hide'
      ? `By ${first} alone, ${on(proposedAt)}. A second person has not confirmed it yet.`
      : `Proposed by ${first}, ${on(proposedAt)}. A second person has not agreed yet.`;
  const second = whoIs(app, settledBy);
  if (outcome === 'agreed')
    return first === second
      ? `Taken over by ${first}, ${on(settledAt)}`
      : `Agreed by ${first} and ${second}, ${on(settledAt)}`;
  return first === second
    ? `Taken back by ${first}, ${on(settledAt)}`
    : `Proposed by ${first}. Not agreed by ${second}, ${on(settledAt)}`;
}

/** What a version does, for the list of versions. */
export const changeWords = {
  text: 'A new text',
  number: 'A number put right',
  hide: 'Hidden from everybody',
  retire: 'Not needed any more',
} as const;

const nouns = {
  page: { one: 'this page', from: 'the manual' },
  service: { one: 'this service', from: 'the directory' },
} as const;

/** What waits for a second person, as a sentence. `who` has proposed it. */
export function proposedWords(change: AgreedChange, who: string, of: keyof typeof nouns): string {
  const { one, from } = nouns[of];
  switch (change) {
    case 'text':
      return `${who} proposed this text. It is not in force yet.`;
    case 'number':
      return `${who} put a number right. It is in force already, and waits to be confirmed.`;
    case 'hide':
      return `${who} hid ${one}. It is hidden already, and that waits to be confirmed.`;
    case 'retire':
      return `${who} proposed to take ${one} out of ${from}. It stays until a second person agrees.`;
  }
}
