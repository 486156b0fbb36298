import type { PageOrder, Page, Told } from './history.ts';

const address = new URL('./page/page.ts', import.meta.url).href;
const { openPage } = (await import(address)) as { openPage: () => Page };
const page = openPage();

process.on('message', ({ ask, ...order }: PageOrder & { ask: number }) => {
  const told: Told | undefined = page.obey(order);
  if (told) process.send!({ ask, told });
});
process.on('disconnect', () => process.exit(0));
process.send!('ready');
