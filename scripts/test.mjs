// Everything that has to pass before anything is merged: `npm test`. Two lanes keep two cores busy.
import { build, checks, firstLoad } from './checks.mjs';
import { runLanes } from './lanes.mjs';
import { playwright, vitest } from './suite-kinds.mjs';

await runLanes(
  [...checks, ...['architecture', 'shared', 'client', 'server'].map((name) => vitest(name))],
  [build, firstLoad, playwright('e2e'), vitest('chaos')],
);
