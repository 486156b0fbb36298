import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from './helpline.ts';

type Answer = { status: number; headers?: Record<string, string> } | 'hang';
export type Pushed = {
  headers: IncomingHttpHeaders;
  content: { tag: string; title: string; words: string; path: string };
};
export type PushService = Awaited<ReturnType<typeof startPushService>>;
export type TestDevice = ReturnType<PushService['newDevice']>;

/** A push service on this computer, with its browsers: tests read what they received and set how it answers. */
export async function startPushService() {
  const browsers = new Map<
    string,
    { pushed: Pushed[]; answers: Answer[]; unseal: (body: Buffer) => string }
  >();
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const waiting = new Set<() => void>();

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const browser = browsers.get(request.url!);
    if (!browser) return response.writeHead(404).end();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const content = JSON.parse(browser.unseal(Buffer.concat(parts))) as Pushed['content'];
    browser.pushed.push({ headers: request.headers, content });
    for (const look of waiting) look();
    const answer = browser.answers.shift() ?? { status: 201 };
    if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end();
  }

  return {
    /** A browser with its own keys. Gives each configured answer once, then 201. */
    newDevice(...answers: Answer[]) {
      const path = `/${newId()}`;
      const { subscription, unseal } = newKeys();
      const browser = { pushed: [] as Pushed[], answers, unseal };
      browsers.set(path, browser);
      const endpoint = `http://127.0.0.1:${port}${path}`;
      return {
        fields: { deviceId: newId(), label: 'A browser', endpoint, ...subscription },
        pushed: browser.pushed,
        answers: browser.answers,
        /** Resolves once it has received this many. */
        got: (times: number) =>
          new Promise<void>((resolve) => {
            const look = () => {
              if (browser.pushed.length < times) return;
              waiting.delete(look);
              resolve();
            };
            waiting.add(look);
            look();
          }),
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A browser's keys, and decryption of what was encrypted for it (RFC 8291). */
function newKeys() {
  const own = createECDH('prime256v1');
  const publicKey = own.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    unseal: (body: Buffer): string => {
      const salt = body.subarray(0, 16);
      const theirs = body.subarray(21, 21 + body[20]!);
      const sealed = body.subarray(21 + body[20]!, -16);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, theirs]);
      const secret = derive(own.computeSecret(theirs), auth, info, 32);
      const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const iv = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const decipher = createDecipheriv('aes-128-gcm', key, iv).setAuthTag(body.subarray(-16));
      const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
      return padded.subarray(0, padded.lastIndexOf(2)).toString();
    },
  };
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));
