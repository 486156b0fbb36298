import { join } from 'node:path';
import { projectRoot } from '#server/platform/root';
import { asyncApiOf } from './asyncapi.ts';
import { openApiOf } from './openapi.ts';
import type { Program } from './program.ts';

/** The folder that the documents are kept in. */
export const apiFolder = join(projectRoot, 'docs', 'api');

/** The text of each document, by its file's name, for this state of the sources. */
export async function documentsOf(program: Program): Promise<Record<string, string>> {
  const written = (document: object) => `${JSON.stringify(document, null, 1)}\n`;
  return {
    'asyncapi.json': written(asyncApiOf(program)),
    'openapi.json': written(await openApiOf(program)),
  };
}
