import * as v from 'valibot';
import type { CommandName } from '#shared/contract';
import type { Commands } from '#shared/nouns';
import { refusals } from '#shared/refusals';
import { id, instant } from '#shared/shapes';
import type { Fields } from './command.ts';
import type { Sent } from './idempotency.ts';
import { read } from '../../tolerant-read.ts';

/** A command of the right shape; otherwise `wrong`, a sentence for the sender. */
export type Validated =
  | {
      name: CommandName;
      commandId: string;
      /** When it happened, according to the sender; null if not stated. */
      saidAt: Date | null;
      fields: Fields<CommandName>;
      /** As it came, with what this server does not know. */
      sent: Sent;
    }
  | { wrong: string };

/** Validates every event from a client against the shape of its command. */
export function openValidation(commands: Commands) {
  const shapes = Object.fromEntries(
    Object.entries(commands).map(([name, shape]) => [
      name,
      v.strictObject({ ...shape.entries, commandId: id, at: v.optional(instant) }),
    ]),
  );
  return function validate(name: string, payload: unknown): Validated {
    if (!Object.hasOwn(shapes, name)) return { wrong: refusals.malformed };
    const result = read(shapes[name]!, payload);
    if (!result.success) return { wrong: inWords(result.issues[0]) };
    const { commandId, at, ...fields } = result.output;
    return {
      name: name as CommandName,
      commandId,
      saidAt: at === undefined ? null : new Date(at),
      fields,
      sent: payload as Sent,
    };
  };
}

/** Only errors that the person can correct get a sentence that says more: ours, and not the validator's own, which begins so. */
export function inWords(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'max_length' && typeof issue.input === 'string') {
    return `This is too long: ${Number(issue.requirement).toLocaleString('en-GB')} characters fit. What you typed is still here.`;
  }
  return issue.message.startsWith('Invalid ') ? refusals.malformed : issue.message;
}
