import { Router, type Request } from 'express';
import * as v from 'valibot';
import { id } from '#shared/shapes';
import { fileType, largestFile, mayKeepSources, sourceAsSeenBy, type Source } from '#shared/sources';
import type { Viewer } from '#shared/viewer';
import { changeAs } from '../platform/http/change-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { bringFile, exportServices, type FilesDeps } from './files.ts';
import { differencesOf, wantedShape } from './listing.ts';
import { sourceById } from './queries.ts';

const tooLarge = `This file is larger than ${largestFile / 1_000_000} MB, so it is hardly a list of services. Nothing was read.`;

/** The differences of a source page by page, the files that a manager brings, and our own services as a file. */
export function sourceRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();

  const onFor = (viewer: Viewer): FilesDeps => ({
    db,
    change: (work) =>
      changeAs(deps, viewer, async (change, current) => {
        refuseUnless(mayKeepSources(current), 'not-yours');
        await work(change);
      }),
  });

  /** The source, if this person may know of it and it is in use. */
  async function sourceFor(viewer: Viewer, asked: unknown): Promise<Source | null> {
    const sourceId = v.safeParse(id, asked);
    const source = sourceId.success ? await sourceById(db, viewer.helplineId, sourceId.output) : null;
    return source?.removedAt === null ? sourceAsSeenBy(viewer, source) : null;
  }

  router.get(
    '/api/sources/:sourceId/differences',
    forViewer(deps, async (viewer, { params, query }, response) => {
      const source = await sourceFor(viewer, params.sourceId);
      if (!source) return sendRefusal(response, 'not-found');
      const wanted = v.safeParse(wantedShape, query);
      if (!wanted.success) return sendRefusal(response, 'malformed');
      const of = { helplineId: viewer.helplineId, sourceId: source.id };
      response.json(await differencesOf(db, of, wanted.output));
    }),
  );

  router.post(
    '/api/sources/:sourceId/file',
    forViewer(deps, async (viewer, request, response) => {
      const source = await sourceFor(viewer, request.params.sourceId);
      if (!source) return sendRefusal(response, 'not-found');
      if (!request.is(fileType)) return sendRefusal(response, 'malformed');
      const text = await textOf(request);
      if (text === null) return sendRefusal(response, 'malformed', tooLarge);
      const { helplineId } = viewer;
      await bringFile(onFor(viewer), { helplineId, sourceId: source.id, text, now: clock() });
      response.json({});
    }),
  );

  router.post(
    '/api/directory/export',
    forViewer(deps, async (viewer, _request, response) => {
      if (!mayKeepSources(viewer))
        return sendRefusal(response, 'not-yours', 'Taking out the directory is for the managers.');
      const { file, name } = await exportServices(onFor(viewer), viewer, clock());
      response.set('content-disposition', `attachment; filename="${name}"`).json(file);
    }),
  );
  return router;
}

/** The body as text; null if it is too large, and then the rest is thrown away as it comes. */
async function textOf(request: Request): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > largestFile) return null;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > largestFile) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
