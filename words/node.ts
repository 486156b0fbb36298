import type { Span } from './message.ts';

/** A node of the tree that Svelte's parser returns, for markup and for scripts. */
export type Node = Span & { type: string; [field: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Fields that hold types, which nobody reads, or the formatting of the file. */
const passedOver = new Set([
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
  'superTypeParameters',
  'metadata',
  'parent',
  'loc',
  'css',
]);

/** The nodes directly below a node, in the order of the source. */
export const childrenOf = (node: Node): Node[] =>
  Object.entries(node)
    .filter(([field]) => !passedOver.has(field))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]) as unknown[])
    .filter(isNode);
