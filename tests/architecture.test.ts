import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';
import { functionsIn } from './support/functions-in.ts';
import { cyclesIn } from './support/cycles.ts';
import { importsOf, placesOf, sourcesIn, type Import, type Source } from './support/sources.ts';
import { unusedProps } from './support/unused-props.ts';

const everywhere = ['server', 'client', 'shared', 'drizzle'];
const ours = /^(server|client|shared|drizzle|tests|scripts)\//;
/** The folders of server that are not a noun. */
const framework = ['platform', 'trial'];

const imports = (...folders: string[]) => sourcesIn(...folders).flatMap(importsOf);
const nounOf = (path: string) => /^server\/([a-z-]+)\//.exec(path)?.[1];
const isNoun = (path: string) => nounOf(path) !== undefined && !framework.includes(nounOf(path)!);

test('shared knows nobody else and does nothing of its own accord', () => {
  none(
    imports('shared').filter(
      ({ of }) => (ours.test(of) && !of.startsWith('shared/')) || of.startsWith('node:'),
    ),
  );
});

test('the database schema knows only itself and what is shared', () => {
  none(imports('drizzle').filter(({ of }) => ours.test(of) && !/^(drizzle|shared)\//.test(of)));
});

test('the client knows only itself and what is shared', () => {
  none(
    imports('client').filter(
      ({ of }) => (ours.test(of) && !/^(client|shared)\//.test(of)) || of.startsWith('node:'),
    ),
  );
});

test('the server does not know the client, and nothing that runs knows the tests', () => {
  none(imports('server').filter(({ of }) => /^client\//.test(of)));
  none(imports(...everywhere).filter(({ of }) => /^tests\//.test(of)));
});

test('a noun does not know who serves it; only its routes speak HTTP', () => {
  const serves = ({ path, of }: Import) =>
    /^server\/(main|app|platform\/live\/(?!commands\/(command|permit)\.ts$))/.test(of) ||
    (!/[/-]routes\.ts$/.test(path) && /^server\/platform\/http\/|^express$/.test(of));
  none(imports('server').filter((found) => isNoun(found.path) && serves(found)));
});

test('the platform knows no noun', () => {
  const shared =
    /^shared\/(audit|contract|limits|nouns|permission|protocol|refusals|shapes|sign-ins|slugs|text-checks|viewer)(\.ts)?$/;
  // Who signs in is a person of a helpline; everything else here is a table of the platform's own.
  const tables =
    /^drizzle\/schema\/(audit-log|cluster|columns|commands|encryption|guesses|helplines|people|sessions)(\.ts)?$/;
  none(
    imports('server/platform').filter(
      ({ of }) => ours.test(of) && !of.startsWith('server/platform/') && !shared.test(of) && !tables.test(of),
    ),
  );
});

test('only files of queries know the tables', () => {
  const knows = ({ path, of }: Import) =>
    of.startsWith('drizzle/schema') &&
    !/(^|[/-])queries\.ts$/.test(path) &&
    !path.startsWith('server/platform/');
  none(imports('server').filter(knows));
});

test('a noun never calls the commands or routes of another noun', () => {
  const isOther = ({ path, of }: Import) =>
    nounOf(of) !== nounOf(path) && /^server\/.*\/(commands|routes)(\.[jt]s)?$/.test(of);
  none(imports('server').filter((found) => isNoun(found.path) && isOther(found)));
});

test('nouns import one another one way, types included', () => {
  const between = imports('server').filter(({ path, of }) => isNoun(path) && isNoun(of));
  expect(cyclesIn(between.map(({ path, of }) => ({ from: nounOf(path)!, to: nounOf(of)! })))).toEqual([]);
});

test.each(['server', 'client'])('no files of the %s import one another, types included', (folder) => {
  expect(cyclesIn(imports(folder).map(({ path, of }) => ({ from: path, to: of })))).toEqual([]);
});

test('a cycle is found, however long it is and wherever one comes in', () => {
  const edges = ['a b', 'b c', 'c b', 'c d', 'd d', 'x y', 'y z', 'z x'].map((edge) => edge.split(' '));
  expect(cyclesIn(edges.map(([from, to]) => ({ from: from!, to: to! })))).toEqual(['b, c', 'x, y, z']);
});

test('lucia is named only where people sign in', () => {
  none(
    imports('server', 'client', 'shared', 'drizzle').filter(
      ({ path, of }) => of === 'lucia' && !path.startsWith('server/platform/auth/'),
    ),
  );
});

test('Socket.IO is named only where things are live', () => {
  const named = imports(...everywhere);
  none(
    named.filter(
      ({ path, of }) => /^socket\.io(-adapter)?(\/|$)/.test(of) && !path.startsWith('server/platform/live/'),
    ),
  );
  none(
    named.filter(({ path, of }) => /^socket\.io-client(\/|$)/.test(of) && !path.startsWith('client/live/')),
  );
});

test('a store never imports the store of another noun', () => {
  const isStore = (path: string) => path.endsWith('.svelte.ts') && !/^client\/(live|ui)\//.test(path);
  const isOther = ({ path, of }: Import) => isStore(path) && isStore(of) && dirname(path) !== dirname(of);
  none(imports('client').filter(isOther));
});

test('a function of the client names the stores it reads, and does not take them all', () => {
  const files = sourcesIn('client').filter(({ path }) => path.endsWith('.ts') && path !== 'client/app.ts');
  none(placesOf(/[\w}]: App\b/, files));
});

test('what is live and what is only looks know no noun', () => {
  none(
    imports('client').filter(
      ({ path, of }) => /^client\/live\//.test(path) && /^client\/(?!live\/)/.test(of),
    ),
  );
  none(
    imports('client').filter(({ path, of }) => /^client\/ui\//.test(path) && /^client\/(?!ui\/)/.test(of)),
  );
});

test('nothing of a page bears the name of what the build leaves out where its result is not used', () => {
  const config = readFileSync(join(projectRoot, 'vite.config.ts'), 'utf8');
  const names = [...config.match(/manualPureFunctions: \[([^\]]*)\]/)![1]!.matchAll(/'(\w+)'/g)].map(
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(5);
  none(
    placesOf(
      new RegExp(`@render (${names.join('|')})\\(|function (${names.join('|')})\\(`),
      sourcesIn('client'),
    ),
  );
});

test('no view takes a text out of its box without saying which was sent', () => {
  const views = sourcesIn('client').filter(({ path }) => !path.startsWith('client/live/'));
  none(placesOf(/drafts\.put\(.*, ''\)/, views));
});

test('no view puts text on the page as markup', () => {
  none(placesOf(/\{@html/, sourcesIn('client')));
});

test('what people wrote is isolated where it stands in a sentence of ours, so that right-to-left words turn nothing else', () => {
  const sources = sourcesIn('client').filter(
    ({ path }) => !/(words-of-message\.ts|PutWordsIn\.svelte)$/.test(path),
  );
  const isOurs = String.raw`isolated\(|\w*Words\[`;
  const inQuotes = new RegExp(String.raw`^(?!.*dir="auto").*“\$?\{(?!${isOurs})`);
  none(placesOf(inQuotes, sources));

  const written = 'note|reason|learning|body|whatKeepsSafe|warning|followUp\\.words';
  const inItsElement = new RegExp(
    String.raw`<(?!bdi|blockquote|textarea)[a-z]+(?![^>]*dir="auto")[^<>]*>\{([\w.]+\.)?(${written})\}`,
  );
  none(placesOf(inItsElement, sources));
  const amongWords = new RegExp(
    String.raw`^(?!.*(bdi>|dir="auto"|<blockquote)).*[^=\w"]\{[\w.]+\.(${written})\}`,
  );
  none(placesOf(amongWords, sources));
});

test('a component takes every property that it declares', () => {
  const planted = `<script lang="ts">
    type Props = { used: string; unused?: string } & { another: string };
    let { used, another: renamed = used }: Props = $props();
  </script>`;
  expect(unusedProps(planted)).toEqual(['unused']);
  const components = sourcesIn('client').filter(({ path }) => path.endsWith('.svelte'));
  expect(
    components.flatMap(({ path, lines }) => unusedProps(lines.join('\n')).map((one) => `${path}: ${one}`)),
  ).toEqual([]);
});

test('a row with a name is kept with its name isolated', () => {
  const named = placesOf(/^ {2}firstName: string;$/, sourcesIn('shared')).map((place) => place.split(':')[0]);
  expect(named).toEqual(['shared/people.ts', 'shared/presence.ts', 'shared/shifts.ts']);
  const stores = /^client\/(people\/people|presence\/presences|shifts\/shifts)\.svelte\.ts$/;
  const keeping = placesOf(/new VersionedMap<\w+>\(.*withIsolatedName/, sourcesIn('client'));
  expect(keeping.map((place) => place.split(':')[0]!).filter((path) => stores.test(path))).toHaveLength(3);
});

test('no file is longer than 200 lines', () => {
  const long = sourcesIn(...everywhere).filter(({ lines }) => lines.length > 201);
  none(long.map(({ path, lines }) => `${path}:201 goes on to line ${lines.length - 1}`));
});

/** Whether `folder` is that of the noun which a command's prefix names. */
function isFolderOf(prefix: string, folder: string | undefined): boolean {
  const irregular: Record<string, string> = { person: 'people' };
  const noun = irregular[prefix] ?? prefix.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [noun, `${noun}s`].includes(folder ?? '');
}

test('the prefix of a command is the name of its folder', () => {
  const handlers = sourcesIn('server').flatMap(({ path, lines }) =>
    lines.flatMap((line) => {
      const [, prefix] = /^ {2}(?:async )?'(\w+):\w+'[(:]/.exec(line) ?? [];
      return prefix === undefined ? [] : [{ path, prefix }];
    }),
  );
  expect(handlers.length).toBeGreaterThan(50);
  none(
    handlers
      .filter(({ path, prefix }) => !isFolderOf(prefix, nounOf(path)))
      .map(({ path, prefix }) => `${path} handles ${prefix}:`),
  );
});

test('the client sends the commands of a noun from one file, and nowhere else', () => {
  const commandFile = /^client\/([a-z-]+)\/commands\.ts$/;
  const sends = /\b(live|outbox)\.send\b|\bsendOnce\(|\bsend\b[^=]*\} = [\w.]*(live|outbox)\b/i;
  const elsewhere = ({ path }: Source) => !commandFile.test(path) && !path.startsWith('client/live/');
  none(placesOf(sends, sourcesIn('client').filter(elsewhere)));

  const sent = sourcesIn('client').flatMap(({ path, lines }) => {
    const [, folder] = commandFile.exec(path) ?? [];
    const prefixes = [...lines.join('\n').matchAll(/send(?:Once)?\(\s*(?:live,\s*)?'(\w+):\w+'/g)];
    return folder === undefined ? [] : prefixes.map(([, prefix]) => ({ path, folder, prefix: prefix! }));
  });
  expect(sent.length).toBeGreaterThan(50);
  none(
    sent
      .filter(({ folder, prefix }) => !isFolderOf(prefix, folder))
      .map(({ path, prefix }) => `${path} sends ${prefix}:`),
  );
});

test('no handler is longer than 40 lines', () => {
  const handlers = sourcesIn('server').flatMap(({ path, lines }) => functionsIn(path, lines.join('\n')));
  none(
    handlers
      .filter(({ name, lines }) => name.includes(':') && lines > 40)
      .map(({ path, name, lines }) => `${path} ${name} has ${lines} lines`),
  );
});

test('every exported function of shared says what its code cannot', () => {
  const exported = sourcesIn('shared').flatMap(({ path, lines }) => functionsIn(path, lines.join('\n')));
  none(
    exported
      .filter(({ isExported, isDocumented }) => isExported && !isDocumented)
      .map(({ path, name }) => `${path} ${name}`),
  );
});

test('no test is left out', () => {
  none(
    placesOf(/\b(test|it|describe)(\.\w+)*\.(skip|only|todo|fixme|fails|skipIf|runIf)\b/, sourcesIn('tests')),
  );
});

test('nothing is put off to a later day', () => {
  const words = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);
  none(placesOf(words, sourcesIn(...everywhere, 'tests', 'scripts')));
});

function none(found: (Import | string)[]): void {
  const places = found.map((one) =>
    typeof one === 'string' ? one : `${one.path}:${one.line} imports ${one.of}`,
  );
  expect(places, places.join('\n')).toEqual([]);
}

test('the browser never loads what turns wall time into instants', () => {
  const turning = new Set([
    'temporal-polyfill',
    'shared/opening-hours',
    'shared/reminders',
    'shared/pattern-plan',
  ]);
  none(imports('client').filter(({ of }) => turning.has(of)));
  const without = ({ path, of }: Import) =>
    turning.has(of.replace(/\.ts$/, '')) && !turning.has(path.replace(/\.ts$/, ''));
  none(imports('shared').filter(without));
});

test('every dependency earns its line in the README', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const named = (name: string) => readme.includes(name) || readme.includes(`${name.split('/')[0]}/*`);
  const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(all.filter((name) => !named(name))).toEqual([]);
});

test('every engine draws the underlines and scroll bars of the pages', () => {
  const styles = sourcesIn('client').filter(({ path }) => /\.(css|svelte)$/.test(path));
  none(placesOf(/text-decoration: *underline +[^;]/, styles));
  expect(placesOf(/scrollbar-color: var\(--/, styles)).toHaveLength(1);
});

test('a sheet that some components import has no class that another has of its own', () => {
  const all = sourcesIn('client').map((source) => ({ ...source, names: namesIn(source) }));
  const users = new Map<string, string[]>();
  for (const { of, path } of imports('client'))
    if (of.endsWith('.css')) users.set(of, [...(users.get(of) ?? []), path]);
  // Whatever main.ts imports is for every page, and may be added to. What is printed concerns the frame around it too.
  const isForAll = ({ path }: Source) =>
    path.endsWith('/print.css') || users.get(path)?.includes('client/main.ts');
  const sheets = all.filter(({ path }) => path.endsWith('.css'));
  const everyones = new Set(sheets.filter(isForAll).flatMap(({ names }) => [...names]));
  const some = sheets.filter((sheet) => !isForAll(sheet));
  expect(some.length).toBeGreaterThan(0);
  none(
    some.flatMap((sheet) =>
      all
        .filter(({ path }) => path.endsWith('.svelte') && !users.get(sheet.path)?.includes(path))
        .flatMap(({ path, names }) =>
          [...names]
            .filter((name) => sheet.names.has(name) && !everyones.has(name))
            .map((name) => `${path} styles .${name}, which ${sheet.path} does too`),
        ),
    ),
  );
});

/** The classes that are styled in a sheet or a component. */
const namesIn = ({ lines }: Source) =>
  new Set(
    lines
      .slice(lines.indexOf('<style>') + 1)
      .filter((line) => /[{,]$/.test(line))
      .flatMap((line) => line.match(/(?<=\.)[a-z][a-z-]+/g) ?? []),
  );

test('every hazard has a control, and every control a test that exists', () => {
  const lines = readFileSync(join(projectRoot, 'docs', 'security.md'), 'utf8').split('\n');
  const hazards = lines.filter((line) => /^\| H\d+ /.test(line));
  expect(hazards.length).toBe(11);
  for (const hazard of hazards) {
    const controls = [...hazard.matchAll(/`(tests\/[^`]+)` "([^"]+)"/g)];
    expect(controls.length, hazard).toBeGreaterThan(0);
    for (const [, file, title] of controls)
      expect(readFileSync(join(projectRoot, file!), 'utf8'), `${file}: ${title}`).toContain(title);
  }
});
