import type { Response } from 'express';
import { sendRefusal } from '../http/send.ts';

/** Answers 429 with the wait, in seconds for the browser and as a sentence for the person. */
export function sendThrottled(response: Response, seconds: number): void {
  response.set('Retry-After', String(seconds));
  sendRefusal(response, 'too-fast', `That was tried too often. Wait ${inMinutes(seconds)}, then try again.`);
}

const inMinutes = (seconds: number) => (seconds <= 60 ? 'a minute' : `${Math.ceil(seconds / 60)} minutes`);
