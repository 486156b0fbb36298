// The step before another command: `node scripts/prepare.mjs [--build] && …`.
import { prepare } from './preparation.mjs';

await prepare(process.argv.includes('--build'));
