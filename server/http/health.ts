import { sql } from 'drizzle-orm';
import { Router } from 'express';
import type { Db } from '../db.ts';

/** `/livez`: the process answers. `/readyz`: it can do its work, and is not about to stop. No detail for strangers. */
export function health(db: Db, isStopping: () => boolean): Router {
  const router = Router();
  router.get('/livez', (_request, response) => void response.type('text').send('alive\n'));
  router.get('/readyz', async (_request, response) => {
    const ready = !isStopping() && (await answers(db));
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  return router;
}

async function answers(db: Db): Promise<boolean> {
  try {
    await db.execute(sql`select 1`);
    return true;
  } catch {
    return false;
  }
}
