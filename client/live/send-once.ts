import type { CommandFields, CommandName } from '#shared/contract';
import type { Live } from './live.svelte.ts';
import type { HowToSend } from './outbox.svelte.ts';

/** Sends a command unless this page has sent it with the same fields before. */
export function sendOnce<Name extends CommandName>(
  live: Live,
  name: Name,
  fields: CommandFields<Name>,
  how?: HowToSend<Name>,
) {
  const key = JSON.stringify([name, fields]);
  if (live.sentOnce.has(key)) return;
  live.sentOnce.add(key);
  void live.send(name, fields, how);
}
