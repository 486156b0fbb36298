import { uuidv7 } from 'uuidv7';
import { eq } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { shifts } from '#drizzle/schema/shifts';
import { openSignIns } from '#server/platform/auth/sign-ins';
import { connectClient, type Client } from './client.ts';
import { expectOk, newId, type Helpline } from './helpline.ts';
import type { TestServer } from './test-server.ts';

/** What people say to each other about places that change hands. */
export function swapsOf(testServer: TestServer, helpline: Helpline) {
  return {
    /** Asks who could come in the place of this person, and returns the id of the request. */
    asked: async (client: Client, shiftId: string, more: { toId?: string; forShiftIds?: string[] } = {}) => {
      const swapId = newId();
      const kind = more.forShiftIds ? 'swap' : 'cover';
      await expectOk(client.send('swap:ask', { swapId, shiftId, kind, ...more }));
      return swapId;
    },

    /** The ids of those with a place in a shift, as a manager who connects now reads them. */
    placesIn: async (shiftId: string): Promise<string[]> => {
      const fresh = await helpline.connect('mo');
      const shift = fresh.welcome.shifts.find(({ id }) => id === shiftId);
      fresh.leave();
      return (shift?.places ?? []).map(({ personId }) => personId);
    },

    /** So many supporters more, each with a way to connect. */
    moreSupporters: async (count: number) => {
      const ids = Array.from({ length: count }, () => uuidv7());
      const rows = ids.map((id, index) => ({
        ...{ id, helplineId: helpline.id, version: 1, firstName: `Sam ${index}` },
        ...{ email: `${id}@example.org`, roles: ['supporter' as const] },
      }));
      await testServer.db.insert(people).values(rows);
      const signIns = openSignIns(testServer.db, testServer.clock.now, false);
      const connect = async (id: string, url = testServer.url) =>
        connectClient(url, (await signIns.start(id)).split(';')[0]!);
      return { ids, connect };
    },

    /** The shift has this manager on call. */
    onCall: async (shiftId: string, managerId: string) => {
      await testServer.db.update(shifts).set({ managerId }).where(eq(shifts.id, shiftId));
    },
  };
}
