import { emptyRecord } from '#shared/calls';
import type { CommandFields, CommandName } from '#shared/contract';
import type { Noun, RowOf } from '#shared/nouns';
import type { Presence } from '#shared/presence';
import { begun } from '../calls/in-advance.ts';
import { shiftId } from './made-up.ts';
import { onAShift } from './practice-words.ts';

/** What a practised command may read and change. `keep` raises the version and tells the page. */
export type PracticeRows = {
  myId: string;
  now: () => string;
  all: <N extends Noun>(noun: N) => RowOf<N>[];
  keep: <N extends Noun>(noun: N, row: RowOf<N>) => void;
  /** The same for some fields of a row that is there. */
  change: <N extends Noun>(noun: N, id: string, to: Partial<RowOf<N>>) => void;
};
type Practised = { [Name in CommandName]?: (fields: CommandFields<Name>, rows: PracticeRows) => void };

function say(rows: PracticeRows, to: Partial<Presence>) {
  const mine = rows.all('presences').find(({ personId }) => personId === rows.myId);
  if (mine) rows.keep('presences', { ...mine, backAt: null, feeling: null, stateSince: rows.now(), ...to });
}

/** The commands of a call, of a request for support and of a handover. Every other one is refused: see `refusalOf`. */
export const practised: Practised = {
  'call:start'({ callId }, rows) {
    const startedAt = Date.parse(rows.now());
    rows.keep('calls', begun({ id: callId, shiftId, assignedTo: rows.myId, startedAt }));
    say(rows, { state: 'on-a-call' });
  },
  'call:note'({ callId, changes }, rows) {
    const record = rows.all('calls').find(({ id }) => id === callId)?.record ?? emptyRecord;
    rows.change('calls', callId, { record: { ...record, ...changes } });
  },
  'call:end'({ callId }, rows) {
    rows.change('calls', callId, { state: 'writing-up', endedAt: rows.now() });
    say(rows, { state: 'writing-up' });
  },
  'call:close'({ callId }, rows) {
    rows.change('calls', callId, { state: 'closed', closedAt: rows.now() });
    say(rows, { state: 'ready' });
  },
  'presence:set': ({ state, feeling = null, backAt = null }, rows) => say(rows, { state, feeling, backAt }),
  'signal:raise'({ signalId, kind, callId = null }, rows) {
    const at = rows.now();
    rows.keep('signals', {
      ...{
        id: signalId,
        version: 0,
        shiftId,
        kind,
        callId,
        raisedBy: rows.myId,
        raisedAt: at,
        receivedAt: at,
      },
      ...{ answers: [], answer: null, answeredBy: null, answeredAt: null, loweredAt: null },
      ...{ escalatedTo: [], seenBy: [] },
    });
  },
  'signal:lower': ({ signalId }, rows) => rows.change('signals', signalId, { loweredAt: rows.now() }),
  'handover:line'({ lineId, kind, words, callId = null, shiftId }, rows) {
    rows.keep('handoverLines', {
      ...{
        id: lineId,
        version: 0,
        shiftId,
        kind,
        words,
        callId,
        by: rows.myId,
        sentAt: null,
        droppedAt: null,
      },
      ...{ question: null, askedBy: null, answer: null, toIds: [] },
    });
  },
  'handover:drop': ({ lineId }, rows) =>
    rows.change('handoverLines', lineId, { words: '', droppedAt: rows.now() }),
  'handover:finish'({ shiftId }, rows) {
    const at = rows.now();
    for (const line of rows.all('handoverLines'))
      if (line.shiftId === shiftId && line.sentAt === null)
        rows.keep('handoverLines', { ...line, sentAt: at });
    rows.keep('handovers', {
      ...{ id: `practice-handover-${shiftId}`, version: 0, shiftId, shiftStartsAt: at, toShiftId: null },
      ...{ toStartsAt: null, toIds: [], finishedBy: rows.myId, finishedAt: at },
      ...{ acceptedBy: null, acceptedAt: null },
    });
  },
  'handover:accept'({ shiftId }, rows) {
    const handover = rows.all('handovers').find((one) => one.shiftId === shiftId);
    if (!handover) return;
    rows.keep('handovers', { ...handover, acceptedBy: rows.myId, acceptedAt: rows.now() });
  },
  'handover:ask': ({ lineId, words }, rows) =>
    rows.change('handoverLines', lineId, { question: words, askedBy: rows.myId }),
};

/** The sentence with which a practice turns a command down; null for one that it practises. */
export const refusalOf = (name: CommandName): string | null =>
  name in practised ? null : `This is practice, so nothing was sent. ${onAShift[name] ?? ''}`.trim();
