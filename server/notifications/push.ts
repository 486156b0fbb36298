import webPush from 'web-push';
import type { NotificationKind } from '#shared/notifications';
import { mayCall } from '../platform/outside/addresses.ts';
import { requestOutside } from '../platform/outside/request.ts';
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

async function call(details: webPush.RequestDetails, { onlyHere, signal }: From) {
  const { endpoint, method, headers, body } = details;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const response = await requestOutside(endpoint, { method, headers, body, onlyHere, signal: patience });
  return response.on('error', () => {}).resume();
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
