import type { ErrorRequestHandler, Response } from 'express';
import { sendTooFast } from '../http/send.ts';
import { TooManyWaiting } from './concurrency-limit.ts';

/** Answers 429 with the wait, in seconds for the browser and as a sentence for the person. */
export function sendThrottled(response: Response, seconds: number): void {
  sendTooFast(response, seconds, `That was tried too often. Wait ${inWords(seconds)}, then try again.`);
}

/** Answers `TooManyWaiting` like a throttled request. */
export const busyAsThrottled: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof TooManyWaiting)) return next(error);
  const { seconds } = error;
  sendTooFast(
    response,
    seconds,
    `Many people are signing in just now. Wait ${inWords(seconds)}, then try again.`,
  );
};

const inWords = (seconds: number) =>
  seconds > 45 ? 'a minute' : seconds === 1 ? 'a second' : `${seconds} seconds`;
