import ts from 'typescript';
import { isLibrary } from './program.ts';

/** What is written above a field that is part of a row on the server alone. */
const staysHere = /never leaves the server/i;

/** A JSON Schema. */
export type Schema = { [keyword: string]: unknown };

/**
 * Describes types by the JSON that their values become: no field that is undefined, a Date as text. Named types of ours are
 * described once, in `named`, and referred to. Objects are left open, because a reader takes no notice of fields it does not know.
 */
export function openTypeSchemas(checker: ts.TypeChecker) {
  const named: Record<string, Schema> = {};
  const owners = new Map<string, ts.Symbol>();
  return { named, schemaOf, aboutOf };

  function schemaOf(type: ts.Type): Schema {
    const symbol = namingSymbol(type);
    const name = symbol?.name;
    if (!symbol || !name || (owners.get(name) ?? symbol) !== symbol) return inPlace(type);
    if (!owners.has(name)) {
      owners.set(name, symbol);
      const schema = inPlace(type);
      named[name] = { ...aboutOf(symbol), ...schema };
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** What is written above a declaration. */
  function aboutOf(symbol: ts.Symbol): { description?: string } {
    const words = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ');
    return words === '' ? {} : { description: words };
  }

  function inPlace(type: ts.Type): Schema {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.isUnion()) return unionOf(type.types);
    if (flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.isStringLiteral()) return { type: 'string', const: type.value };
    if (type.isNumberLiteral()) return { type: 'number', const: type.value };
    if (flags & ts.TypeFlags.BooleanLiteral)
      return { type: 'boolean', const: checker.typeToString(type) === 'true' };
    if (flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return objectOf(type);
    throw new Error(`${checker.typeToString(type)} cannot be described as JSON.`);
  }

  function unionOf(types: readonly ts.Type[]): Schema {
    const present = types.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
    const isBoolean = ({ flags }: ts.Type) => !!(flags & ts.TypeFlags.BooleanLiteral);
    const words = present.flatMap((type) => (type.isStringLiteral() ? [type.value] : [])).sort();
    const both = present.filter(isBoolean).length === 2;
    const rest = present.filter((type) => !type.isStringLiteral() && !(both && isBoolean(type)));
    const parts = [
      ...(words.length > 0
        ? [{ type: 'string', ...(words.length === 1 ? { const: words[0] } : { enum: words }) }]
        : []),
      ...(both ? [{ type: 'boolean' }] : []),
      ...rest.map(schemaOf).sort(byText),
    ];
    const different = parts.filter((part, at) => parts.findIndex((one) => byText(one, part) === 0) === at);
    return different.length === 1 ? different[0]! : { anyOf: different };
  }

  function objectOf(type: ts.Type): Schema {
    if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(argumentsOf(type)[0]!) };
    if (checker.isTupleType(type)) {
      const items = argumentsOf(type);
      return { type: 'array', items: unionOf(items), minItems: items.length, maxItems: items.length };
    }
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
    if (isOfLibrary(type)) return { type: 'object', additionalProperties: true, title: type.symbol.name };
    if (type.getCallSignatures().length > 0)
      throw new Error(`${checker.typeToString(type)} is a function, and cannot be described as JSON.`);
    return withFields(type);
  }

  function withFields(type: ts.Type): Schema {
    const sent = checker.getPropertiesOfType(type).filter(isSent);
    const fields = sent.map((field) => {
      const value = checker.getTypeOfSymbol(field);
      return {
        field,
        isOptional: mayBeMissing(field, value),
        schema: { ...schemaOf(present(value)), ...aboutOf(field) },
      };
    });
    const required = fields.filter(({ isOptional }) => !isOptional).map(({ field }) => field.name);
    const others = checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
    return {
      type: 'object',
      ...(fields.length > 0 && {
        properties: Object.fromEntries(fields.map(({ field, schema }) => [field.name, schema])),
      }),
      ...(required.length > 0 && { required }),
      ...(others && { additionalProperties: schemaOf(others) }),
    };
  }

  /** Whether a field is ever part of the JSON. */
  function isSent(field: ts.Symbol): boolean {
    const isNothing = present(checker.getTypeOfSymbol(field)).flags & ts.TypeFlags.Never;
    return !isNothing && !staysHere.test(aboutOf(field).description ?? '');
  }

  /** The type without undefined, under its own name if it has one. */
  function present(type: ts.Type): ts.Type {
    const canBeNull = (type.isUnion() ? type.types : [type]).some(({ flags }) => flags & ts.TypeFlags.Null);
    return canBeNull ? type : checker.getNonNullableType(type);
  }

  function argumentsOf(type: ts.Type): readonly ts.Type[] {
    return checker.getTypeArguments(type as ts.TypeReference);
  }
}
export type TypeSchemas = ReturnType<typeof openTypeSchemas>;

const byText = (one: Schema, other: Schema) => {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : a > b ? 1 : 0;
};

const mayBeMissing = (field: ts.Symbol, type: ts.Type) =>
  !!(field.flags & ts.SymbolFlags.Optional) ||
  (type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined));

/** The alias or interface of ours that names this type, without arguments; undefined for any other. */
function namingSymbol(type: ts.Type): ts.Symbol | undefined {
  const { flags, aliasSymbol, aliasTypeArguments } = type;
  if (!(flags & (ts.TypeFlags.Object | ts.TypeFlags.Union | ts.TypeFlags.Intersection))) return undefined;
  const symbol = aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined);
  const isOurs = symbol?.declarations?.some((place) => !isLibrary(place.getSourceFile())) ?? false;
  return isOurs && !aliasTypeArguments ? symbol : undefined;
}

const isOfLibrary = (type: ts.Type) =>
  type.isClassOrInterface() && !!type.symbol.declarations?.every((place) => isLibrary(place.getSourceFile()));
