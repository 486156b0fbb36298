import { callStateWords, lengthWords, listOfField } from '#shared/call-log';
import { refusals } from '#shared/refusals';
import { day, slug } from '#shared/shapes';
import { slugsOf } from '#shared/slugs';
import { statusOf } from '#server/platform/http/send';
import { actors } from '../access/actors.ts';
import { routeCases } from '../access/routes.ts';
import { openInputSchemas, schemaOfShape, type Described } from './input-schemas.ts';
import type { Program } from './program.ts';
import { keyOf, routesOf, type Input, type Route } from './routes.ts';
import { openTypeSchemas, type Schema, type TypeSchemas } from './type-schemas.ts';

type Describe = (input: Input) => Promise<Described>;
type Parameter = { name: string; in: 'query' | 'path'; required: boolean; schema: Schema } & Schema;
type Code = keyof typeof refusals;

/** HTTP as OpenAPI 3.1: from the routes as their sources declare them, and from the matrix of who may ask. */
export async function openApiOf(program: Program): Promise<Schema> {
  const types = openTypeSchemas(program.checker);
  const describe = openInputSchemas(program, types);
  const paths: Record<string, Schema> = {};
  for (const route of routesOf(program))
    (paths[pathOf(route)] ??= {})[route.method] = await operationOf(route, types, describe);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Alongside over HTTP',
      version: '1',
      description: [
        'Made by `npm run api` from the sources; docs/wire.md tells how it is used. `x-who-may` names who gets what a route serves, in',
        'the words of `x-actors`; tests ask each route as each of them. A reader takes no notice of fields that it does not know.',
        'Whatever changes something needs an `Origin` of the server’s own.',
      ].join(' '),
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: 'https://{host}', variables: { host: { default: 'alongside.example.org' } } }],
    'x-actors': actors,
    security: [],
    paths,
    components: {
      schemas: { ...types.named, Refused: refused },
      securitySchemes: { signIn: { type: 'apiKey', in: 'cookie', name: '__Host-alongside' } },
    },
  };
}

const refused: Schema = {
  description: 'Why it was refused, and a sentence to be shown as it is.',
  type: 'object',
  properties: {
    code: { type: 'string', enum: Object.keys(refusals).sort() },
    message: { type: 'string' },
  },
  required: ['code', 'message'],
};
const refusedAs = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refused' } } },
});

async function operationOf(route: Route, types: TypeSchemas, describe: Describe): Promise<Schema> {
  const { parameters, body } = await inputsOf(route, describe);
  const about = route.about && types.aboutOf(route.about).description;
  return {
    operationId: keyOf(route).replace(/[^A-Za-z]+(\w?)/g, (_, next: string) => next.toUpperCase()),
    ...(about && { summary: about }),
    ...whoMay(route),
    ...(route.isForSignedIn && { security: [{ signIn: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: !body.isOptional, content: { 'application/json': { schema: body.schema } } },
    }),
    responses: responsesOf(route, types),
  };
}

/** A route that the matrix does not have yet fails its own test, and says nothing here. */
function whoMay(route: Route): Schema {
  const known = routeCases[keyOf(route)];
  if (!known) return {};
  return 'open' in known ? { 'x-who-may': known.open } : { 'x-who-may': known.may };
}

async function inputsOf(route: Route, describe: Describe) {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const parameters = new Map<string, Parameter>(
    inPath.map((name) => [name, { name, in: 'path', required: true, schema: { type: 'string' } }]),
  );
  let body: Described | null = null;
  for (const input of route.inputs) {
    const described = await describe(input);
    if (input.part === 'body') body ??= described;
    else if (input.name) add(input.name, described.schema, !described.isOptional);
    else addFields(described.schema);
  }
  if (keyOf(route) === 'GET /api/calls/log') for (const one of logFilters) parameters.set(one.name, one);
  return { parameters: [...parameters.values()], body };

  function addFields({
    properties = {},
    required = [],
  }: {
    properties?: Record<string, Schema>;
    required?: string[];
  }) {
    for (const [name, schema] of Object.entries(properties)) add(name, schema, required.includes(name));
  }
  function add(name: string, schema: Schema, required: boolean) {
    const place = inPath.includes(name) ? ('path' as const) : ('query' as const);
    parameters.set(name, { name, in: place, required: required || place === 'path', schema });
  }
}

/** The log reads its filters by the lists of the helpline, and not by a validator. */
const filterShapes: Record<string, Schema> = {
  ...Object.fromEntries(Object.keys(listOfField).map((name) => [name, schemaOfShape(slug)])),
  length: { type: 'string', enum: slugsOf(lengthWords) },
  state: { type: 'string', enum: slugsOf(callStateWords) },
};
const logFilters: Parameter[] = [
  ...Object.entries(filterShapes).map(([name, items]) => ({
    ...{ name, in: 'query' as const, required: false, style: 'form', explode: false },
    schema: { type: 'array', items },
  })),
  ...['from', 'to'].map((name) => ({
    name,
    in: 'query' as const,
    required: false,
    schema: schemaOfShape(day),
  })),
  { name: 'before', in: 'query', required: false, schema: { type: 'string' } },
];

function responsesOf(route: Route, types: TypeSchemas): Record<string, Schema> {
  const answers = [
    ...new Map(route.answers.map(types.schemaOf).map((one) => [JSON.stringify(one), one])).values(),
  ];
  const content = {
    ...(answers.length > 0 && {
      'application/json': { schema: answers.length === 1 ? answers[0] : { anyOf: answers } },
    }),
    ...Object.fromEntries(route.otherContent.map((type) => [type, { schema: { type: 'string' } }])),
  };
  const hasContent = Object.keys(content).length > 0;
  const codes = [...new Set(route.refusals)].sort() as Code[];
  return {
    ...(hasContent && { 200: { description: 'What was asked for.', content } }),
    ...Object.fromEntries(
      [...new Set(route.statuses)]
        .filter((status) => status !== 200 || !hasContent)
        .map((status) => [status, { description: 'Without content.' }]),
    ),
    ...Object.fromEntries(codes.map((code) => [statusOf[code], refusedAs(`\`${code}\`: ${refusals[code]}`)])),
    default: refusedAs('Any other refusal.'),
  };
}

const pathOf = ({ path }: Route) => path.replace(/:(\w+)/g, '{$1}');
