import { longestFrame } from '#shared/shapes';
import type { CommandFields, CommandName } from '#shared/contract';
import type { Waiting } from './command-queue.svelte.ts';

/** What Socket.IO and the envelope (command id, time) put around a command's fields, in bytes; rounded up. */
const envelope = 256;

/** Why a command was not sent that no frame can hold. */
export const tooLong =
  'This is too long to be sent in one piece. Nothing of it is lost: make it shorter and send it again.';

/** Whether a frame can hold it: the server drops the link of whoever sends a longer one. */
export function fitsAFrame({ name, fields }: Pick<Waiting, 'name' | 'fields'>): boolean {
  const bytes = new TextEncoder().encode(JSON.stringify([name, fields])).length;
  return bytes + envelope <= longestFrame;
}

/** The same command in as few parts as its frames need: a note goes field by field, everything else stays whole. */
export function inFrames<Name extends CommandName>(
  name: Name,
  fields: CommandFields<Name>,
): CommandFields<Name>[] {
  if (!('changes' in fields) || fitsAFrame({ name, fields })) return [fields];
  return Object.entries(fields.changes).map(([field, value]) => ({ ...fields, changes: { [field]: value } }));
}
