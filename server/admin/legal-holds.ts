import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import { peopleCommands } from '#shared/people';
import { day, line } from '#shared/shapes';
import { isA } from '#shared/viewer';
import { helplineOfCall } from '../calls/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { endOfDay } from '../helpline/wall-clock.ts';
import {
  endLegalHold,
  insertLegalHold,
  legalHoldInForce,
  legalHoldsInForce,
  type LegalHold,
} from '../legal-holds/queries.ts';
import { signInPeopleByEmail } from '../people/sign-in-queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { Db } from '../platform/database/db.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';
import { helplineOption, personMeant } from './person-meant.ts';

const { email } = peopleCommands['person:invite'].entries;
const idShape = v.pipe(v.string(), v.uuid());
/** The id of a call, or the address of its record, which ends with it. */
const callShape = v.pipe(
  v.string(),
  v.transform((text) => text.split('/').at(-1)!),
  v.uuid(),
);

export const holdSet = adminCommand({
  does: 'Keeps a call’s record, or what is kept about a person, from being erased until a day. Nobody reads more by it.',
  changes: true,
  options: {
    call: { value: 'CALL', should: 'the address of the call’s record, or the id at its end' },
    person: { value: 'ADDRESS', should: 'the e-mail address of the person' },
    helpline: helplineOption,
    reason: {
      value: 'REASON',
      should: 'why it must not be erased, such as "Complaint 12/2026"',
      needed: true,
    },
    until: { value: 'DAY', should: 'the last day, such as 2027-05-31', needed: true },
    by: { value: 'ADDRESS', should: 'the e-mail address of who decided it', needed: true },
  },
  shape: v.strictObject({
    call: v.optional(callShape),
    person: v.optional(email),
    helpline: v.optional(v.string()),
    reason: line,
    until: day,
    by: email,
  }),
  async run({ call, person, helpline, reason, until, by }, world) {
    const isOne = (call === undefined) !== (person === undefined);
    refuseUnless(isOne, 'malformed', 'Say what to hold: either --call or --person.');
    return withDatabase(world, async (db) => {
      const held = call ? await callToHold(db, call) : await personToHold(db, person!, helpline);
      const { helplineId } = held;
      const named = await signInPeopleByEmail(db, by);
      const decidedBy = named.find((one) => one.helplineId === helplineId);
      const mayDecide = decidedBy && (isA(decidedBy, 'manager') || isA(decidedBy, 'supervisor'));
      const notTheirs = `${by} is not a manager or supervisor of that helpline. One of them has to decide it.`;
      refuseUnless(mayDecide, 'not-yours', notTheirs);
      const ends = endOfDay(until, (await helplineById(db, helplineId)).timeZone);
      refuseUnless(ends > world.clock(), 'malformed', `${until} is over. Give a day that is still to come.`);
      const id = uuidv7();
      await world.changing(db)(helplineId, async (change) => {
        const hold = { id, ...held, reason, setBy: decidedBy.id, setAt: change.now, until: ends };
        await insertLegalHold(change.tx, hold);
        await recordAudit({ ...change, actor: null }, 'hold-set', aboutOf(held));
      });
      return {
        lines: [
          `It is held until the end of ${until}. Nothing it covers is erased before.`,
          `To end it earlier: hold lift ${id}`,
        ],
        facts: { hold: { id, ...held, until: ends } },
      };
    });
  },
});

export const holdList = adminCommand({
  does: 'Lists the legal holds in force, with the reason of each.',
  options: {},
  shape: v.strictObject({}),
  async run(_fields, world) {
    const holds = await withDatabase(world, (db) => legalHoldsInForce(db, world.clock()));
    const lines = holds.map(
      ({ id, callId, personId, until, reason }) =>
        `${id}: ${callId ? `call ${callId}` : `person ${personId}`}, until ${until.toISOString()}. ${reason}`,
    );
    return { lines: lines.length > 0 ? lines : ['Nothing is held.'], facts: { holds } };
  },
});

export const holdLift = adminCommand({
  does: 'Ends a legal hold before its day. What it kept and is past its time is erased within the hour.',
  changes: true,
  options: { id: { value: 'ID', should: 'the id that "hold list" shows', needed: true, bare: true } },
  shape: v.strictObject({ id: idShape }),
  async run({ id }, world) {
    return withDatabase(world, async (db) => {
      const hold = await legalHoldInForce(db, id, world.clock());
      refuseUnless(hold, 'not-found', `There is no hold ${id} in force. Try "hold list".`);
      await world.changing(db)(hold.helplineId, async (change) => {
        await endLegalHold(change.tx, id, change.now);
        await recordAudit({ ...change, actor: null }, 'hold-lifted', aboutOf(hold));
      });
      return { lines: ['The hold is lifted.'], facts: { id } };
    });
  },
});

type Held = Pick<LegalHold, 'helplineId' | 'callId' | 'personId'>;
const aboutOf = ({ callId, personId }: Held) => (callId ?? personId)!;

async function callToHold(db: Db, callId: string): Promise<Held> {
  const helplineId = await helplineOfCall(db, callId);
  refuseUnless(helplineId, 'not-found', `There is no call ${callId}.`);
  return { helplineId, callId, personId: null };
}

async function personToHold(db: Db, address: string, helpline: string | undefined): Promise<Held> {
  const { id, helplineId } = await personMeant(db, address, helpline);
  return { helplineId, callId: null, personId: id };
}
