import { lexer, type Token, type Tokens } from 'marked';
import { isSafeLink } from '#shared/page-text';

/** What stands within a line of a page. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold'; inside: Inline[] }
  | { kind: 'stressed'; inside: Inline[] }
  | { kind: 'link'; href: string; inside: Inline[] }
  | { kind: 'break' };
/** What a page is made of. `plain`: what a page does not know, as it was written. */
export type Block =
  | { kind: 'heading'; level: number; inside: Inline[] }
  | { kind: 'paragraph'; inside: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'plain'; text: string };

/** Lists and stresses within one another, beyond which they are shown as they were written. */
const deepest = 4;

/** The parts of a page's text. Whatever is not a heading, a list, bold or a link that may be followed becomes text. */
export function blocksOf(body: string): Block[] {
  try {
    return lexer(body).flatMap((token) => blockOf(token, 0));
  } catch {
    // Nested thousands of times over.
    return [{ kind: 'plain', text: body }];
  }
}

const plain = (text: string): Block[] => (text.trim() === '' ? [] : [{ kind: 'plain', text: text.trim() }]);

function blockOf(token: Token, depth: number): Block[] {
  const { type, raw } = token;
  if (depth > deepest) return plain(raw);
  if (type === 'heading') {
    const { depth: level, tokens } = token as Tokens.Heading;
    return [{ kind: 'heading', level: Math.min(level, 3), inside: inlinesOf(tokens, 0) }];
  }
  if (type === 'paragraph' || (type === 'text' && 'tokens' in token))
    return [{ kind: 'paragraph', inside: inlinesOf((token as Tokens.Paragraph).tokens, 0) }];
  if (type !== 'list') return plain(raw);
  const { ordered, start, items } = token as Tokens.List;
  const inItems = items.map((item) => item.tokens.flatMap((one) => blockOf(one, depth + 1)));
  return [{ kind: 'list', ordered, start: Number(start) || 1, items: inItems }];
}

const inlinesOf = (tokens: Token[] | undefined, depth: number): Inline[] =>
  (tokens ?? []).map((token) => inlineOf(token, depth));

function inlineOf(token: Token, depth: number): Inline {
  const { type, raw } = token;
  const inside = () => inlinesOf((token as Tokens.Strong).tokens, depth + 1);
  if (depth > deepest) return { kind: 'text', text: raw };
  if (type === 'br') return { kind: 'break' };
  if (type === 'strong') return { kind: 'bold', inside: inside() };
  if (type === 'em') return { kind: 'stressed', inside: inside() };
  if (type === 'text' || type === 'escape') return { kind: 'text', text: (token as Tokens.Text).text };
  if (type === 'link' && isSafeLink((token as Tokens.Link).href))
    return { kind: 'link', href: (token as Tokens.Link).href, inside: inside() };
  return { kind: 'text', text: raw };
}

/** The words of a page without its marks, for the search and the beginnings in a list. */
export function wordsOf(body: string): string {
  const inLine = (one: Inline): string => {
    if (one.kind === 'text') return one.text;
    return one.kind === 'break' ? ' ' : one.inside.map(inLine).join('');
  };
  const inBlock = (block: Block): string => {
    if (block.kind === 'plain') return block.text;
    return block.kind === 'list'
      ? block.items.flat().map(inBlock).join(' ')
      : block.inside.map(inLine).join('');
  };
  return blocksOf(body).map(inBlock).join(' ');
}
