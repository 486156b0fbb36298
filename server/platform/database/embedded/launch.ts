import type { Home } from './home.ts';
import type { Native } from './native.ts';

/** What the embedded PostgreSQL is started with. `log` gets lines for whoever runs Alongside. */
export type Launch = {
  home: Home;
  native: Native;
  options: Record<string, string>;
  log: (line: string) => void;
};
