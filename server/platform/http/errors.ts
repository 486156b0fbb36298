import type { ErrorRequestHandler, RequestHandler } from 'express';
import { errorFields, type Logger } from '../logger.ts';
import { requestIdOf, routeOf } from './requests.ts';
import { sendRefusal } from './send.ts';

export const notFound: RequestHandler = (_request, response) =>
  sendRefusal(response, 'not-found', 'There is nothing at this address.');

/** The last error handler. An unreadable request is the sender's error; anything else is logged, without content. */
export function errors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status === 404) return sendRefusal(response, 'not-found', 'There is nothing at this address.');
    if (status >= 400 && status < 500) return sendRefusal(response, 'malformed');
    log('error', 'a request failed', {
      requestId: requestIdOf(response),
      method: request.method,
      route: routeOf(request),
      ...errorFields(error),
    });
    sendRefusal(response, 'failed', 'This did not work just now. Please try again in a moment.');
  };
}
