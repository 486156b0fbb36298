import { startEmbedded } from '#server/platform/database/embedded/start';

const { url } = await startEmbedded({ dir: process.argv[2]! });
process.stdout.write(`${url}\n`);
// Without anything to wait for, the process would end by itself before it is killed.
process.stdin.resume();
