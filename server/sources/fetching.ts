import type { IncomingMessage } from 'node:http';
import type { SourceTrouble } from '#shared/sources';
import { requestOutside } from '../platform/outside/request.ts';

/** Bytes of one answer, and of all answers of one read. */
export const mostBytes = { ofAnswer: 4_000_000, ofRead: 64_000_000 };
/** Timeout for one answer with its body, in milliseconds. */
const answerTimeoutMs = 15_000;
const mostRedirects = 3;

/** Ends a read. `passing`: it is worth trying again later. */
export class ReadTrouble extends Error {
  readonly trouble: SourceTrouble;
  readonly passing: boolean;
  constructor(trouble: SourceTrouble, passing = false) {
    super(trouble);
    this.trouble = trouble;
    this.passing = passing;
  }
}

/** What one read may cost. `left`: the bytes that it may still take. */
export type Budget = { onlyHere: boolean; signal: AbortSignal; left: number };

/** The JSON at an address, within the budget. Rejects with `ReadTrouble`, and with the reason of `signal` once that is aborted. */
export async function fetchJson(address: string, budget: Budget): Promise<unknown> {
  const patience = AbortSignal.timeout(answerTimeoutMs);
  const signal = AbortSignal.any([budget.signal, patience]);
  try {
    return jsonIn(await textOf(await answerOf(address, { ...budget, signal }), budget));
  } catch (error) {
    budget.signal.throwIfAborted();
    if (error instanceof ReadTrouble) throw error;
    if (patience.aborted) throw new ReadTrouble('slow', true);
    const leadsInside = error instanceof Error && 'code' in error && error.code === 'EINSIDE';
    throw leadsInside ? new ReadTrouble('inside') : new ReadTrouble('unreachable', true);
  }
}

/** Follows an answer that points elsewhere, to public addresses only. */
async function answerOf(address: string, budget: Budget, redirects = 0): Promise<IncomingMessage> {
  const { onlyHere, signal } = budget;
  const headers = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'Alongside' };
  const answer = await requestOutside(address, { method: 'GET', headers, onlyHere, signal });
  const { statusCode = 0 } = answer;
  if (statusCode === 200) return answer;
  answer.on('error', () => {}).destroy();
  const next = statusCode >= 300 && statusCode < 400 ? answer.headers.location : undefined;
  if (next === undefined) throw refusalOf(statusCode);
  if (redirects >= mostRedirects || !URL.canParse(next, address)) throw new ReadTrouble('redirects');
  return answerOf(new URL(next, address).href, budget, redirects + 1);
}

function refusalOf(status: number): ReadTrouble {
  if (status === 429 || status === 503) return new ReadTrouble('busy', true);
  return status >= 500 ? new ReadTrouble('error', true) : new ReadTrouble('not-found');
}

async function textOf(answer: IncomingMessage, budget: Budget): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    budget.left -= part.length;
    if (bytes > mostBytes.ofAnswer || budget.left < 0) throw new ReadTrouble('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The JSON of a text. Throws `ReadTrouble`. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ReadTrouble('not-json');
  }
}
