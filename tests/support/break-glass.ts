import type { MessagesRead } from '#shared/break-glass';
import type { Client } from './client.ts';
import { expectOk, newId, type Helpline } from './helpline.ts';
import type { TestServer } from './test-server.ts';

export const reason = 'An ambulance crew asks what the caller had taken.';

type Staff = Parameters<Helpline['cookieOf']>[0];

/** What the tests of break-glass do with one helpline. */
export function breakGlassOf(testServer: TestServer, helpline: Helpline) {
  const say = (client: Client, body: string) =>
    expectOk(client.send('message:send', { messageId: newId(), body }));
  const ask = (client: Client, breakGlassId: string, shiftId = helpline.shiftId, words = reason) =>
    client.send('breakGlass:ask', { breakGlassId, shiftId, reason: words });
  const read = async (name: Staff, breakGlassId: string, query = '', url = testServer.url) => {
    const path = `${url}/api/break-glass/${breakGlassId}/messages${query}`;
    return fetch(path, { headers: { cookie: await helpline.cookieOf(name) } });
  };
  return {
    say,
    ask,
    read,
    /** The words that this person gets; the HTTP status if they get none. */
    wordsTo: async (name: Staff, breakGlassId: string, query = '', url = testServer.url) => {
      const answer = await read(name, breakGlassId, query, url);
      if (!answer.ok) return answer.status;
      return ((await answer.json()) as MessagesRead).messages.map(({ body }) => body);
    },
    /** The pair has talked, and Mo asks, and Nan confirms. Returns everybody. */
    opened: async (breakGlassId: string) => {
      const pair = await helpline.pair();
      await say(pair.ana, 'She has taken something.');
      await say(pair.ben, 'Stay on with her.');
      const staff = await helpline.connectAll('mo', 'nan', 'sue', 'cai');
      await expectOk(ask(staff.mo, breakGlassId));
      await expectOk(staff.nan.send('breakGlass:confirm', { breakGlassId }));
      return { ...pair, ...staff };
    },
    /** So many minutes pass, with the pages open. */
    pass: async (minutes: number) => {
      for (let left = minutes; left > 0; left -= 20)
        await testServer.timePassesOnPages({ minutes: Math.min(left, 20) });
    },
  };
}
