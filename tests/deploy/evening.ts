import { commandBlocksIn, paper } from '../papers/markdown.ts';

type Step = { title: string; script: string };

const address = 'https://alongside.example.org';
const certificate = '/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt';

/** The blocks below these headings, in their order, as they are written. */
function blocksOf(path: string, isMeant: (heading: string) => boolean): Step[] {
  const blocks = commandBlocksIn(paper(path)).filter(({ heading }) => isMeant(heading));
  return blocks.map(({ heading, text }) => ({ title: `${path}: ${heading}`, script: text }));
}

const numbered = blocksOf('docs/running-for-real.md', (heading) => /^\d\. /.test(heading));
const upgrade = blocksOf('docs/running-for-real.md', (heading) => heading === 'Upgrades');
const twoServers = blocksOf('docs/running-two-nodes.md', (heading) => heading === 'With systemd');
const first = (step: Step) => step.title.includes(': 1. ');

/** What is written to be done by hand, or stands for what a test has not got: no mail server, and no public name. */
const byHand: Record<string, string> = {
  '3. ': `sed -i 's/^SMTP_URL=/# &/; s/^MAIL_FROM=/# &/' /etc/alongside/environment`,
  '6. ': [
    `echo '127.0.0.1 alongside.example.org' >> /etc/hosts`,
    `sed -i '1i {\\n\\tlocal_certs\\n\\tskip_install_trust\\n}' /etc/caddy/Caddyfile`,
    'systemctl reload caddy',
    `for _ in $(seq 60); do curl --silent --output /dev/null --cacert ${certificate} ${address}/livez && break; sleep 1; done`,
  ].join('\n'),
};

const checks: Record<string, string> = {
  '5. ': [
    'systemd-analyze verify --man=no /etc/systemd/system/alongside@.service 2>&1 | (! grep alongside)',
    'systemd-analyze security --no-pager --threshold=20 alongside@4700 > /root/exposure; tail -1 /root/exposure',
    `[ "$(ps -o user= -p "$(systemctl show -P MainPID alongside@4700)")" = alongside ]`,
    `( . /etc/alongside/environment; psql "$DATABASE_URL" -c 'create table lamps (id int)' 2>&1 ) | grep 'permission denied'`,
    '! runuser -u nobody -- cat /etc/alongside/key',
  ].join('\n'),
  '6. ': `curl --silent --show-error --fail --cacert ${certificate} ${address}/readyz`,
  '8. ': `ls /var/backups/alongside/*.backup && systemctl is-active alongside-backup.timer`,
};

const managers: Step = {
  title: 'docs/running-for-real.md: 7. Two managers, each with a passkey, over TLS',
  script: `( cd /srv/alongside && NODE_EXTRA_CA_CERTS=${certificate} npx tsx -C source tests/deploy/managers.ts ${address} /root/try.log )`,
};

/** Asked ten times a second while one server after the other is replaced, the proxy has to answer each time. */
const rolling: Step = {
  title: 'docs/running-two-nodes.md: one after the other is replaced, and nobody is turned away',
  script: [
    `( set +e; while [ ! -e /root/enough ]; do echo $(curl -s -o /dev/null -w '%{http_code}' --cacert ${certificate} ${address}/livez); sleep 0.1; done > /root/answers ) &`,
    'sleep 1; systemctl restart alongside@4701 && systemctl restart alongside@4702; sleep 2; touch /root/enough; wait $!',
    'sort /root/answers | uniq -c',
    '! grep -v 200 /root/answers',
  ].join('\n'),
};

const around = (step: Step): Step[] => {
  const of = (table: Record<string, string>) =>
    Object.entries(table).find(([number]) => step.title.includes(`: ${number}`))?.[1];
  const [hand, check] = [of(byHand), of(checks)];
  return [
    step,
    ...(hand ? [{ title: `by hand: ${step.title}`, script: hand }] : []),
    ...(check ? [{ title: `looked at: ${step.title}`, script: check }] : []),
  ];
};

/** What needs the network: the packages of Debian and of npm. Done before the machine boots, without a network, for the rest. */
export const withNetwork = [
  ...[...numbered, ...twoServers]
    .filter((step) => !first(step))
    .flatMap(({ script }) => script.match(/^apt-get .*$/gm) ?? []),
  ...numbered.filter(first).map(({ script }) => script),
].join('\n');

const withoutNetwork = [
  ...numbered
    .filter((step) => !first(step))
    .flatMap((step) => (step.title.includes(': 8. ') ? [managers, ...around(step)] : around(step))),
  ...upgrade,
  ...twoServers,
  rolling,
];

/** All of it as one shell, as one person types it. Ends the machine; what it ended with is in /root/try.code. */
export const script = [
  '#!/bin/bash',
  'exec > /root/try.log 2>&1',
  `trap 'echo $? > /root/try.code; [ "$(cat /root/try.code)" = 0 ] || journalctl --no-pager -b | tail -60; systemctl poweroff' EXIT`,
  'set -e',
  'export HOME=/root NPM_CONFIG_OFFLINE=true DEBIAN_FRONTEND=noninteractive; cd /srv/alongside',
  ...withoutNetwork.flatMap(({ title, script: text }) => [
    `cat <<'SHOWN'\n\n## ${title}\n${text.replace(/^/gm, '$ ')}\nSHOWN`,
    text,
  ]),
  `printf '\\nEverything was done as it is written.\\n'`,
].join('\n');
