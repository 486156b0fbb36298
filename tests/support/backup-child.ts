import { restoreBackup } from '#server/platform/backup/restore';
import { tablesToKeep } from '#server/platform/backup/tables';
import { takeBackup } from '#server/platform/backup/take';
import { verifyBackup } from '#server/platform/backup/verify';
import { testKeySource } from './keys.ts';
import { quickKeys } from './quick-keys.ts';
import { nobodyErased } from './nobody-erased.ts';

/** Prints the process's peak growth in megabytes. */
const [what, databaseUrl = '', file = ''] = process.argv.slice(2);
const wish = { databaseUrl, file, keysFor: quickKeys('a lamp in every window'), trial: false };
await tablesToKeep();

const before = process.memoryUsage().rss;
let most = before;
setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10).unref();

if (what === 'take') await takeBackup(wish);
else if (what === 'restore')
  await restoreBackup({ ...wish, keySource: testKeySource, erasing: nobodyErased });
else await verifyBackup(file, wish.keysFor);

console.log(JSON.stringify({ megabytes: (most - before) / 2 ** 20 }));
