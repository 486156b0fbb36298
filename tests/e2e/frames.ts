import type { Page } from '@playwright/test';

/** Counts what goes over the links that this page opens from now on, by the name of the command or the news. */
export function framesOf(page: Page) {
  const [sent, heard]: [string[], string[]] = [[], []];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent.push(String(payload)));
    socket.on('framereceived', ({ payload }) => heard.push(String(payload)));
  });
  const count = (frames: string[], name: string) => frames.filter((one) => one.includes(`["${name}"`)).length;
  return { sent: (name: string) => count(sent, name), heard: (name: string) => count(heard, name) };
}
