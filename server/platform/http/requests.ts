import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Deps } from './deps.ts';
import { codeOf } from './send.ts';

const header = 'X-Request-Id';

/**
 * Gives every request an id, which its answer and every line of the log about it carry; measures and logs it when it is over. One
 * whose connection closed before the answer was sent counts as cut.
 * The log has the pattern of its route, because an address can hold an id or a secret.
 */
export function requests({ log, metrics }: Pick<Deps, 'log' | 'metrics'>): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    response.set(header, requestId);
    const end = metrics.requests.startTimer();
    response.once('close', () => {
      const { statusCode: status, writableFinished } = response;
      const seconds = end({ status: writableFinished ? `${Math.floor(status / 100)}xx` : 'cut' });
      const code = writableFinished ? codeOf(status) : undefined;
      if (code) metrics.refused('http', code);
      const facts = { requestId, method: request.method, route: routeOf(request), status };
      const ms = Math.round(seconds * 1_000);
      log(
        code === 'not-yours' ? 'info' : 'debug',
        writableFinished ? 'request answered' : 'request cut off',
        {
          ...facts,
          ms,
        },
      );
    });
    next();
  };
}

export const requestIdOf = (response: Response) => response.getHeader(header) as string;

/** Such as `/api/calls/:id`; undefined where no route took it. */
export const routeOf = ({ route }: Request) => (route as { path?: string } | undefined)?.path;
