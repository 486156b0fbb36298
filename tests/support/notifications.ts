import { asc, eq } from 'drizzle-orm';
import { notifications } from '#drizzle/schema/notifications';
import type { Helpline } from './helpline.ts';
import type { TestServer } from './test-server.ts';

/** A mail server address without a server: notifications stay in the outbox, where tests read them. */
export const mailToNobody = { url: 'smtp://127.0.0.1:9', from: 'alongside@example.org' };

/** Lists what was added to a helpline's outbox since the last call, such as `mo debrief /desk`. */
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
