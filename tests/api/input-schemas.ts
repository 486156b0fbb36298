import { toJsonSchema } from '@valibot/to-json-schema';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import type * as v from 'valibot';
import type { Program } from './program.ts';
import { originalOf, type Input } from './routes.ts';
import type { Schema, TypeSchemas } from './type-schemas.ts';

/** What a validator accepts, as JSON Schema. What only a function can tell, such as whether a text can be seen, is not in it. */
export function schemaOfShape(shape: v.GenericSchema): Schema {
  const schema: Schema = { ...toJsonSchema(shape, { typeMode: 'input', errorMode: 'ignore' }) };
  delete schema.$schema;
  return schema;
}

/** Whether the part of the request may be left out, and what it has to look like. */
export type Described = { isOptional: boolean; schema: Schema };

/** Describes the shapes that routes read requests by: by the validator where its module exports it, otherwise by its type. */
export function openInputSchemas({ checker }: Program, types: TypeSchemas) {
  return async function describe({ shape }: Pick<Input, 'shape'>): Promise<Described> {
    if (ts.isCallExpression(shape) && /^(v\.)?optional$/.test(shape.expression.getText()))
      return { ...(await describe({ shape: shape.arguments[0]! })), isOptional: true };
    const exported = exportedShape(shape);
    if (exported) {
      const module = (await import(pathToFileURL(exported.file).href)) as Record<string, v.GenericSchema>;
      const found = module[exported.name]!;
      return { isOptional: found.type === 'optional', schema: schemaOfShape(found) };
    }
    const accepted = acceptedBy(shape);
    const isOptional =
      accepted.isUnion() && accepted.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
    return { isOptional, schema: types.schemaOf(checker.getNonNullableType(accepted)) };
  };

  function exportedShape(shape: ts.Expression): { file: string; name: string } | null {
    if (!ts.isIdentifier(shape)) return null;
    const [place] = originalOf(checker, checker.getSymbolAtLocation(shape))?.declarations ?? [];
    if (!place || !ts.isVariableDeclaration(place) || !ts.isIdentifier(place.name)) return null;
    const isExported = ts.getCombinedModifierFlags(place) & ts.ModifierFlags.Export;
    return isExported ? { file: place.getSourceFile().fileName, name: place.name.text } : null;
  }

  /** The type of what this validator accepts, which each carries in a property that exists for the compiler alone. */
  function acceptedBy(shape: ts.Expression): ts.Type {
    const carried = fieldOf(checker.getTypeAtLocation(shape), '~types');
    const accepted = carried && fieldOf(checker.getNonNullableType(carried), 'input');
    if (!accepted) throw new Error(`${shape.getText()} is no shape.`);
    return accepted;
  }

  function fieldOf(type: ts.Type, name: string): ts.Type | undefined {
    const field = checker.getPropertyOfType(type, name);
    return field && checker.getTypeOfSymbol(field);
  }
}
