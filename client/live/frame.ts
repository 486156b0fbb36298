import { longestFrame } from '#shared/shapes';
import type { CommandFields, CommandName } from '#shared/contract';
import type { Waiting } from './waiting.ts';

/** What Socket.IO and the envelope (command id, time) put around a command's fields, in bytes; rounded up. */
const envelope = 256;

/** The refusal of a command that fits no frame. */
export const tooLong =
  'This is too long to be sent in one piece. Nothing of it is lost: make it shorter and send it again.';

/** Whether it fits a frame: the server closes a connection that sends a longer one. */
export function fitsAFrame({ name, fields }: Pick<Waiting, 'name' | 'fields'>): boolean {
  const bytes = new TextEncoder().encode(JSON.stringify([name, fields])).length;
  return bytes + envelope <= longestFrame;
}

/** Splits a command into as few as its frames need: a note by its fields; every other command stays whole. */
export function inFrames<Name extends CommandName>(
  name: Name,
  fields: CommandFields<Name>,
): CommandFields<Name>[] {
  if (!('changes' in fields) || fitsAFrame({ name, fields })) return [fields];
  return Object.entries(fields.changes).map(([field, value]) => ({ ...fields, changes: { [field]: value } }));
}
