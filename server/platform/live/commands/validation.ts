import * as v from 'valibot';
import type { CommandName } from '#shared/contract';
import type { Commands } from '#shared/nouns';
import { refusals } from '#shared/refusals';
import { id, instant } from '#shared/shapes';
import type { Fields } from './command.ts';

/** A command that has the right shape; otherwise a sentence for whoever wrote it. */
export type Validated =
  | {
      name: CommandName;
      commandId: string;
      /** When the sender says it happened; null where nothing is said. */
      saidAt: Date | null;
      fields: Fields<CommandName>;
    }
  | { wrong: string };

export type Validate = ReturnType<typeof openValidation>;

/** Every event from a client is held against the shape of its command. */
export function openValidation(commands: Commands) {
  const shapes = Object.fromEntries(
    Object.entries(commands).map(([name, shape]) => [
      name,
      v.strictObject({ ...shape.entries, commandId: id, at: v.optional(instant) }),
    ]),
  );
  return function validate(name: string, payload: unknown): Validated {
    if (!Object.hasOwn(shapes, name)) return { wrong: refusals.malformed };
    const read = v.safeParse(shapes[name]!, payload, { abortEarly: true });
    if (!read.success) return { wrong: inWords(read.issues[0]) };
    const { commandId, at, ...fields } = read.output;
    return {
      name: name as CommandName,
      commandId,
      saidAt: at === undefined ? null : new Date(at),
      fields: fields as Fields<CommandName>,
    };
  };
}

/** Only what the person can do something about gets words of its own. */
function inWords(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'max_length' && typeof issue.input === 'string') {
    return `This is too long: ${Number(issue.requirement).toLocaleString('en-GB')} characters fit. What you typed is still here.`;
  }
  return issue.type === 'check' ? issue.message : refusals.malformed;
}
