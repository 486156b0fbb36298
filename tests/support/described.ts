import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { projectRoot } from '#server/platform/root';

type Schema = { [keyword: string]: unknown };
const refusal = { content: { 'application/json': { schema: { $ref: '#/$defs/Refused' } } } };
type Path = Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>;
type OpenApi = { paths: Record<string, Path> };
type AsyncApi = { channels: { socket: { messages: Record<string, { payload?: Schema }> } } };

/** Compares what a server sent with the documents, and keeps what differs for the test to take. */
export function openDescribed() {
  const differences: string[] = [];
  const [socket, http] = [read<AsyncApi>('asyncapi.json'), read<OpenApi>('openapi.json')];
  const { messages } = socket.document.channels.socket;
  const { paths } = http.document;
  const patterns = Object.entries(paths).map(([path, operations]) => ({
    operations,
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+?')}$`),
  }));
  const operationsAt = (path: string) =>
    paths[path] ?? patterns.find(({ pattern }) => pattern.test(path))?.operations;
  return {
    /** Takes what differed since the last time. */
    take: () => differences.splice(0),
    /** An event that a page heard. */
    heard(name: string, payload: unknown) {
      const message = messages[name.replace(':', '.')];
      if (!message) differences.push(`${name} is not described.`);
      else if (message.payload) compare(name, socket.validator(name, message.payload), payload);
    },
    /** The reply to a command. */
    replied(command: string, reply: unknown) {
      compare(`the reply to ${command}`, socket.validator('reply', messages.reply!.payload!), reply);
    },
    /** An answer over HTTP whose content is JSON. Any address, also one that no route has, may be refused in the one shape of refusals. */
    answered(method: string, path: string, status: number, body: unknown) {
      const responses = operationsAt(path)?.[method.toLowerCase()]?.responses;
      const known = responses?.[status] ?? (status < 400 ? undefined : refusal);
      const schema = known?.content?.['application/json']?.schema;
      if (schema)
        compare(`${method} ${path}, ${status}`, http.validator(JSON.stringify(schema), schema), body);
      else differences.push(`${method} ${path} answered ${status}, which is not described.`);
    },
  };

  function compare(what: string, validate: ValidateFunction, value: unknown): void {
    if (validate(value)) return;
    const reasons = validate.errors!.map(
      ({ instancePath, message, params }) => `${instancePath || 'it'} ${message} ${JSON.stringify(params)}`,
    );
    differences.push(`${what}: ${reasons.join('; ')}. \`npm run api\` describes it anew.`);
  }
}

/** One document, closed: a field that it does not name is a difference. Validators are made when they are needed. */
function read<Document>(file: string) {
  const text = readFileSync(join(projectRoot, 'docs', 'api', file), 'utf8').replaceAll(
    '#/components/schemas/',
    '#/$defs/',
  );
  const document = JSON.parse(text, closed) as Document & { components: { schemas: Schema } };
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    formats: { 'date-time': isInstant, date: true, email: true },
  });
  const made = new Map<string, ValidateFunction>();
  return {
    document,
    validator(key: string, schema: Schema): ValidateFunction {
      const known = made.get(key) ?? ajv.compile({ $defs: document.components.schemas, ...schema });
      made.set(key, known);
      return known;
    },
  };
}

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);

function closed(_key: string, value: unknown): unknown {
  const isOpen = typeof value === 'object' && value !== null && 'properties' in value && 'type' in value;
  return isOpen && value.type === 'object' && !('additionalProperties' in value)
    ? { ...value, additionalProperties: false }
    : value;
}
