import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#server/platform/root';

/** What it takes, each with the words for whoever does not have it. */
export function whatIsMissing(): string[] {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  return [
    ...(process.platform === 'linux' && /^VERSION_ID="12"$/m.test(release) && /^ID=debian$/m.test(release)
      ? []
      : ['This is not Debian 12, which docs/running-for-real.md is written for.']),
    ...(process.getuid?.() === 0 ? [] : ['It has to be started as root.']),
    ...(has('systemd-nspawn') && existsSync('/lib/systemd/systemd')
      ? []
      : ['There is no systemd-nspawn to boot a throw-away Debian with: apt-get install systemd-container.']),
    ...(has('git') ? [] : ['There is no git, which knows the files of this project.']),
    ...(existsSync('/usr/bin/node') ? [] : ['There is no /usr/bin/node, which the units start.']),
  ];
}

/**
 * A throw-away copy of this machine's Debian: every file of it can be read, and what is changed is gone afterwards. Nothing of
 * this machine's services runs in it until it boots.
 */
export function openMachine() {
  const folder = mkdtempSync('/var/tmp/alongside-deploy-');
  const [upper, work, root] = ['upper', 'work', 'root'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [upper, work, root]) mkdirSync(path);
  must('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=/,upperdir=${upper},workdir=${work}`, root]);
  return {
    root,
    close() {
      must('umount', [root]);
      rmSync(folder, { recursive: true, force: true });
    },
    /** The files of the project as they are here, owned by root. */
    copyProject(to: string) {
      mkdirSync(join(root, to), { recursive: true });
      must('sh', [
        '-c',
        `git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --ignore-failed-read -cf - | tar -xf - --no-same-owner -C "$0"`,
        join(root, to),
      ]);
    },
    /** Runs a shell in it that reaches the network, with nothing booted. */
    shell: (script: string, environment: Record<string, string> = {}) =>
      run(['--pipe', ...settings(environment), '/bin/bash', '-e', '-c', script]),
    /** Boots it, with a network of its own; resolves when it is off again. `log` is a file in it that is shown as it grows. */
    async boot(log: string) {
      const shown = follow(join(root, log));
      const off = await run(['--boot', '--private-network', '--console=read-only'], 'ignore');
      shown.stop();
      return off;
    },
  };

  /** Without machined, and with the names of the processes of this machine out of sight. */
  function run(words: string[], output: 'inherit' | 'ignore' = 'inherit'): Promise<boolean> {
    const child = spawn(
      'systemd-nspawn',
      [
        ...[
          '--quiet',
          '--register=no',
          '--keep-unit',
          '--resolv-conf=bind-host',
          '--link-journal=no',
          '-M',
          'alongside-try',
        ],
        ...['--directory', root, ...words],
      ],
      { stdio: ['ignore', output, 'inherit'], cwd: projectRoot },
    );
    return once(child, 'exit').then(([code]) => code === 0);
  }
}

const settings = (environment: Record<string, string>) =>
  Object.entries(environment).map(([name, value]) => `--setenv=${name}=${value}`);

/** Prints what is written to a file, as it is written. */
function follow(path: string) {
  let shown = 0;
  const look = () => {
    if (!existsSync(path) || statSync(path).size <= shown) return;
    const text = readFileSync(path);
    process.stdout.write(text.subarray(shown));
    shown = text.length;
  };
  const timer = setInterval(look, 500);
  return {
    stop() {
      clearInterval(timer);
      look();
    },
  };
}

function must(program: string, words: string[]) {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8', cwd: projectRoot });
  if (status !== 0) throw new Error(`${program}: ${stderr.trim()}`);
}
