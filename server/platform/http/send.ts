import type { Response } from 'express';
import { refusals, type RefusalCode } from '#shared/refusals';
import { Refusal } from '../live/commands/command.ts';

/** The HTTP status of each refusal. */
export const statusOf: Record<RefusalCode, number> = {
  malformed: 400,
  'not-signed-in': 401,
  'prove-first': 428,
  'not-yours': 403,
  'not-found': 404,
  conflict: 409,
  'too-fast': 429,
  failed: 503,
};

/** The code that is refused with this status; undefined for any other status. */
export const codeOf = (status: number): RefusalCode | undefined => codes.get(status);

const codes = new Map(Object.entries(statusOf).map(([code, status]) => [status, code as RefusalCode]));

/** The body of every HTTP refusal, with a sentence to show as it is. */
export function sendRefusal(response: Response, code: RefusalCode, message: string = refusals[code]): void {
  response.status(statusOf[code]).json({ code, message });
}

/** Serves a request, and answers with the refusal that it throws. Anything else thrown goes on. */
export async function answerRefusals(response: Response, serve: () => Promise<void>): Promise<void> {
  try {
    await serve();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendRefusal(response, error.code, error.message);
  }
}

/** Refuses `too-fast`, and tells the browser in how many seconds it may ask again. */
export function sendTooFast(response: Response, seconds: number, message?: string): void {
  response.set('Retry-After', String(seconds));
  sendRefusal(response, 'too-fast', message);
}
