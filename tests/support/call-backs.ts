import type { CommandFields } from '#shared/contract';
import type { Client } from './client.ts';
import { newId, post, type Helpline } from './helpline.ts';
import type { TestServer } from './test-server.ts';

type Promised = Partial<CommandFields<'callBack:promise'>>;

/** What the tests of call backs do with one helpline, whose shift of Ana and Ben ends four hours from the beginning. */
export function callBacksOf(testServer: TestServer, helpline: Helpline) {
  /** So many minutes from now. */
  const inMinutes = (minutes: number) =>
    new Date(testServer.clock.now().getTime() + minutes * 60_000).toISOString();
  const between = (from: number, until: number) => ({ from: inMinutes(from), until: inMinutes(until) });
  return {
    between,
    /** By default for the next two hours of the shift that is on, with the call that Ana has ended. */
    promise: (client: Client, callId: string, more: Promised = {}) =>
      client.send('callBack:promise', {
        ...{ callBackId: newId(), callId, words: 'Let it ring for long.', forMe: false },
        ...between(60, 180),
        ...more,
      }),
    pass: testServer.timePassesOnPages,
    /** The answer to asking for the number. */
    async number(this: void, name: Parameters<Helpline['connect']>[0], callBackId: string) {
      const cookie = await helpline.cookieOf(name);
      const response = await post(testServer.url, `/api/call-backs/${callBackId}/number`, {}, { cookie });
      return {
        status: response.status,
        ...((await response.json()) as { number?: string; message?: string }),
      };
    },
    /** The call backs that a page of this person that is opened now shows. */
    shownTo: async (name: Parameters<Helpline['connect']>[0]) =>
      (await helpline.connect(name)).welcome.callBacks,
  };
}
