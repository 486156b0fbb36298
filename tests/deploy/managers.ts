/**
 * Two managers come in by the links that the shell printed, as their browsers would: over TLS and the proxy, each with a passkey.
 * Runs inside the throw-away Debian: `managers.ts ADDRESS FILE_WITH_THE_LINKS`.
 */
import { readFile } from 'node:fs/promises';
import { io } from 'socket.io-client';
import type { Welcome } from '#shared/contract';
import { protocol } from '#shared/protocol';
import { newAuthenticator } from '../support/authenticator.ts';

const [address, file] = process.argv.slice(2) as [string, string];
const said = await readFile(file, 'utf8');
const links = [...new Set(said.match(/https:\/\/\S+\/join#[\w-]{43}/g))];
if (links.length !== 2) throw new Error(`Two links were to be printed, and there are ${links.length}.`);

for (const link of links) {
  const secret = link.split('#')[1]!;
  const device = newAuthenticator(address);
  const browser = newBrowser();
  const options = await browser.post<{ challenge: string }>('/api/invitations/passkey/options', { secret });
  const name = 'This laptop';
  const credential = device.create(options);
  const { codes } = await browser.post<{ codes: string[] }>('/api/invitations/redeem-with-passkey', {
    ...{ secret, name, credential },
  });
  await browser.post('/api/sign-out');

  const again = newBrowser();
  const asked = await again.post<{ challenge: string }>('/api/sign-in/passkey/options');
  await again.post('/api/sign-in/passkey', { credential: device.get(asked) });
  const { me } = await welcomed(again.cookie());
  if (!me.roles.includes('manager')) throw new Error(`${me.firstName} is no manager.`);
  process.stdout.write(
    `${me.firstName}: came in by the link, has a passkey and ${codes.length} codes, signed in with it, is a manager, and is live.\n`,
  );
}

function newBrowser() {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookie,
    async post<Answer>(path: string, body: object = {}): Promise<Answer> {
      const headers = { 'content-type': 'application/json', origin: address, cookie: cookie() };
      const response = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
      for (const given of response.headers.getSetCookie()) {
        const [name, value] = given.split(';')[0]!.split('=') as [string, string];
        cookies.set(name, value);
      }
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    },
  };
}

/** The first event of a live connection, over a WebSocket, which the proxy has to pass on. */
async function welcomed(cookie: string): Promise<Welcome> {
  const socket = io(address, {
    transports: ['websocket'],
    extraHeaders: { cookie, origin: address },
    auth: { since: 0, protocol },
    timeout: 20_000,
  });
  try {
    return await new Promise((resolve, reject) => {
      socket.once('welcome', resolve);
      socket.once('connect_error', reject);
    });
  } finally {
    socket.disconnect();
  }
}
