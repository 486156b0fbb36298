import { allHelplines } from '../helpline/queries.ts';
import type { Db } from '../platform/database/db.ts';
import { Refusal } from '../platform/live/commands/command.ts';

/** The id of the one helpline with this name or id. */
export async function helplineCalled(db: Db, nameOrId: string): Promise<string> {
  const all = await allHelplines(db);
  const [found, another] = all.filter(({ id, name }) => id === nameOrId || name === nameOrId.trim());
  if (found && !another) return found.id;
  if (found) throw new Refusal('conflict', `Several helplines are called "${nameOrId}". Give the id of one.`);
  const there = all.length > 0 ? ` The helplines are: ${all.map(({ name }) => name).join(', ')}.` : '';
  throw new Refusal('not-found', `There is no helpline called "${nameOrId}".${there}`);
}
