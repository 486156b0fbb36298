import { randomBytes, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from '../../encryption/cipher.ts';

/**
 * Why a message is ignored. `foreign`: no server of this installation sealed it, which an administrator should investigate. `replayed`: it
 * was received before; a sender that got no reply sends again. `stale`: the clocks of the two servers differ by more than `freshForMs`.
 */
export type Refused = 'foreign' | 'replayed' | 'stale';
type Opened = { body: string } | { refused: Refused };
type Heard = { highest: number; counters: Set<number> };

/** `n1`, the node, its counter in base 36, and the sealed part, which begins with the time. */
const shape = /^n1\.([\w-]{12})\.([0-9a-z]{1,11})\.([\w-]+)$/;
/** How far behind the highest counter of a node a message may be, because failed sends are repeated after later ones. */
const window = 4_096;
/** The most nodes that are remembered, by last message. */
const mostNodes = 64;
/** The maximum age of the first message of a node; more than the clock difference of hosts. */
const freshForMs = 600_000;

/**
 * Seals messages between servers with the name of the sender and a counter, so that nobody with access to the database alone can read,
 * forge or replay them.
 */
export function openEnvelopes(key: KeyObject, now: () => number = Date.now) {
  const node = randomBytes(9).toString('base64url');
  const heard = new Map<string, Heard>();
  let counter = 0;
  return { seal, open };

  function seal(body: string): string {
    counter += 1;
    const place = `${node}.${counter.toString(36)}`;
    const plain = Buffer.from(`${now()} ${body}`);
    return `n1.${place}.${encrypt(key, plain, boundTo(place)).toString('base64url')}`;
  }

  function open(envelope: string): Opened {
    const [, from = '', number = '', text = ''] = shape.exec(envelope) ?? [];
    const plain = decrypt(key, Buffer.from(text, 'base64url'), boundTo(`${from}.${number}`));
    if (!plain) return { refused: 'foreign' };
    const split = plain.indexOf(' ');
    const sentAt = Number(plain.subarray(0, split).toString());
    if (!heard.has(from) && Math.abs(now() - sentAt) > freshForMs) return { refused: 'stale' };
    if (!isNew(from, Number.parseInt(number, 36))) return { refused: 'replayed' };
    return { body: plain.subarray(split + 1).toString() };
  }

  function isNew(from: string, number: number): boolean {
    const known = heard.get(from) ?? { highest: number - 1, counters: new Set<number>() };
    heard.delete(from);
    heard.set(from, known);
    if (heard.size > mostNodes) heard.delete(heard.keys().next().value!);
    if (number <= known.highest - window || known.counters.has(number)) return false;
    known.counters.add(number);
    known.highest = Math.max(known.highest, number);
    for (const old of known.counters) {
      if (old > known.highest - window) break;
      known.counters.delete(old);
    }
    return true;
  }
}

const boundTo = (place: string) => `cluster\0${place}`;
