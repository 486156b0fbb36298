import { longestFrame } from '#shared/limits';
import type { CommandFields, CommandName } from '#shared/contract';
import type { Waiting } from './waiting.ts';

/** Bytes that Socket.IO and the envelope (command id, time) add to a command's fields, rounded up. */
const envelope = 256;

/** The refusal of a command that is too large for a frame. */
export const tooLong =
  'This is too long to be sent in one piece. Nothing of it is lost: make it shorter and send it again.';

/** Whether the command fits the server's frame limit; a longer frame closes the connection. */
export function fitsAFrame({ name, fields }: Pick<Waiting, 'name' | 'fields'>): boolean {
  const bytes = new TextEncoder().encode(JSON.stringify([name, fields])).length;
  return bytes + envelope <= longestFrame;
}

/** Splits a call note by its fields into as few commands as fit the frame limit. Other commands stay whole. */
export function inFrames<Name extends CommandName>(
  name: Name,
  fields: CommandFields<Name>,
): CommandFields<Name>[] {
  if (!('changes' in fields) || fitsAFrame({ name, fields })) return [fields];
  return Object.entries(fields.changes).map(([field, value]) => ({ ...fields, changes: { [field]: value } }));
}
