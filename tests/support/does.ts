import type { CommandFields, CommandName } from '#shared/contract';
import type { Client } from './client.ts';

/** Sends a command of an evening, and expects it to succeed. */
export type Does = <Name extends CommandName>(
  client: Client,
  name: Name,
  fields: CommandFields<Name>,
) => Promise<void>;
