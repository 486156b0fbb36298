import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { PageStart, PageOrder, Told } from './history.ts';

/** Pages, each in a process of its own with a clock of its own. */
export async function openPages(count: number) {
  const pages = await Promise.all(Array.from({ length: count }, openPage));

  return {
    open: (index: number, start: PageStart) => pages[index]!.say({ order: 'open', start }),
    act: (perSecond: number) => all({ order: 'act', perSecond }),
    rest: () => all({ order: 'rest' }),
    wake: () => all({ order: 'wake' }),
    stepClock: (index: number, milliseconds: number) =>
      pages[index % count]!.say({ order: 'step clock', milliseconds }),
    pids: () => pages.map(({ pid }) => pid),
    tell: () => Promise.all(pages.map((page) => page.ask())),
    leave: () => all({ order: 'close' }),
    close: () => Promise.all(pages.map((page) => page.close())),
  };

  function all(order: PageOrder) {
    for (const page of pages) page.say(order);
  }
}
export type Pages = Awaited<ReturnType<typeof openPages>>;

async function openPage() {
  const svelteModules = new URL('./svelte-modules.mjs', import.meta.url).href;
  const child = fork(new URL('./page-process.ts', import.meta.url), {
    execArgv: ['--conditions', 'source', '--import', 'tsx', '--import', svelteModules],
    serialization: 'advanced',
  });
  const answers = new Map<number, (told: Told) => void>();
  let asked = 0;
  const failed = failure(child);
  await Promise.race([once(child, 'message'), failed]);
  child.on('message', ({ ask, told }: { ask: number; told?: Told }) => {
    if (told) answers.get(ask)?.(told);
    answers.delete(ask);
  });

  return {
    pid: child.pid!,
    say: (order: PageOrder) => void child.send({ ask: (asked += 1), ...order }),
    ask: () =>
      Promise.race([
        new Promise<Told>((resolve) => {
          answers.set((asked += 1), resolve);
          child.send({ ask: asked, order: 'tell' });
        }),
        failed,
      ]),
    async close() {
      if (child.connected) child.disconnect();
      await failed.catch(() => {});
    },
  };
}

async function failure(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number];
  throw new Error(`A page ended with code ${code}.`);
}
