import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { fetchFeed, madeLink, newToken } from '../support/feeds.ts';
import { hashOf } from '../support/hash.ts';
import { useLoggedHelpline } from '../support/use-helpline.ts';

const { testServer, helpline, lines } = useLoggedHelpline();

test('neither the log nor the audit log has a word of a calendar link, whether it is right, wrong or fails', async () => {
  const ana = await helpline.connect('ana');
  const [token, wrong] = [await madeLink(ana), newToken().token];
  expect((await fetchFeed(testServer.url, token)).status).toBe(200);
  expect((await fetchFeed(testServer.url, wrong)).status).toBe(404);
  await testServer.db.execute(sql`alter table lost_places rename to lost_places_elsewhere`);
  expect((await fetchFeed(testServer.url, token)).status).toBe(503);
  await testServer.db.execute(sql`alter table lost_places_elsewhere rename to lost_places`);

  const failed = lines.map((line) => JSON.parse(line) as Record<string, string>);
  expect(failed.find(({ event }) => event === 'a request failed')).toMatchObject({
    route: '/api/feed/:token.ics',
  });
  const logged = lines.join('');
  for (const secret of [token, wrong, hashOf(token), hashOf(wrong)]) expect(logged).not.toContain(secret);
  const audited = eq(auditLog.about, helpline.ids.ana);
  expect(await testServer.db.$count(auditLog, audited)).toBe(0);
});
