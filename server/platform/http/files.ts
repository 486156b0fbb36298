import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { Router, type Request } from 'express';
import { projectRoot } from '../root.ts';

const built = (name: string) => join(projectRoot, 'dist', name);
const english = built('client');
/** The languages beside English that people may choose, each built into a folder of its own. */
const others = new Map(
  [['cy', built('client-cy')]].filter(([, folder]) => existsSync(folder!)) as [string, string][],
);
const chosen = /(?:^|;\s*)language=([a-z]+)(?:;|$)/;

/** The folder of the language that this browser has chosen by its cookie; of English where it has chosen none that is here. */
const folderFor = ({ headers }: Request) =>
  others.get(chosen.exec(headers.cookie ?? '')?.[1] ?? '') ?? english;

/** The built pages. Files with a hash in their name never change; the page itself is revalidated each time. */
export function files(): Router {
  const router = Router();
  router.use(compression());
  // A page stays open while its browser chooses another language, so a page in any of them finds its parts.
  for (const folder of [...others.values(), english])
    router.use(
      '/assets',
      express.static(join(folder, 'assets'), {
        immutable: true,
        maxAge: '1y',
        index: false,
        fallthrough: folder !== english,
      }),
    );
  const own = new Map(
    [english, ...others.values()].map((folder) => [
      folder,
      express.static(folder, {
        index: false,
        cacheControl: false,
        setHeaders: (response) => response.set('Cache-Control', 'no-cache'),
      }),
    ]),
  );
  router.use((request, response, next) => {
    if (others.size > 0) response.vary('Cookie');
    own.get(folderFor(request))!(request, response, next);
  });
  router.get('/{*anywhere}', (request, response, next) => {
    if (!request.accepts('html') || request.path.startsWith('/api/')) return next();
    response.set('Cache-Control', 'no-cache').sendFile(join(folderFor(request), 'index.html'));
  });
  return router;
}
