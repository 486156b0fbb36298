import type { Message } from './message.ts';
import { childrenOf, type Node } from './node.ts';
import { ScriptWords, type Place } from './script-words.ts';

/** Attributes that a person reads or hears. */
const spokenAttributes =
  /^(aria-(label|description|valuetext|roledescription)|alt|title|placeholder|label|brief|hint|words|heading|legend|aside|says|name|none|action|question|yes|no)$/;
/** Of components only, since an element's `name` is read by nobody. */
const onlyOfComponents = /^(name|words|heading|aside|says|none|action|question|yes|no|brief|hint)$/;
const inertAttributes =
  /^(class|style|place|href|src|id|for|type|role|rel|target|d|viewBox|points|transform|lang|dir|translate|autocomplete|inputmode|enterkeyhint|pattern|accept|data-.*|aria-(controls|labelledby|describedby|live|current|haspopup|autocomplete|owns|activedescendant|relevant|orientation))$/;
const elements = new Set(['RegularElement', 'SvelteElement', 'TitleElement']);

/** Collects the messages of a component: texts of its markup, what its attributes say, and what its scripts hold. */
export class MarkupWords extends ScriptWords {
  override visit(node: Node, place: Place = 'perhaps'): void {
    if (node.type === 'Root') return this.#root(node);
    if (node.type === 'Fragment') return this.#fragment(node);
    if (node.type === 'Attribute') return this.#attribute(node, false);
    if (node.type === 'ClassDirective' || node.type === 'StyleDirective')
      return this.all(childrenOf(node), 'never');
    if (elements.has(node.type)) return this.#element(node);
    if (node.type === 'Component' || node.type === 'SvelteComponent') return this.#component(node);
    if (node.type === 'Text' || node.type === 'Comment') return;
    super.visit(node, place);
  }

  #root(node: Node) {
    for (const part of [node.module, node.instance]) if (part) this.visit((part as Node).content as Node);
    this.visit(node.fragment as Node);
  }

  #element(node: Node) {
    const attributes = node.attributes as Node[];
    if (attributes.some((one) => one.name === 'translate')) return;
    const outer = this.element;
    const nameEnd = node.start + 1 + (node.name as string).length;
    const hasLang = attributes.some((one) => one.name === 'lang');
    this.element = { nameEnd, hasLang, own: [], within: [] };
    if (node.type === 'RegularElement') outer.within.push(this.element);
    this.all(attributes, 'perhaps');
    this.visit(node.fragment as Node);
    this.element = outer;
  }

  #component(node: Node) {
    for (const attribute of node.attributes as Node[])
      if (attribute.type === 'Attribute') this.#attribute(attribute, true);
      else this.visit(attribute);
    this.visit(node.fragment as Node);
  }

  /** Texts and values that stand side by side are one message; an element or a block begins another. */
  #fragment(node: Node) {
    let run: Node[] = [];
    const endRun = () => {
      this.#run(run, 'markup');
      run = [];
    };
    for (const child of node.nodes as Node[]) {
      if (child.type === 'Text' || child.type === 'ExpressionTag') run.push(child);
      else {
        endRun();
        this.visit(child);
      }
    }
    endRun();
  }

  #attribute(node: Node, ofComponent: boolean) {
    const name = node.name as string;
    const parts = (Array.isArray(node.value) ? node.value : [node.value]) as (Node | true)[];
    const nodes = parts.filter((part): part is Node => part !== true);
    const spoken = spokenAttributes.test(name) && (ofComponent || !onlyOfComponents.test(name));
    const place = inertAttributes.test(name) ? 'never' : spoken ? 'shown' : 'perhaps';
    if (place === 'never') return;
    if (!nodes.some(({ type }) => type === 'Text')) {
      const inner = (nodes[0]?.expression as Node | undefined) ?? undefined;
      if (inner) this.visit(inner, place);
    } else this.#run(nodes, 'attribute', place);
  }

  #run(nodes: Node[], kind: Message['kind'], place: Place = 'shown') {
    const values = nodes.filter(({ type }) => type === 'ExpressionTag').map((tag) => tag.expression as Node);
    let count = 0;
    const text = nodes
      .map((node) => (node.type === 'Text' ? (node.data as string) : `{${count++}}`))
      .join('')
      .replace(/\s+/g, ' ');
    const isMessage =
      nodes.some(({ type }) => type === 'Text') &&
      this.judge(trimmed(nodes), text.trim(), place, () => ({ kind, values }));
    this.all(values, isMessage || kind === 'markup' ? 'shown' : place);
  }
}

/** From the first to the last character that is not a space. */
function trimmed(nodes: Node[]) {
  const [first, last] = [nodes[0]!, nodes.at(-1)!];
  const raw = ({ type, raw }: Node) => (type === 'Text' ? (raw as string) : '');
  return {
    start: first.start + (raw(first).length - raw(first).trimStart().length),
    end: last.end - (raw(last).length - raw(last).trimEnd().length),
  };
}
