import type { Language } from './translate.ts';

const plain = 'ABCDEFGHIJKLMNOPRSTUVWYZabcdefghijklmnoprstuvwyz';
const accented = 'ÀßÇÐÉƑĜĤÎĴĶĻṀÑÖÞŔŠŢÛṼŴÝŽåƀçðéƒĝĥîĵķļɱñöþŕšţûṽŵýž';
const withAccents = (text: string) => text.replace(/[A-Za-z]/g, (one) => accented[plain.indexOf(one)] ?? one);

/** How much longer than English other languages may be. */
const more = 0.4;
const padding = 'ẋẋẋẋẋẋ ';

/** A message as a language 40 % longer than English would have it: readable, accented, in brackets. */
export function pseudo(text: string): string {
  const letters = text.replace(/\{\d+\}/g, '').length;
  const words = text.split(/(\{\d+\})/).map((part) => (/^\{\d+\}$/.test(part) ? part : withAccents(part)));
  const room = Math.max(0, Math.ceil(letters * more) - 2);
  const [before, after] = [/^\s*/.exec(text)![0], /\s*$/.exec(text)![0]];
  const pad = padding
    .repeat(Math.ceil(room / padding.length))
    .slice(0, room)
    .trimEnd();
  return `${before}⟦${words.join('').trim()}${pad ? ` ${pad}` : ''}⟧${after}`;
}

/** For tests only: no build of it is ever served to people. `qps-ploc` is the usual tag; HTML wants one that is registered. */
export const pseudoLanguage: Language = { tag: 'en-XA', say: pseudo };
