// What a developer waits for after each change: `npm run test:quick`. `npm test` is the whole.
import { checks } from './checks.mjs';
import { runLanes } from './lanes.mjs';
import { vitest } from './suite-kinds.mjs';
import { serverTestsTouched } from './touched.mjs';

const files = serverTestsTouched();
console.log(
  files.length > 0
    ? `The change touches ${files.length} files of server tests: ${files.join(' ')}`
    : 'The change touches no file of server tests.',
);
await runLanes([
  checks,
  [
    vitest('quick', { projects: ['architecture', 'shared', 'client'] }),
    ...(files.length > 0 ? [vitest('server', { files })] : []),
  ],
]);
