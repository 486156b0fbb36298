import { calls } from '#drizzle/schema/calls';
import { emptyRecord } from '#shared/calls';
import { newId, type Helpline } from './helpline.ts';
import { insertSealed } from './opened.ts';
import type { TestServer } from './test-server.ts';

type CallRow = typeof calls.$inferInsert;
type Given = Partial<CallRow> & { minutes?: number };

/** A closed call of Ana's that began then, with these fields of its record. */
export function callAt(
  helpline: Helpline,
  startedAt: string,
  { minutes = 20, ...fields }: Given = {},
): CallRow {
  const began = new Date(startedAt);
  const ended = new Date(began.getTime() + minutes * 60_000);
  return {
    ...emptyRecord,
    id: newId(),
    helplineId: helpline.id,
    version: 1,
    shiftId: helpline.shiftId,
    state: 'closed',
    takenBy: helpline.ids.ana,
    assignedTo: fields.takenBy ?? helpline.ids.ana,
    startedAt: began,
    startReceivedAt: began,
    endedAt: ended,
    closedAt: ended,
    fieldMarks: {},
    ...fields,
  };
}

/** As many calls on a day as a week needs to be shown, of Ana's and Ben's, about nothing. */
export const quietDay = (helpline: Helpline, day: string): CallRow[] =>
  ['ana', 'ana', 'ben', 'ben', 'ben'].map((name, index) => {
    const takenBy = helpline.ids[name as 'ana' | 'ben'];
    return callAt(helpline, `${day}T19:0${index}:00Z`, { takenBy });
  });

export const writeCalls = (testServer: TestServer, rows: CallRow[]) =>
  insertSealed(testServer.db, calls, rows);
