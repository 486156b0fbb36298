import express, { Router } from 'express';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { openLimit } from '../rate-limit.ts';
import { sendTooFast } from './send.ts';

/** Where browsers send what the content security policy has stopped. */
export const cspReportsPath = '/api/csp-reports';

/** Reports that one server reads in a minute, because one broken page sends many. */
const mostInAMinute = 60;
const directives = new Set([
  ...['default-src', 'script-src', 'script-src-elem', 'script-src-attr', 'style-src', 'style-src-elem'],
  ...['style-src-attr', 'img-src', 'font-src', 'connect-src', 'manifest-src', 'worker-src', 'frame-src'],
  ...['form-action', 'base-uri', 'frame-ancestors', 'require-trusted-types-for', 'trusted-types'],
  ...['media-src', 'object-src', 'child-src'],
]);

type Said = { directive: unknown; page: unknown };

/**
 * Accepts reports of both kinds, `application/csp-report` and `application/reports+json`. Logs the directive, the origin of ours
 * it concerns, and the count since the start; nothing else from the report.
 */
export function cspReports(origins: readonly string[], clock: Clock, log: Logger): Router {
  const router = Router();
  let count = 0;
  const reports = openLimit({ most: mostInAMinute, perMs: 60_000, now: () => clock().getTime() });

  router.post(
    '/api/csp-reports',
    (_request, response, next) => {
      if (reports.allows('')) next();
      else sendTooFast(response, 60);
    },
    express.json({ limit: '8kb', type: ['application/csp-report', 'application/reports+json'] }),
    (request, response) => {
      for (const { directive, page } of saidIn(request.body).slice(0, mostInAMinute)) {
        if (typeof directive !== 'string' || !directives.has(directive)) continue;
        count += 1;
        log('warn', 'content security policy violation', {
          directive,
          origin: ownOrigin(page),
          count,
        });
      }
      response.status(204).end();
    },
  );
  return router;

  function ownOrigin(page: unknown): string | null {
    const origin = typeof page === 'string' && URL.canParse(page) ? new URL(page).origin : null;
    return origin !== null && origins.includes(origin) ? origin : null;
  }
}

/** The reports in a body of either kind; empty for anything else. */
function saidIn(body: unknown): Said[] {
  const fieldsOf = (value: unknown) => (typeof value === 'object' && value !== null ? { ...value } : {});
  const older = (fieldsOf(body) as Record<string, unknown>)['csp-report'];
  if (older !== undefined) {
    const given = fieldsOf(older) as Record<string, unknown>;
    return [
      { directive: given['effective-directive'] ?? given['violated-directive'], page: given['document-uri'] },
    ];
  }
  if (!Array.isArray(body)) return [];
  return body.map((report) => {
    const given = fieldsOf((fieldsOf(report) as Record<string, unknown>).body) as Record<string, unknown>;
    return { directive: given.effectiveDirective, page: given.documentURL };
  });
}
