import { startEmbedded } from '#server/platform/database/embedded/start';

const { url, stop } = await startEmbedded({ dir: process.argv[2]! });
process.stdout.write(`${url}\n`);
// Without anything to wait for, the process would end by itself before it is killed. It stops when nobody writes to it any more.
process.stdin.resume().on('end', () => void stop());
