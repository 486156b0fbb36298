// Everything that has to pass before anything is merged: `npm test`. Two lanes keep two cores busy. What promises something
// within so many seconds runs beside the checks, which take one core, or last, when the other lane is empty or nearly so.
import { build, checks, firstLoad } from './checks.mjs';
import { runLanes } from './lanes.mjs';
import { playwright, vitest } from './suite-kinds.mjs';

await runLanes(
  [...checks, ...['architecture', 'shared', 'client', 'server'].map((name) => vitest(name))],
  [
    ...[build, firstLoad, vitest('chaos')],
    ...[playwright('e2e', 'two at once'), playwright('e2e alone', 'alone')],
  ],
);
