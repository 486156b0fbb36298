import { openApplication } from '#server/app';
import { openLogger } from '#server/platform/logger';
import { openScheduler } from '#server/platform/schedule';
import { openTestKeys } from '../../support/keys.ts';
import { benchOrigin } from '../origin.ts';
import { machineDate } from '../../support/real-time.ts';

/** The port, and that of its metrics, are chosen by whoever measures more than one. */
const [databaseUrl = '', port = '0', metricsPort] = process.argv.slice(2);
const alongside = await openApplication({
  databaseUrl,
  dataKeys: await openTestKeys(databaseUrl),
  clock: machineDate,
  scheduler: openScheduler(openLogger('silent')),
  log: openLogger('warn'),
  settings: {
    port: Number(port),
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
    backupFolder: undefined,
    metrics: metricsPort === undefined ? null : { port: Number(metricsPort), host: '127.0.0.1' },
    onlyHere: true,
    trial: false,
  },
});
process.send!(alongside.port);
process.on('SIGTERM', () => void alongside.close().then(() => process.exit(0)));
