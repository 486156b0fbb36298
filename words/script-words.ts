import { isShownWord, looksLikeWords, withoutValues } from './message.ts';
import type { ElementWords, Extracted, Message, Span } from './message.ts';
import { childrenOf, type Node } from './node.ts';
import { isNotWords } from './not-words.ts';

/** `shown`: any word counts. `perhaps`: what looks like words counts. `never`: the program reads it, and nobody else. */
export type Place = 'shown' | 'perhaps' | 'never';

/** Calls whose texts the program reads. */
const inertCalls =
  /^(on|import|matchMedia|querySelector(All)?|closest|matches|set|setHeader|(get|set|has|remove)(Item|Attribute)|addEventListener|createPolicy|startsWith|endsWith|includes|indexOf|split|test|createElement|RegExp|fetch|get|post|setContext|getContext|manualPureFunctions|log|warn|error|debug|info|createObjectStore|objectStore|request)$/;
/** What is thrown says something to a programmer only; what a person reads of it is said where it is caught. */
const errors = /(Error|DOMException)$/;
/** What holds the place of a draft, the name of a lock or the like: texts that only the program reads. */
const namesOfPlaces = /(^|[a-z])(place|places|placesOf|channel|turn)$/i;
/** The words a helpline's lists begin with. They are rows from then on, changed there, and told apart by their groups. */
const helplinesOwn =
  /^(presentingIssueGroups|safetyGroup|referralSourceWords|outcomeWords|responseNeededWords|flagReasonWords|boroughWords)$/;
/** Calls whose texts are words, however short. */
const wordCalls = /^(counted|capital)$/;
const asItsOperand = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);
const passesItsPlace = new Set(['LogicalExpression', 'ParenthesizedExpression', 'ChainExpression']);
/** In a file of words, a text in one of these places is shown. */
const showsInWordFiles = new Set([
  'VariableDeclarator',
  'Property',
  'ReturnStatement',
  'ArrowFunctionExpression',
  'ArrayExpression',
  'AssignmentPattern',
]);

/** Collects the messages of a script. */
export class ScriptWords {
  readonly messages: Message[] = [];
  readonly unseen: Extracted['unseen'] = [];
  readonly root: ElementWords = { nameEnd: 0, hasLang: false, own: [], within: [] };
  protected element = this.root;
  #path: string;
  #isWordFile: boolean;

  constructor(path: string) {
    this.#path = path;
    this.#isWordFile = /(^|[-/])(words|moments)\.ts$/.test(path);
  }

  visit(node: Node, place: Place = 'perhaps'): void {
    if (asItsOperand.has(node.type)) return this.visit(node.expression as Node, place);
    if (node.type.startsWith('TS') || /^(Import|ExportAll)/.test(node.type)) return;
    if (node.type === 'Literal') return this.#literal(node, place);
    if (node.type === 'TemplateLiteral') return this.#template(node, place);
    if (node.type === 'TaggedTemplateExpression') return this.all(childrenOf(node.quasi as Node), 'perhaps');
    if (passesItsPlace.has(node.type)) return this.all(childrenOf(node), place);
    if (node.type === 'ConditionalExpression') return this.#conditional(node, place);
    if (node.type === 'BinaryExpression')
      return this.all(childrenOf(node), node.operator === '+' ? place : 'perhaps');
    if (node.type === 'CallExpression' || node.type === 'NewExpression') return this.#call(node);
    if (this.#isOfProgram(node)) return;
    if (node.type === 'SwitchCase') return this.all(node.consequent as Node[], 'perhaps');
    if (node.type === 'MemberExpression') return this.#member(node);
    if (node.type === 'Property' || node.type === 'PropertyDefinition') return this.#property(node, place);
    this.all(childrenOf(node), this.#within(node, place));
  }

  protected all(nodes: Node[], place: Place) {
    for (const node of nodes) this.visit(node, place);
  }

  protected add(message: Message) {
    this.messages.push(message);
    this.element.own.push(message);
  }

  #within({ type }: Node, place: Place): Place {
    if (this.#isWordFile && showsInWordFiles.has(type)) return 'shown';
    return type === 'ArrayExpression' || type === 'ObjectExpression' ? place : 'perhaps';
  }

  #literal(node: Node, place: Place) {
    if (typeof node.value !== 'string') return;
    this.judge(node, node.value, place, () => ({ kind: 'literal', values: [] }));
  }

  #template(node: Node, place: Place) {
    const values = node.expressions as Node[];
    const pieces = (node.quasis as Node[]).map(({ value }) => (value as { cooked: string }).cooked);
    const text = pieces.map((piece, at) => (at === 0 ? piece : `{${at - 1}}${piece}`)).join('');
    const isMessage = this.judge(node, text, place, () => ({ kind: 'template', values }));
    this.all(values, isMessage || place === 'shown' ? 'shown' : place);
  }

  /** Adds a text if it is words in its place. Returns whether it is. */
  protected judge(
    { start, end }: Span,
    text: string,
    place: Place,
    rest: () => Pick<Message, 'kind' | 'values'>,
  ): boolean {
    const words = withoutValues(text);
    if (isNotWords(this.#path, text)) return false;
    const counts = place === 'shown' ? isShownWord(words) : looksLikeWords(words);
    if (!counts) return false;
    if (place === 'never') this.unseen.push({ text, start, end });
    else this.add({ text: text.replace(/\s+/g, ' '), start, end, ...rest() });
    return place !== 'never';
  }

  #conditional(node: Node, place: Place) {
    this.visit(node.test as Node);
    this.visit(node.consequent as Node, place);
    this.visit(node.alternate as Node, place);
  }

  #call(node: Node) {
    const callee = node.callee as Node;
    const name = ((callee.property as Node | undefined)?.name ?? callee.name ?? '') as string;
    if (node.type === 'NewExpression' && errors.test(name)) return;
    if (name === 'Draft') return this.all((node.arguments as Node[]).slice(2), 'perhaps');
    if (callee.type !== 'Identifier') this.visit(callee);
    const place = inertCalls.test(name) ? 'never' : wordCalls.test(name) ? 'shown' : 'perhaps';
    this.all(node.arguments as Node[], place);
  }

  /** Whether a node names something for the program, such as `const place = …`. */
  #isOfProgram(node: Node): boolean {
    const target = { VariableDeclarator: node.id, AssignmentExpression: node.left }[node.type] as
      Node | undefined;
    const name = (target?.name ?? (target?.property as Node | undefined)?.name) as string | undefined;
    return name !== undefined && (namesOfPlaces.test(name) || helplinesOwn.test(name));
  }

  #member(node: Node) {
    this.visit(node.object as Node);
    if (node.computed === true) this.visit(node.property as Node, 'never');
  }

  #property(node: Node, place: Place) {
    if (node.computed === true) this.visit(node.key as Node, 'never');
    if (node.value) this.visit(node.value as Node, this.#isWordFile ? 'shown' : place);
  }
}
