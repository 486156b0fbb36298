import { asNews } from './as-news.ts';
import { doubled } from './doubled.ts';
import type { Evening, Invariant } from './evening.ts';
import { emptied, healed } from './healed.ts';
import { lost } from './lost.ts';
import { neverBack } from './never-back.ts';
import { oneOrder } from './one-order.ts';
import { orderOfAnswers } from './order-of-answers.ts';
import { overheard } from './overheard.ts';
import { ownWords } from './own-words.ts';
import { phantom } from './phantom.ts';
import { refused } from './refused.ts';
import { sameWords } from './same-words.ts';
import { serversLiveOn } from './servers-live-on.ts';
import { storedTimes } from './stored-times.ts';
import { wholeWelcome } from './whole-welcome.ts';

const invariants = {
  lost,
  doubled,
  phantom,
  refused,
  sameWords,
  oneOrder,
  orderOfAnswers,
  wholeWelcome,
  ownWords,
  neverBack,
  healed,
  emptied,
  asNews,
  overheard,
  storedTimes,
  serversLiveOn,
} satisfies Record<string, Invariant>;
export type InvariantName = keyof typeof invariants;
export type Verdict = Record<InvariantName, string[]>;

export function judge(evening: Evening): Verdict {
  const entries = Object.entries(invariants).map(([name, check]) => [name, check(evening)]);
  return Object.fromEntries(entries) as Verdict;
}

export const isSpotless = (verdict: Partial<Verdict>) =>
  Object.values(verdict).every((found) => found.length === 0);
