import express, { type Express, type RequestHandler, type Router } from 'express';
import { comesFromUs } from '../auth/origin.ts';
import { cspReports } from './csp-reports.ts';
import { errors, notFound } from './errors.ts';
import { files } from './files.ts';
import type { Deps } from './deps.ts';
import { requests } from './requests.ts';
import { otherPolicies, securityHeaders } from './headers.ts';
import { health } from './health.ts';
import { securityTxt } from './security-txt.ts';
import { sendRefusal } from './send.ts';

type Routes = (deps: Deps) => Router;

/** The Express application: `routes` under /api, health, the pages. `isAble`: whether this process can do its work. */
export function createHttpApp(deps: Deps, routes: Routes[], isAble: () => boolean): Express {
  const { db, settings, log } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', settings.trustProxy);
  app.use(requests(deps));
  app.use(securityHeaders(isSecure(settings.origins)), otherPolicies);
  app.use(health(db, isAble), securityTxt(deps));
  app.use(cspReports(settings.origins, deps.clock, log));
  app.use('/api', neverKept, fromUsOnly(settings.origins), express.json({ limit: '32kb', strict: true }));
  for (const routesOf of routes) app.use(routesOf(deps));
  app.use('/api', notFound);
  app.use(files());
  app.use(notFound, errors(log));
  return app;
}

export const isSecure = (origins: readonly string[]) =>
  origins.every((origin) => origin.startsWith('https:'));

const neverKept: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/**
 * Requests that may change something must come from our own pages and be JSON; reading needs neither. A route that takes files has a JSON
 * type of its own, and reads the body itself.
 */
function fromUsOnly(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    if (!comesFromUs(request.headers, origins))
      return sendRefusal(response, 'not-yours', 'This did not come from Alongside’s own pages.');
    const hasBody =
      request.headers['content-length'] !== '0' && request.headers['content-length'] !== undefined;
    if (hasBody && !request.is(['application/json', 'application/*+json']))
      return sendRefusal(response, 'malformed');
    next();
  };
}
