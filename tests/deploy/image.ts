import { paper } from '../papers/markdown.ts';
import { openMachine } from './machine.ts';

/**
 * The steps of the Dockerfile in folders, for want of an engine: each stage is a folder, with the Node of this machine in place of
 * the one it names. What comes out is started as a user without privileges, who can write to nothing but /tmp.
 */
export async function tryImage(say: (line: string) => void): Promise<boolean> {
  const machine = openMachine();
  try {
    machine.copyProject('context');
    const { script, last } = inFolders(paper('docs/deploy/Dockerfile').text);
    say('## The steps of the Dockerfile, in folders');
    return await machine.shell(`exec 2>&1; ${script}\n${start(last)}`);
  } finally {
    machine.close();
  }
}

/** A shell script of the steps, and the folder of the last stage. */
function inFolders(dockerfile: string): { script: string; last: string } {
  const script: string[] = [];
  const add = (said: string, step: string) => script.push(`echo '${said}'`, step);
  let [stage, folder] = ['', ''];
  for (const line of dockerfile.replaceAll('\\\n', ' ').split('\n')) {
    const [word, ...rest] = line.trim().split(/\s+/) as [string, ...string[]];
    if (word === 'FROM') [stage, folder] = [`/stages/${rest[2] ?? 'last'}`, ''];
    if (word === 'WORKDIR') folder = rest[0]!;
    if (word === 'WORKDIR') add(line, `mkdir -p ${stage}${folder}`);
    if (word === 'RUN') add(line, `( cd ${stage}${folder} && ${rest.join(' ')} )`);
    if (word === 'COPY') add(line, copy(rest, `${stage}${folder}`));
  }
  return { script: script.join('\n'), last: `${stage}${folder}` };
}

function copy(words: string[], folder: string): string {
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  const to = `${folder}/${paths.pop()!}`;
  const sources = paths.map((path) => (from ? `/stages/${from}${path}` : `/context/${path}`));
  // A folder is copied as what is in it.
  return sources
    .map(
      (source) =>
        `if [ -d ${source} ]; then mkdir -p ${to} && cp -a ${source}/. ${to}; else cp -a ${source} ${to}; fi`,
    )
    .join('; ');
}

/** The trial of it, because a database of its own is not part of an image: the pages, health, and the commands of an operator. */
const start = (folder: string) => `
du -sh ${folder} | sed 's|/.*| in all|'
cd ${folder}
as_node="setpriv --reuid=1000 --regid=1000 --clear-groups env -i PATH=$PATH NODE_ENV=production DATA_DIR=/tmp/data PORT=4799"
! $as_node sh -c 'touch dist/x 2>/dev/null'
$as_node node --enable-source-maps dist/server/main.js &
server=$!
curl --silent --output /dev/null --fail --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:4799/readyz
$as_node node -e "fetch('http://127.0.0.1:4799/').then(async (page) => process.exit((await page.text()).includes('<title>Alongside</title>') ? 0 : 1))"
$as_node node dist/server/admin.js helpline list
kill $server
wait $server
echo 'The image has what it takes.'`;
