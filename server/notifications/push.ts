import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import webPush from 'web-push';
import type { NotificationKind } from '#shared/notifications';
import { lookupFor, mayCall } from './endpoints.ts';
import type { PushKeys } from './push-key-queries.ts';
import type { Outcome } from './outcome.ts';
import { isUrgent, keptFor, notificationTitle, notificationTexts } from './texts.ts';

export type Device = { endpoint: string; p256dh: string; auth: string };
type Pushed = { id: string; kind: NotificationKind; path: string };
type From = { keys: PushKeys; subject: string; onlyHere: boolean; now: Date; signal: AbortSignal };

/** Timeout for a push service, in milliseconds. */
const timeoutMs = 10_000;
const longestWait = 3_600_000;

/** Sends one notification, encrypted for that browser: the push service learns only the time. A repeated one replaces the first. */
export async function push({ id, kind, path }: Pushed, device: Device, from: From): Promise<Outcome> {
  const { keys, subject, onlyHere, now } = from;
  if (!mayCall(device.endpoint, onlyHere)) return { is: 'refused' };
  const content = { tag: id, title: notificationTitle, words: notificationTexts[kind], path };
  const details = webPush.generateRequestDetails(
    { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
    JSON.stringify(content),
    {
      vapidDetails: { subject, publicKey: keys.publicKey, privateKey: keys.privateKey },
      TTL: keptFor(kind) / 1_000,
      urgency: isUrgent(kind) ? 'high' : 'normal',
      topic: id.replaceAll('-', ''),
    },
  );
  const { statusCode = 0, headers } = await call(details, from);
  return outcomeOf(statusCode, headers['retry-after'], now);
}

function call({ endpoint, method, headers, body }: webPush.RequestDetails, { onlyHere, signal }: From) {
  const url = new URL(endpoint);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(
      url,
      {
        method,
        headers: headers,
        agent: false,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        lookup: lookupFor(endpoint, onlyHere),
      },
      (response) => {
        response.on('error', () => {}).resume();
        resolve(response);
      },
    );
    asked.on('error', reject).end(body);
  });
}

function outcomeOf(status: number, retryAfter: string | undefined, now: Date): Outcome {
  if (status >= 200 && status < 300) return { is: 'sent' };
  if (status === 404 || status === 410) return { is: 'gone' };
  if (status === 429 || status >= 500) return { is: 'later', error: status, ...waitNamedBy(retryAfter, now) };
  return { is: 'refused', error: status };
}

/** Parses Retry-After, which holds seconds or a date; waits an hour at most. */
function waitNamedBy(retryAfter: string | undefined, now: Date): { notBefore?: number } {
  if (!retryAfter) return {};
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now.getTime();
  return wait > 0 ? { notBefore: Math.min(wait, longestWait) } : {};
}
