import { trialData } from '../support/built-server.ts';

/** One trial is begun for the whole run; each file's server starts with a copy of it. */
export default async function beginTrial() {
  const { path, remove } = await trialData();
  process.env.E2E_TRIAL_DATA = path;
  return remove;
}
