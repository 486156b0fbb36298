import type { CommandFields, CommandName } from '#shared/contract';
import type { Live } from './live.svelte.ts';

/** Removes refused commands that a new one replaces, so that they are not offered to be sent again. */
export function forgetRefused<Name extends CommandName>(
  live: Live,
  name: Name,
  isTheSame: (fields: CommandFields<Name>) => boolean,
) {
  for (const { commandId, fields, refusal } of live.waiting(name))
    if (refusal !== undefined && isTheSame(fields)) live.outbox.forget(commandId);
}
