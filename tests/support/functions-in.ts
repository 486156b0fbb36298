import ts from 'typescript';

export type FunctionFound = {
  path: string;
  name: string;
  lines: number;
  isExported: boolean;
  isDocumented: boolean;
};

/** Functions by name: declarations, arrow functions that a constant holds, and methods of an object. */
export function functionsIn(path: string, text: string): FunctionFound[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: FunctionFound[] = [];
  visit(source);
  return found;

  function visit(node: ts.Node) {
    const name = nameOf(node);
    if (name !== undefined) found.push(describe(node, name));
    ts.forEachChild(node, visit);
  }

  function describe(node: ts.Node, name: string): FunctionFound {
    const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line;
    return {
      path,
      name,
      lines: lineAt(node.end) - lineAt(node.getStart()) + 1,
      isExported:
        ts.canHaveModifiers(statement) &&
        (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
      isDocumented: ts.getJSDocCommentsAndTags(statement).length > 0,
    };
  }
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node)) return node.name?.text;
  if (ts.isMethodDeclaration(node) && (ts.isStringLiteral(node.name) || ts.isIdentifier(node.name)))
    return node.name.text;
  const holdsFunction =
    ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer);
  return holdsFunction && ts.isIdentifier(node.name) ? node.name.text : undefined;
}
