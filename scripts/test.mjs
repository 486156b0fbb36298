// Everything that has to pass before anything is merged: `npm test`. Two lanes keep two cores busy; what keeps both busy by itself comes
// after them, alone: side by side, a test of the server took up to five times as long.
import { build, checks, firstLoad } from './checks.mjs';
import { runLanes } from './lanes.mjs';
import { playwright, vitest } from './suite-kinds.mjs';

await runLanes(
  [
    [...checks, vitest('architecture'), vitest('shared')],
    [build, firstLoad, vitest('chaos')],
  ],
  [vitest('client'), vitest('server'), playwright('e2e', 'two at once'), playwright('e2e alone', 'alone')],
);
