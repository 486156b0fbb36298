/** Types docs/running-for-real.md into a throw-away Debian: `npm run deploy:try`. `npm run deploy:try -- image` does the Dockerfile's steps. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { script, withNetwork } from './evening.ts';
import { openMachine, whatIsMissing } from './machine.ts';
import { tryImage } from './image.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const unit = [
  '[Unit]',
  'After=multi-user.target',
  '[Service]',
  'Type=oneshot',
  'ExecStart=/bin/bash /root/try.sh',
].join('\n');

const missing = whatIsMissing();
if (missing.length > 0) {
  say(['Nothing was tried, because something is missing here:', ...missing].join('\n  '));
  process.exit(1);
}
process.exitCode = (process.argv[2] === 'image' ? await tryImage(say) : await tryDebian()) ? 0 : 1;

async function tryDebian(): Promise<boolean> {
  const machine = openMachine();
  try {
    machine.copyProject('srv/alongside');
    say('## What needs the network, before it boots');
    const shell = `exec 2>&1; export DEBIAN_FRONTEND=noninteractive
      if command -v pg_dropcluster > /dev/null; then pg_dropcluster --stop 15 main; fi
      ${withNetwork}
      [ -d /var/lib/postgresql/15/main ] || pg_createcluster 15 main`;
    if (!(await machine.shell(shell))) return false;
    writeFileSync(join(machine.root, 'root', 'try.sh'), script);
    writeFileSync(join(machine.root, 'etc', 'systemd', 'system', 'try.service'), `${unit}\n`);
    writeFileSync(
      join(machine.root, 'etc', 'systemd', 'system', 'try.timer'),
      '[Timer]\nOnBootSec=1\n[Install]\nWantedBy=timers.target\n',
    );
    if (!(await machine.shell('systemctl enable try.timer caddy haproxy postgresql 2>&1'))) return false;
    await machine.boot('root/try.log');
    return readFileSync(join(machine.root, 'root', 'try.code'), 'utf8').trim() === '0';
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  } finally {
    machine.close();
  }
}
