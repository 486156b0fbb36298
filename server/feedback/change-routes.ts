import type { Request, Response } from 'express';
import * as v from 'valibot';
import type { Viewer } from '#shared/viewer';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { Refusal, type Change } from '../platform/live/commands/command.ts';

/** Runs a change with what was sent, or says why not. */
export async function changeWith<Wanted>(
  { live }: Pick<Deps, 'live'>,
  viewer: Viewer,
  { body }: Request,
  response: Response,
  [shape, work]: [
    v.GenericSchema<unknown, Wanted>,
    (change: Change, viewer: Viewer, wanted: Wanted) => Promise<void>,
  ],
): Promise<void> {
  const wanted = v.safeParse(shape, body);
  if (!wanted.success) return sendRefusal(response, 'malformed', wanted.issues[0].message);
  try {
    await live.change(viewer.helplineId, (change) => work(change, viewer, wanted.output));
    response.json({});
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendRefusal(response, error.code, error.message);
  }
}
