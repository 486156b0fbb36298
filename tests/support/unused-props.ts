import ts from 'typescript';

/** The properties that a component declares in the type of its `$props()` and does not take. */
export function unusedProps(component: string): string[] {
  const script = /<script lang="ts">([\s\S]*?)<\/script>/.exec(component)?.[1] ?? '';
  const file = ts.createSourceFile('component.ts', script, ts.ScriptTarget.Latest);
  const types = new Map(
    file.statements.filter(ts.isTypeAliasDeclaration).map(({ name, type }) => [name.text, type]),
  );
  return file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .flatMap(({ name, type, initializer }) => {
      const asks =
        initializer && ts.isCallExpression(initializer) && isCalled(initializer.expression, '$props');
      if (!asks || !type || !ts.isObjectBindingPattern(name)) return [];
      if (name.elements.some(({ dotDotDotToken }) => dotDotDotToken)) return [];
      const taken = name.elements.map((one) => textOf(one.propertyName ?? one.name));
      return declaredIn(type, types).filter((property) => !taken.includes(property));
    });
}

function declaredIn(type: ts.TypeNode, types: Map<string, ts.TypeNode>): string[] {
  if (ts.isTypeLiteralNode(type)) return type.members.flatMap(({ name }) => (name ? [textOf(name)] : []));
  if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type))
    return type.types.flatMap((one) => declaredIn(one, types));
  if (ts.isParenthesizedTypeNode(type)) return declaredIn(type.type, types);
  const named =
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && types.get(type.typeName.text);
  return named ? declaredIn(named, types) : [];
}

const isCalled = (node: ts.Node, name: string) => ts.isIdentifier(node) && node.text === name;
const textOf = (node: ts.Node) => (ts.isIdentifier(node) || ts.isStringLiteral(node) ? node.text : '');
