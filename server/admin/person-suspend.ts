import * as v from 'valibot';
import { peopleCommands } from '#shared/people';
import { letBackIn, signOut, suspend, type ByManagerOrHost } from '../people/suspending.ts';
import { reactions } from '../reactions.ts';
import { adminCommand, type World } from './command.ts';
import { withDatabase } from './database.ts';
import { helplineOption, personMeant } from './person-meant.ts';

const options = {
  email: { value: 'ADDRESS', should: 'their e-mail address', needed: true },
  helpline: helplineOption,
};
const shape = v.strictObject({
  email: peopleCommands['person:invite'].entries.email,
  helpline: v.optional(v.string()),
});
type Wish = v.InferOutput<typeof shape>;

export const personSuspend = adminCommand({
  does: 'Keeps somebody out at once: ends their sign-ins and their link, and passes on what was assigned to them.',
  changes: true,
  options,
  shape,
  run: (wish, world) =>
    changed(world, wish, {
      work: (change, id) => suspend(change, id, reactions),
      says: (name) => `${name} is suspended. What was assigned to them waits for the others.`,
    }),
});

export const personRestore = adminCommand({
  does: 'Lets somebody who was suspended in again.',
  changes: true,
  options,
  shape,
  run: (wish, world) =>
    changed(world, wish, {
      work: letBackIn,
      says: (name) =>
        `${name} can sign in again. Their places in shifts and their open work stay with the others.`,
    }),
});

export const signInsEnd = adminCommand({
  does: 'Signs somebody out everywhere, such as after a device was lost. They are told, and can sign in again.',
  changes: true,
  options,
  shape,
  run: (wish, world) =>
    changed(world, wish, {
      work: signOut,
      says: (name) => `${name} is signed out everywhere. Pages that are open notice within a minute.`,
    }),
});

type Doing = {
  work: (change: ByManagerOrHost, personId: string) => Promise<void>;
  says: (firstName: string) => string;
};

/** Does something to the person with this e-mail address, in the host's name. */
function changed(world: World, { email, helpline }: Wish, { work, says }: Doing) {
  return withDatabase(world, async (db) => {
    const { id, helplineId, firstName } = await personMeant(db, email, helpline);
    await world.changing(db)(helplineId, (change) => work({ ...change, actor: null }, id));
    return { lines: [says(firstName)], facts: { person: { id, firstName, email, helplineId } } };
  });
}
