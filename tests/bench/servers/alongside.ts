import { openApplication } from '#server/app';
import { openLogger } from '#server/platform/logger';
import { openScheduler } from '#server/platform/schedule';
import { benchOrigin } from '../origin.ts';
import { machineDate } from '../../support/real-time.ts';

const alongside = await openApplication({
  databaseUrl: process.argv[2]!,
  clock: machineDate,
  scheduler: openScheduler(openLogger('silent')),
  log: openLogger('warn'),
  settings: {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: process.argv[2]!,
    dataDir: '',
    origins: [benchOrigin],
    trustProxy: 0,
    commandsPerMinute: 1_000_000,
    logLevel: 'warn',
    mail: null,
    pushSubject: 'mailto:host@example.org',
    onlyHere: true,
    trial: false,
  },
});
process.send!(alongside.port);
process.on('SIGTERM', () => void alongside.close().then(() => process.exit(0)));
