import { emptyRecord, type Call } from '#shared/calls';
import type { ServerClock } from '../live/clock.svelte.ts';
import type { Waiting } from '../live/outbox.svelte.ts';

type Beginning = { id: string; shiftId: string; assignedTo: string; startedAt: number };

/** An optimistic call: started here and not yet acknowledged. */
export const begun = ({ id, shiftId, assignedTo, startedAt }: Beginning): Call => ({
  id,
  version: 0,
  shiftId,
  state: 'active',
  takenBy: assignedTo,
  assignedTo,
  takenOverAt: null,
  startedAt: new Date(startedAt).toISOString(),
  endedAt: null,
  closedAt: null,
  writtenAfterwards: false,
  record: emptyRecord,
  fieldVersions: {},
  flagged: false,
  openTo: [],
  handedTo: null,
  planId: null,
});

/** The call with every waiting command about it applied. */
export function withWaiting(call: Call, waiting: Waiting[], clock: ServerClock): Call {
  return waiting.reduce((soon, { name, fields, at, refusal }) => {
    if (refusal !== undefined || !('callId' in fields) || fields.callId !== call.id) return soon;
    const when = new Date(at || clock.exact()).toISOString();
    if (name === 'call:note' && 'changes' in fields)
      return { ...soon, record: { ...soon.record, ...(fields.changes as Partial<Call['record']>) } };
    if (name === 'call:end') return { ...soon, state: 'writing-up', endedAt: soon.endedAt ?? when };
    if (name === 'call:close') return { ...soon, state: 'closed', closedAt: soon.closedAt ?? when };
    if (name === 'plan:mark' && 'planId' in fields) return { ...soon, planId: fields.planId };
    if (name === 'plan:notThem') return { ...soon, planId: null };
    return soon;
  }, call);
}
