import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileModule } from 'svelte/compiler';
import ts from 'typescript';

const target = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};

/** Svelte as browsers get it. Everything else is resolved as Node does, because `ws` gives browsers only a stub. */
export function resolve(specifier, context, next) {
  const isSvelte = /^svelte(\/|$)/.test(specifier);
  const conditions = isSvelte ? [...context.conditions, 'browser'] : context.conditions;
  return next(specifier, { ...context, conditions });
}

/** Modules with runes are compiled by Svelte itself, as the build does it. */
export async function load(url, context, next) {
  const [address] = url.split('?');
  if (!address.endsWith('.svelte.ts')) return next(url, context);
  const filename = fileURLToPath(address);
  const { outputText } = ts.transpileModule(await readFile(filename, 'utf8'), { compilerOptions: target });
  const { js } = compileModule(outputText, { filename, generate: 'client' });
  return { format: 'module', shortCircuit: true, source: js.code };
}
