import type { Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { joinShift, laptop, openPage, ownServer, signIn } from './people.ts';
import { openProxy } from './proxy.ts';
import { live, said, say } from './talk.ts';

ownServer();

for (const [what, onTunnel] of [
  ['refused', (socket: Socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')],
  ['met with silence', () => {}],
] as const)
  test(`where WebSockets are ${what}, the link is opened without one`, async ({ browser }) => {
    let tunnels = 0;
    const proxy = await openProxy({
      onTunnel(socket) {
        tunnels += 1;
        onTunnel(socket);
      },
    });
    const channels: string[] = [];
    const page = await openPage(browser, { ...laptop, proxy });
    page.on('request', (asked) => channels.push(new URL(asked.url()).searchParams.get('transport') ?? ''));
    await page.goto('/');
    await page.getByRole('button', { name: /^Ana\b/ }).click();
    await expect(live(page)).toBeVisible();
    expect(tunnels).toBeGreaterThan(0);
    expect(channels).toContain('polling');
    await joinShift(page);
    await page.getByRole('button', { name: 'Start a call' }).click();
    await page.getByLabel('Note', { exact: true }).fill('Without a WebSocket');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    const ben = await signIn(browser, 'Ben');
    await joinShift(ben);
    await expect(ben.getByRole('region', { name: 'Ana' })).toContainText('On a call');
    await say(ben, 'With you', 'Ana');
    await expect(said(page, 'With you').last()).toBeVisible();
    await page.getByRole('button', { name: 'End call' }).click();
    await page.getByRole('button', { name: 'Finished', exact: true }).click();
    // The next evening begins on the same server, without a call.
    await expect(ben.getByRole('region', { name: 'Ana' })).not.toContainText('On a call');
    await page.context().close();
    await proxy.close();
  });
