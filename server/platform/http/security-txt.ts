import { Router } from 'express';
import type { Deps } from './deps.ts';
import { notFound } from './errors.ts';

/**
 * Whom to write to about a weakness (RFC 9116), as the host has set it; 404 where nobody is named, and after the last day for which
 * somebody has promised to read what comes there.
 */
export function securityTxt({ settings, clock, log }: Pick<Deps, 'settings' | 'clock' | 'log'>): Router {
  const { securityContact: contact, origins } = settings;
  const isOver = () => contact !== null && contact.until < clock();
  if (isOver()) log('warn', 'SECURITY_CONTACT_UNTIL is over: security.txt is not served');

  const router = Router();
  router.get('/.well-known/security.txt', (request, response, next) => {
    if (contact === null || isOver()) return notFound(request, response, next);
    const lines = [
      `Contact: ${contact.address}`,
      `Expires: ${contact.until.toISOString()}`,
      'Preferred-Languages: en',
      ...origins.map((origin) => `Canonical: ${origin}/.well-known/security.txt`),
    ];
    response
      .set('Cache-Control', 'no-cache')
      .type('text')
      .send(`${lines.join('\n')}\n`);
  });
  return router;
}
