import { openApplication } from '#server/app';
import { openLogger } from '#server/platform/logger';
import { openScheduler } from '#server/platform/schedule';
import { openTestKeys } from '../../support/keys.ts';
import { benchOrigin } from '../origin.ts';
import { machineDate } from '../../support/real-time.ts';

const databaseUrl = process.argv[2]!;
const alongside = await openApplication({
  databaseUrl,
  dataKeys: await openTestKeys(databaseUrl),
  clock: machineDate,
  scheduler: openScheduler(openLogger('silent')),
  log: openLogger('warn'),
  settings: {
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    dataDir: '',
    keyFile: undefined,
    encryptionKeys: undefined,
    origins: [benchOrigin],
    trustProxy: 0,
    commandsPerMinute: 0,
    logLevel: 'warn',
    mail: null,
    pushSubject: 'mailto:host@example.org',
    securityContact: null,
    onlyHere: true,
    trial: false,
  },
});
process.send!(alongside.port);
process.on('SIGTERM', () => void alongside.close().then(() => process.exit(0)));
