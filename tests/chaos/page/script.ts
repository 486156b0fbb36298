import type { App } from '../../../client/app.ts';
import type { Chance } from '../../../drizzle/seed/chance.ts';
import type { Somebody } from '../history.ts';
import { managersDeeds } from './manager.ts';
import { supervisorsDeeds } from './supervisor.ts';
import { supportersDeeds } from './supporter.ts';

export type Given = { app: App; who: Somebody; everyone: Somebody[]; chance: Chance; words: () => string };
/** Possible actions with their weights. An action that is not possible at the moment does nothing. */
export type Deeds = Record<string, { weight: number; does: () => unknown }>;

/** A person who acts on what their own page shows. Returns the function for the next action. */
export function actorFor(app: App, who: Somebody, everyone: Somebody[], chance: Chance): () => void {
  let said = 0;
  const words = () => `${who.name} ${(said += 1)}`;
  const given = { app, who, everyone, chance, words };
  const deeds = deedsOf(given);
  const weights = Object.fromEntries(Object.entries(deeds).map(([name, { weight }]) => [name, weight]));
  return () => void deeds[chance.weighted(weights)]!.does();
}

function deedsOf(given: Given): Deeds {
  if (given.who.roles.includes('manager')) return managersDeeds(given);
  if (given.who.roles.includes('supervisor')) return supervisorsDeeds(given);
  return supportersDeeds(given);
}
