import { actors, type Actor } from './actors.ts';
import { commandCases } from './commands.ts';
import { newsCases } from './news.ts';
import { routeCases } from './routes.ts';

/** Prints who may do, read and be told what, as `npm test` proves it against a running server. */
const everybody = Object.keys(actors) as Actor[];
const width = 46;

for (const [actor, means] of Object.entries(actors)) console.log(`${actor.padEnd(width)}${means}`);
print(
  'Commands',
  Object.entries(commandCases).map(([name, { may }]) => [name, may] as const),
);
print(
  'News',
  Object.entries(newsCases).map(([name, { seenBy }]) => [name, seenBy] as const),
);
const askedOf = Object.entries(routeCases).flatMap(([route, one]) =>
  'given' in one ? [[route, one.may] as const] : [],
);
print('Routes', askedOf);
console.log('\nRoutes that are open to everybody');
for (const [route, one] of Object.entries(routeCases))
  if ('open' in one) console.log(`${route.padEnd(width)}${one.open}`);

function print(title: string, rows: (readonly [string, readonly Actor[]])[]) {
  console.log(`\n${title.padEnd(width)}${everybody.join(' ')}`);
  for (const [name, may] of rows)
    console.log(name.padEnd(width) + everybody.map((actor) => mark(may.includes(actor), actor)).join(' '));
  const counts = everybody.map((actor) => rows.filter(([, may]) => may.includes(actor)).length);
  console.log(
    'yes'.padEnd(width) + counts.map((count, at) => padded(String(count), everybody[at]!)).join(' '),
  );
  console.log(
    'no'.padEnd(width) +
      counts.map((count, at) => padded(String(rows.length - count), everybody[at]!)).join(' '),
  );
}

function mark(may: boolean, actor: Actor) {
  return padded(may ? 'yes' : '·', actor);
}
function padded(text: string, actor: Actor) {
  return text.padEnd(actor.length);
}
