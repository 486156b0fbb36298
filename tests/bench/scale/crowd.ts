import type { Socket } from 'socket.io-client';
import { stopwatch } from '../../support/real-time.ts';
import { pageOf, pairOver, welcomed, type Pair } from '../pairs.ts';
import type { Cookies } from '../people.ts';

export type Crowd = {
  pairs: Pair[];
  /** Resolves once every page was cut off and welcomed again, with when each was, on the stopwatch. */
  everybodyBack: () => Promise<number[]>;
  close: () => Promise<void>;
};

const atOnce = 50;

/** Every pair connected, the two of each on neighbouring servers, so that with more than one all that they say passes between servers. */
export async function openCrowd(ports: number[], cookies: Cookies[]): Promise<Crowd> {
  const pages: Socket[] = [];
  const pairs: Pair[] = [];
  for (let from = 0; from < cookies.length; from += atOnce)
    await Promise.all(cookies.slice(from, from + atOnce).map((one, index) => seat(one, from + index)));
  return {
    pairs,
    everybodyBack: () => Promise.all(pages.map(isBack)),
    close: async () => void (await Promise.all(pairs.map((pair) => pair.close()))),
  };

  async function seat({ sender, partner }: Cookies, index: number) {
    const portOf = (seat: number) => ports[(index + seat) % ports.length]!;
    const both = [pageOf(sender, portOf(0)), pageOf(partner, portOf(1))] as const;
    await Promise.all(both.map(welcomed));
    pages.push(...both);
    pairs.push(pairOver(...both, 'message:send'));
  }
}

const isBack = (page: Socket) =>
  new Promise<number>((resolve) => {
    page.once('disconnect', () => page.once('welcome', () => resolve(stopwatch())));
  });
