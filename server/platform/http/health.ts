import { Router } from 'express';
import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../database/db.ts';
import { hasItsKeys } from '../encryption/open.ts';

const timeoutMs = 1_500;

/** `/livez`: the process answers. `/readyz`: the database answers, its keys are here and `isAble()` holds. Neither reveals details. */
export function health(db: Db, isAble: () => boolean): Router {
  const router = Router();
  router.get('/livez', (_request, response) => void response.type('text').send('alive\n'));
  router.get('/readyz', async (_request, response) => {
    const ready = isAble() && (await answers(db));
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  return router;
}

/** A proxy expects the answer within two seconds, and a database that is restarting may not answer at all. */
async function answers(db: Db): Promise<boolean> {
  const late = pause(timeoutMs, false, { ref: false });
  const answer = hasItsKeys(db).catch(() => false);
  return Promise.race([answer, late]);
}
