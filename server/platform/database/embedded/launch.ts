import type { Home } from './home.ts';
import type { Native } from './native.ts';

/** The parameters for starting the embedded PostgreSQL. `log` receives lines for the person at the terminal. */
export type Launch = {
  home: Home;
  native: Native;
  options: Record<string, string>;
  log: (line: string) => void;
};
