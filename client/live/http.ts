import { fetchWithin } from './fetch-within.ts';
import { requestTimeoutMs } from './timeouts.ts';

/** The answer to a request: the value, or a sentence to show. */
export type Answer<T> =
  | { ok: true; value: T }
  /** `at` is the server's time of the answer, 0 without one. */
  | { ok: false; status: number; at: number; message: string };

const notFetched = 'Alongside cannot be reached just now.';
const notSent = 'Alongside cannot be reached just now. What you typed is still here.';

async function request<T>(
  path: string,
  init: RequestInit,
  within: number,
  unreachable: string,
): Promise<Answer<T>> {
  try {
    const { response, text } = await fetchWithin(within, path, init, async (response) => ({
      response,
      text: await response.text(),
    }));
    if (response.ok) return { ok: true, value: (text ? JSON.parse(text) : undefined) as T };
    const at = Date.parse(response.headers.get('date') ?? '') || 0;
    return { ok: false, status: response.status, at, message: sentenceIn(text) ?? unreachable };
  } catch {
    return { ok: false, status: 0, at: 0, message: unreachable };
  }
}

function sentenceIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { message?: string }).message;
  } catch {
    return undefined;
  }
}

/** `within`: the milliseconds after which it counts as unreachable. */
export const get = <T>(path: string, within = requestTimeoutMs) => request<T>(path, {}, within, notFetched);
export const post = <T = undefined>(path: string, body: object = {}) =>
  request<T>(
    path,
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    requestTimeoutMs,
    notSent,
  );
