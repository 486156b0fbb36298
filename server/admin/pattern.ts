import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { patternProblem } from '#shared/patterns';
import { openingPattern, type OpeningPattern } from '#shared/shifts';
import { Refusal, refuseUnless } from '../platform/live/commands/command.ts';

const wrongShape =
  'does not hold opening times: it should be a list of {"weekday": 1, "opensAt": "18:00", "closesAt": "00:00"}, with 1 for Monday to 7 for Sunday.';

/** Reads the opening hours from a file; refuses one that cannot be read or whose hours overlap. */
export async function readPattern(path: string, folder: string): Promise<OpeningPattern> {
  const text = await readFile(resolve(folder, path), 'utf8').catch(() => {
    throw new Refusal('malformed', `The file ${path} cannot be read. Is the path right?`);
  });
  const checked = v.safeParse(v.pipe(openingPattern, v.minLength(1)), parsed(text));
  refuseUnless(checked.success, 'malformed', `The file ${path} ${wrongShape}`);
  const isEmpty = checked.output.some(({ opensAt, closesAt }) => opensAt === closesAt);
  refuseUnless(!isEmpty, 'malformed', `In the file ${path} an opening ends when it begins.`);
  const overlaps = patternProblem(checked.output) !== null;
  refuseUnless(!overlaps, 'malformed', `In the file ${path} two openings overlap.`);
  return checked.output;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
