import type { CommandFields } from '#shared/contract';
import type { Client } from './client.ts';
import { expectOk, newId, type Helpline } from './helpline.ts';
import type { TestServer } from './test-server.ts';

type Line = Partial<CommandFields<'handover:line'>>;

/** What the tests of handovers do with one helpline, whose shift of Ana and Ben ends four hours from the beginning. */
export function handoversOf(testServer: TestServer, helpline: Helpline) {
  const { shiftId } = helpline;
  const line = (client: Client, more: Line = {}) =>
    client.send('handover:line', { lineId: newId(), shiftId, kind: 'keep-in-mind', words: 'Words', ...more });
  return {
    line,
    pass: testServer.timePassesOnPages,
    /** Adds a line and sends it. Returns its id. */
    handOver: async (client: Client, more: Omit<Line, 'lineId'>) => {
      const lineId = newId();
      await expectOk(line(client, { lineId, ...more }));
      await expectOk(client.send('handover:finish', { shiftId }));
      return lineId;
    },
    /** What a page of this person that is opened now shows of handovers. */
    shownTo: async (name: Parameters<Helpline['connect']>[0]) => {
      const { welcome } = await helpline.connect(name);
      return {
        handovers: welcome.handovers,
        lines: welcome.handoverLines.map(({ words }) => words),
        calls: welcome.calls.map(({ id }) => id),
      };
    },
  };
}
