import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Router, type Request } from 'express';
import staticGzip from 'express-static-gzip';
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

/** The build has compressed each file that gains by it, as well as it can be; what it has not is served as it is. */
const compressed = { index: false, enableBrotli: true, orderPreference: ['br', 'gz'] };

/** The built pages. Files with a hash in their name never change; the page itself is revalidated each time. */
export function files(): Router {
  const router = Router();
  // A page stays open while its browser chooses another language, so a page in any of them finds its parts.
  for (const folder of [...others.values(), english])
    router.use(
      '/assets',
      staticGzip(join(folder, 'assets'), {
        ...compressed,
        serveStatic: { immutable: true, maxAge: '1y', fallthrough: folder !== english },
      }),
    );
  const setHeaders = (response: ServerResponse) => {
    response.setHeader('Cache-Control', 'no-cache');
    if (others.size > 0) response.appendHeader('Vary', 'Cookie');
  };
  const own = new Map(
    [english, ...others.values()].map((folder) => [
      folder,
      staticGzip(folder, { ...compressed, serveStatic: { cacheControl: false, setHeaders } }),
    ]),
  );
  router.use((request, response, next) => {
    own.get(folderFor(request))!(request, response, next);
  });
  router.get('/{*anywhere}', (request, response, next) => {
    if (!request.accepts('html') || request.path.startsWith('/api/')) return next();
    request.url = '/index.html';
    own.get(folderFor(request))!(request, response, next);
  });
  return router;
}
