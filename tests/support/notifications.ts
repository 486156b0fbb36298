import { asc, eq } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import type { Helpline } from './helpline.ts';
import type { TestServer } from './test-server.ts';

/** A mail server that nobody answers at: what is to be sent stays in the outbox, where it can be looked at. */
export const mailToNobody = { url: 'smtp://127.0.0.1:9', from: 'alongside@example.org' };

/** Tells what came into a helpline's outbox since it was last asked, such as `mo debrief /desk`. */
export function watchOutbox(testServer: TestServer, helpline: Helpline) {
  let known = 0;
  const nameOf = (id: string) => Object.entries(helpline.ids).find(([, own]) => own === id)![0];
  return async () => {
    const rows = await testServer.db
      .select()
      .from(notifications)
      .where(eq(notifications.helplineId, helpline.id))
      .orderBy(asc(notifications.createdAt), asc(notifications.id));
    const fresh = rows.slice(known);
    known = rows.length;
    return fresh.map(({ personId, kind, path }) => `${nameOf(personId)} ${kind} ${path}`).sort();
  };
}
