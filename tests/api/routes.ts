import ts from 'typescript';
import type { Program } from './program.ts';
import { isLibrary } from './program.ts';

/** Something that a request has to look like: the expression of its shape, and which part of the request it is for. */
export type Input = {
  shape: ts.Expression;
  part: 'body' | 'query' | 'params' | 'params and query';
  name: string | null;
};

/** One route, as its source says. */
export type Route = {
  method: string;
  path: string;
  about: ts.Symbol | undefined;
  /** Types of what is sent as JSON. */
  answers: ts.Type[];
  /** Types of other content that it may answer with. */
  otherContent: string[];
  /** Statuses without content. */
  statuses: number[];
  refusals: string[];
  inputs: Input[];
  isForSignedIn: boolean;
};

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** Every route that a router of the server declares with its path, in the order of the paths. */
export function routesOf(program: Program): Route[] {
  const found: Route[] = [];
  for (const source of program.sources) visit(source);
  return found.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

  function visit(node: ts.Node): void {
    const declared = ts.isCallExpression(node) && declaration(node);
    if (declared) found.push(readRoute(program, declared.method, declared.path, node));
    else ts.forEachChild(node, visit);
  }
}

export const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method.toUpperCase()} ${path}`;

function declaration({ expression, arguments: [first] }: ts.CallExpression) {
  if (!ts.isPropertyAccessExpression(expression) || !first || !ts.isStringLiteral(first)) return null;
  const { expression: router, name } = expression;
  const isRoute = router.getText() === 'router' && methods.has(name.text) && !first.text.includes('{*');
  return isRoute ? { method: name.text, path: first.text } : null;
}

/** Follows the request and the response through every function of ours that is given one of them. */
function readRoute({ checker }: Program, method: string, path: string, call: ts.CallExpression): Route {
  const route: Route = {
    ...{ method, path, about: aboutFunction(checker, call), isForSignedIn: false },
    ...{ answers: [], otherContent: [], statuses: [], refusals: [], inputs: [] },
  };
  const followed = new Set<ts.Node>();
  for (const argument of call.arguments.slice(1)) visit(argument);
  return route;

  function visit(node: ts.Node): void {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Refusal')
      note(route.refusals, node.arguments?.[0]);
    if (ts.isCallExpression(node)) visitCall(node);
    ts.forEachChild(node, visit);
  }

  function visitCall(node: ts.CallExpression): void {
    const { expression, arguments: given } = node;
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
    // Only what changes something is limited for each person.
    if (name === 'isTooFast' && method === 'get') return;
    if (name === 'sendRefusal' || name === 'refuseUnless') return note(route.refusals, given[1]);
    if (name === 'safeParse') return void (given[1] && noteInput(given[0]!, given[1].getText()));
    if (ts.isPropertyAccessExpression(expression) && isNamed(expression.expression, 'Response'))
      return noteAnswer(name, given[0]);
    if (/^for(Viewer|SignedIn|Owner)$/.test(name)) route.isForSignedIn = true;
    if (name === 'forChange') {
      follow(given[1]!);
      follow(given[3]!);
      noteInput(given[2]!, 'body');
    }
    const isGiven = given.some((one) =>
      ['Request', 'Response', 'ParsedQs'].some((type) => isNamed(one, type)),
    );
    if (isGiven || returnsHandler(node)) follow(expression);
  }

  function noteAnswer(name: string, given: ts.Expression | undefined): void {
    if (name === 'json' && given) route.answers.push(checker.getTypeAtLocation(given));
    if (name === 'status' && given) for (const status of numbersIn(given)) route.statuses.push(status);
    if (name === 'type' && given?.getText() === "'text'") route.otherContent.push('text/plain');
    if (name === 'set' && given && /text\/calendar/.test(given.parent.getText()))
      route.otherContent.push('text/calendar');
    if (name === 'write') route.otherContent.push('application/octet-stream');
  }

  function noteInput(shape: ts.Expression, of: string): void {
    // A shape that is passed on stands where it is named.
    const [place] = checker.getSymbolAtLocation(shape)?.declarations ?? [];
    if (place && (ts.isParameter(place) || ts.isBindingElement(place))) return;
    const [inParams, inQuery, inBody] = ['params', 'query', 'body'].map((part) =>
      new RegExp(`\\b${part}\\b`).test(of),
    );
    const name = /\b(?:params|query)\.(\w+)/.exec(of)?.[1] ?? null;
    const isWhole = /\.\.\./.test(of);
    if (inBody) route.inputs.push({ shape, part: 'body', name: null });
    else if (inParams && inQuery) route.inputs.push({ shape, part: 'params and query', name: null });
    else if (inParams || inQuery)
      route.inputs.push({ shape, part: inParams ? 'params' : 'query', name: isWhole ? null : name });
  }

  function note(list: string[], given: ts.Expression | undefined): void {
    // A refusal that is passed on may be any; what it can be stands where it is made.
    if (given?.getText().endsWith('.code')) return;
    const type = given && checker.getTypeAtLocation(given);
    for (const one of type?.isUnion() ? type.types : [type]) if (one?.isStringLiteral()) list.push(one.value);
  }

  function follow(callee: ts.Expression): void {
    const body = bodyOf(checker, callee);
    if (!body || followed.has(body) || isLibrary(body.getSourceFile())) return;
    followed.add(body);
    visit(body);
  }

  function isNamed(node: ts.Expression, name: string): boolean {
    const { symbol, aliasSymbol } = checker.getTypeAtLocation(node);
    return symbol?.name === name || aliasSymbol?.name === name;
  }

  function returnsHandler(node: ts.CallExpression): boolean {
    const { symbol } = checker.getTypeAtLocation(node);
    return symbol?.name === 'RequestHandler';
  }
}

function numbersIn(node: ts.Node): number[] {
  if (ts.isNumericLiteral(node)) return [Number(node.text)];
  return ts.isConditionalExpression(node) ? [...numbersIn(node.whenTrue), ...numbersIn(node.whenFalse)] : [];
}

/** The body of the function of this name, wherever it is declared. */
function bodyOf(checker: ts.TypeChecker, callee: ts.Expression): ts.Node | undefined {
  const symbol = originalOf(checker, checker.getSymbolAtLocation(callee));
  const [place] = symbol?.declarations ?? [];
  if (place && ts.isFunctionDeclaration(place)) return place.body;
  return place && ts.isVariableDeclaration(place) ? place.initializer : undefined;
}

/** What a name stands for, past its import. */
export function originalOf(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Symbol | undefined {
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function aboutFunction(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  const place = ts.findAncestor(node, ts.isFunctionDeclaration);
  return place?.name && checker.getSymbolAtLocation(place.name);
}
