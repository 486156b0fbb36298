import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { paper } from './markdown.ts';

type Service = {
  image?: string;
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  privileged?: boolean;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test?: string[]; disable?: boolean };
  restart?: string;
  command?: string[];
};
type Compose = {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
};

const dockerfile = paper('docs/deploy/Dockerfile').text;
const text = paper('docs/deploy/compose.yaml').text;
const { services, networks } = parse(text, { merge: true }) as Compose;
const all = Object.entries(services);
/** A name with a whole version, such as postgres:15.18-bookworm. */
const pinned = /^[a-z0-9/.-]+:\d+\.\d+(\.\d+)?-[a-z0-9-]+(@sha256:[0-9a-f]{64})?$/;

test('a linter finds nothing wrong with the Dockerfile', () => {
  expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
});

test('the image is made of pinned images, fetches by npm alone, and runs as a user without privileges', () => {
  const said = dockerfile.split('\n').filter((line) => /^[A-Z]+ /.test(line));
  const lines = (word: string) =>
    said.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const from = lines('FROM').map((line) => line.split(' ')[0]!);
  for (const image of from) expect(image).toMatch(pinned);
  expect(new Set(from).size).toBe(1);
  expect(lines('RUN').join('\n')).not.toMatch(/curl|wget|apt|git |npx|https?:/);
  expect(said.findIndex((line) => line === 'USER node')).toBeLessThan(
    said.findIndex((line) => line.startsWith('CMD ')),
  );
  expect(said.filter((line) => /^(ADD|SHELL) /.test(line))).toEqual([]);
  expect(lines('HEALTHCHECK')).toHaveLength(1);
});

test('what is secret, and what belongs to this machine, stays out of the image', () => {
  const left = paper('docs/deploy/Dockerfile.dockerignore').text.trim().split('\n');
  for (const name of [
    '.git',
    '.env',
    'data*',
    'node_modules',
    'docs/deploy/.env',
    'docs/deploy/key',
    'docs/deploy/passphrase',
    'docs/deploy/backups',
    'docs/deploy/certificates',
  ])
    expect(left).toContain(name);
});

test.each(all)(
  '%s runs pinned, without privileges, and on a file system that it cannot write to',
  (_name, service) => {
    if (service.image) expect(service.image).toMatch(pinned);
    expect(service).toMatchObject({
      user: expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/),
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service.privileged).toBeUndefined();
    expect(service.cap_add ?? []).toEqual(service.ports ? ['NET_BIND_SERVICE'] : []);
  },
);

test('whatever goes on running is asked whether it works, by itself or by its image', () => {
  for (const [name, { restart, healthcheck }] of all)
    if (restart)
      expect(healthcheck?.test ?? (name === 'alongside' && /^HEALTHCHECK /m.test(dockerfile))).toBeTruthy();
});

test('nothing but the proxy is reached from outside, and the database reaches nothing', () => {
  expect(all.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
  expect(services.database!.networks).toEqual(['inside']);
  expect(networks.inside).toEqual({ internal: true });
});

test('no secret is in the file: passwords come from outside, the key from a file', () => {
  for (const [, { environment = {} }] of all)
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD/.test(name)) expect(value).toMatch(/^\$\{(OWNER_)?PASSWORD(:\?[^}]+)?\}$/);
      if (name === 'DATABASE_URL')
        expect(new URL(value.replace(/\$\{\w+\}/, 'placeholder')).password).toBe('placeholder');
    }
  expect(text).toContain('secrets:\n  key:\n    file: ./key\n');
});

test('a backup is made by the script of the unit, where the server looks for it', () => {
  const { volumes, command, environment } = services.backup!;
  expect(volumes).toEqual([
    './alongside-backup.sh:/usr/local/bin/alongside-backup:ro',
    `./backups:${services.alongside!.environment!.BACKUP_FOLDER}`,
  ]);
  expect(command!.slice(-2)).toEqual(['/usr/local/bin/alongside-backup', '/backups']);
  expect(services.alongside!.volumes).toEqual(['./backups:/backups:ro']);
  expect(environment).toMatchObject({ CREDENTIALS_DIRECTORY: '/run/secrets' });
  expect(text).toContain('  passphrase:\n    file: ./passphrase\n');
  expect(paper('docs/deploy/alongside-backup.sh').text).toContain('"$CREDENTIALS_DIRECTORY/passphrase"');
});

test('every setting that is handed on is one that Alongside knows', () => {
  for (const name of Object.keys(services.alongside!.environment!))
    expect(paper('.env.example').text).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
});
