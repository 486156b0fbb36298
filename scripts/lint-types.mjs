// The rules that need types: a promise that nobody waits for, a value of type `any` that is used as something. ESLint has the others;
// with types it took ten times as long, because it reads them again for each component.
import { join } from 'node:path';
import { writeComponents } from './components-as-tsx.mjs';
import { runInView } from './run.mjs';

const sources = ['server', 'shared', 'client', 'drizzle', 'tests', 'vite.config.ts', 'vitest.config.ts'];
const oxlint = join('node_modules', 'oxlint', 'bin', 'oxlint');

process.exitCode = (await runInView([oxlint, ...sources, ...writeComponents()])) ? 0 : 1;
