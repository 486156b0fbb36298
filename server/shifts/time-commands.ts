import { access } from '#shared/access';
import { hasBegun, whoCannotKeep, whyNotThen, type shiftTimeCommands } from '#shared/shift-times';
import { isPlanned, type Shift } from '#shared/shifts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import {
  refuseIfOvertaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { markUndone, shiftsBetween } from './change-queries.ts';
import { changeShift, keepForUndo } from './changes.ts';
import type { ShiftReactions } from './placing.ts';
import { insertShifts } from './lay-out-queries.ts';
import { layOut } from './lay-out-shifts.ts';
import { meetingsWithin } from './meetings-then.ts';
import { undoPattern } from './pattern-changes.ts';
import { shiftById } from './queries.ts';
import { undoable, undoShifts } from './undo.ts';

export const shiftTimeHandlers = (reactions: ShiftReactions): Handlers<keyof typeof shiftTimeCommands> => ({
  async 'shift:add'({ changeId, shiftId, words = null, secondLine = false, ...times }, context) {
    const { tx, helplineId, version, announce } = context;
    permit(context, access['shift:add']);
    await refuseUnlessFree(context, { ...times, secondLine }, shiftId);
    const startsAt = new Date(times.startsAt);
    const endsAt = new Date(times.endsAt);
    const row = { id: shiftId, helplineId, version, startsAt, endsAt, words, secondLine };
    refuseUnless(
      (await insertShifts(tx, [row])).length > 0,
      'conflict',
      'This shift is on the rota already.',
    );

    const after = (await shiftById(tx, helplineId, shiftId))!;
    announce('shift:changed', after);
    await keepForUndo(context, { id: changeId, kind: 'added', changed: [{ before: null, after }] });
    await recordAudit(context, 'shift-added', shiftId);
  },

  async 'shift:move'({ changeId, shiftId, words, without = [], basedOn, ...times }, context) {
    const shift = await shiftToMove(context, 'shift:move', shiftId);
    refuseIfOvertaken(
      shift,
      basedOn,
      'Another manager has given this shift other times meanwhile. Look at it, then choose again.',
    );
    const others = await refuseUnlessFree(context, { ...times, secondLine: shift.secondLine }, shiftId);
    const leaving = whoCannotKeep(shift, times, others);
    const unnamed = leaving.filter(({ personId }) => !without.includes(personId));
    refuseUnless(
      unnamed.length === 0,
      'conflict',
      `${unnamed.map(({ firstName }) => firstName).join(' and ')} would be on two shifts at once. Choose other times, or move it without them.`,
    );
    const places = shift.places.filter((one) => !leaving.includes(one));
    await refuseIfMeeting(context, reactions, { ...times, places });

    const becomes = { ...times, places, ...(words !== undefined && { words }) };
    const changed = await changeShift(context, reactions, shift, becomes);
    const added = (await layOut(context)).map((after) => ({ before: null, after }));
    await keepForUndo(context, { id: changeId, kind: 'moved', changed: [changed, ...added] });
    await recordAudit(context, 'shift-moved', shiftId);
  },

  async 'shift:cancel'({ changeId, shiftId, words, basedOn }, context) {
    const shift = await shiftToMove(context, 'shift:cancel', shiftId);
    refuseIfOvertaken(
      shift,
      basedOn,
      'Another manager has given this shift other times meanwhile. Look at it, then choose again.',
    );

    const becomes = { state: 'cancelled' as const, places: [], ...(words !== undefined && { words }) };
    const changed = await changeShift(context, reactions, shift, becomes);
    const added = (await layOut(context)).map((after) => ({ before: null, after }));
    await keepForUndo(context, { id: changeId, kind: 'cancelled', changed: [changed, ...added] });
    await recordAudit(context, 'shift-cancelled', shiftId);
  },

  async 'shift:undo'({ changeId }, context) {
    permit(context, access['shift:undo']);
    const { before } = await undoable(context, changeId);

    await undoShifts(context, reactions, before);
    if (before.pattern) {
      await undoPattern(context, before.pattern);
      await reactions.placesChanged(context);
    }
    await markUndone(context.tx, changeId, context.now);
    await recordAudit(context, 'rota-undone', context.helplineId);
    await layOut(context);
  },
});

/** A planned shift that has not begun, for a manager to change. */
async function shiftToMove(context: Context, command: 'shift:move' | 'shift:cancel', shiftId: string) {
  const { tx, helplineId, now } = context;
  const shift = permit(context, access[command], await shiftById(tx, helplineId, shiftId));
  refuseUnless(isPlanned(shift), 'conflict', 'Another manager has cancelled this shift meanwhile.');
  refuseUnless(
    !hasBegun(shift, now.getTime()),
    'conflict',
    'This shift has begun, so its times stay as they are.',
  );
  return shift;
}

/** Refuses times at which somebody who keeps their place goes to a meeting with a caller. */
async function refuseIfMeeting(
  { tx }: Context,
  reactions: ShiftReactions,
  { places, ...times }: Pick<Shift, 'startsAt' | 'endsAt' | 'places'>,
): Promise<void> {
  const ids = places.map(({ personId }) => personId);
  const meets = await meetingsWithin(reactions, tx, ids, times);
  const names = places.filter(({ personId }) => meets(personId, times)).map(({ firstName }) => firstName);
  refuseUnless(
    names.length === 0,
    'conflict',
    `At that time ${names.join(' and ')} would be at a meeting with a caller, or on the way. Choose other times, or take them out of the shift first.`,
  );
}

/** Refuses times that a shift cannot have. Returns the other shifts of that time. */
async function refuseUnlessFree(
  { tx, helplineId, now }: Context,
  times: Pick<Shift, 'startsAt' | 'endsAt'> & { secondLine?: boolean | undefined },
  shiftId: string,
): Promise<Shift[]> {
  const then = await shiftsBetween(tx, helplineId, new Date(times.startsAt), new Date(times.endsAt));
  const others = then.filter(({ id }) => id !== shiftId);
  const why = whyNotThen(times, others, now.getTime());
  refuseUnless(why === null, 'conflict', why ?? '');
  return others;
}
