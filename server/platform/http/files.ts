import { join } from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';
import { projectRoot } from '../root.ts';

/** The built pages. Files with a hash in their name never change; the page itself is revalidated each time. */
export function files(folder = join(projectRoot, 'dist', 'client')): Router {
  const page = join(folder, 'index.html');
  const router = Router();
  router.use(compression());
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
      fallthrough: false,
    }),
  );
  router.use(
    express.static(folder, {
      index: false,
      cacheControl: false,
      setHeaders: (response) => response.set('Cache-Control', 'no-cache'),
    }),
  );
  router.get('/{*anywhere}', (request, response, next) => {
    if (!request.accepts('html') || request.path.startsWith('/api/')) return next();
    response.set('Cache-Control', 'no-cache').sendFile(page);
  });
  return router;
}
