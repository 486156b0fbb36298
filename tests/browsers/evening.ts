import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openProxy } from '../chaos/proxy.ts';
import { startBuiltServer } from '../support/built-server.ts';
import { at } from './find.ts';
import type { Engine, Page, Size } from './page.ts';
import { stopwatch } from '../support/real-time.ts';

type Wish = { engine: Engine; size: Size; folder: string; tell: (step: string, seconds: number) => void };

/** One evening of Ana's, with Ben at a browser of his own. Fails at the first step that does not come to pass. */
export async function spendEvening({ engine, size, folder, tell }: Wish): Promise<void> {
  const ports: number[] = [];
  const link = await openProxy(ports);
  const server = await startBuiltServer({ ORIGIN: link.url });
  ports.push(Number(new URL(server.address).port));
  const opened = [];
  try {
    const laptop = { width: 1366, height: 650 };
    for (const one of [size, laptop]) opened.push(await engine.open(one));
    const [hers, his] = opened.map(({ page }) => page) as [Page, Page];
    for (const { name, step } of stepsOf(hers, his, link, size.width <= 720)) {
      const before = stopwatch();
      try {
        await step();
      } catch (failure) {
        throw new Error(`${name}: ${(failure as Error).message}`, { cause: failure });
      } finally {
        const file = (whose: string) => join(folder, `${name.replaceAll(' ', '-')}-${whose}.png`);
        for (const [whose, page] of [
          ['ana', hers],
          ['ben', his],
        ] as const)
          await page.picture(file(whose)).catch(() => {});
      }
      tell(name, (stopwatch() - before) / 1_000);
    }
  } finally {
    for (const { end } of opened) await end().catch(() => {});
    await link.close();
    await server.stop();
  }
}

/** As long as a hand takes from the last key to a button, in milliseconds. */
const aHandsMove = 400;

type Link = Awaited<ReturnType<typeof openProxy>>;
type Step = { name: string; step: () => Promise<void> };

function stepsOf(hers: Page, his: Page, link: Link, isPhone: boolean): Step[] {
  const [ana, ben] = [at(hers), at(his)];
  const toChat = () => (isPhone ? ana.press('Chat') : Promise.resolve());
  const toCall = () => (isPhone ? ana.press('Call') : Promise.resolve());
  const note = 'First winter alone. Wants somebody to listen';
  const inTurn: Record<string, () => Promise<void>> = {
    'sign in': async () => {
      for (const [page, person, name] of [
        [hers, ana, 'Ana'],
        [his, ben, 'Ben'],
      ] as const) {
        await page.go(link.url);
        await person.press(name);
        await person.sees('Live');
      }
    },
    join: async () => {
      for (const person of [ana, ben]) {
        await person.press('Join the shift');
        await person.sees('Start a call');
      }
      await ana.fits();
    },
    call: async () => {
      await ana.press('Start a call');
      await ana.sees('End call');
      await ben.sees('On a call');
    },
    note: async () => {
      await ana.type('Note', note);
      await ana.sees('Saved');
      await ana.fits();
    },
    'reload while typing': async () => {
      await ana.type('Note', '; then');
      await pause(aHandsMove);
      await hers.reload();
      await ana.holds('Note', `${note}; then`);
      await ana.sees('Live');
    },
    chat: async () => {
      await toChat();
      await ana.type('Write to Ben', 'Can I talk it over?');
      await ana.press('Send to Ben');
      await ben.sees('Can I talk it over?');
      await ben.type('Write to Ana', 'Now is fine.');
      await ben.press('Send to Ana');
      await ana.sees('Now is fine.');
      await ana.fits();
    },
    back: async () => {
      await ana.type('Write to Ben', 'Half a sen');
      await pause(aHandsMove);
      await hers.go(`${link.url}/rota`);
      await ana.sees('Live');
      await hers.back();
      await ana.sees('Live');
      await toChat();
      await ana.holds('Write to Ben', 'Half a sen');
    },
    'two tabs': async () => {
      const second = await hers.another();
      await second.go(`${link.url}/tonight`);
      const there = at(second);
      await there.sees('Live');
      if (isPhone) await there.press('Chat');
      await there.holds('Write to Ben', 'Half a sen');
      await there.type('Write to Ben', 'tence.');
      await there.press('Send to Ben');
      await ben.sees('Half a sentence.');
      await second.close();
      await ana.holds('Write to Ben', '');
    },
    'support now': async () => {
      await toCall();
      await ana.press('I need support now');
      await ben.sees('needs support');
      await ben.press('With you');
      await ana.sees('Ben is with you since');
    },
    'cut link': async () => {
      await toChat();
      link.suffer({ cut: true });
      await ana.sees('Not connected');
      await ana.type('Write to Ben', 'Are you there?');
      await ana.press('Send to Ben');
      link.heal();
      await ben.sees('Are you there?');
    },
    'end call': async () => {
      await toCall();
      await ana.press('End call');
      await ben.sees('Writing up');
      await ana.fits();
    },
  };
  return Object.entries(inTurn).map(([name, step]) => ({ name, step }));
}
