import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer, walkTokens, type Token, type Tokens } from 'marked';
import { projectRoot } from '#server/platform/root';

export type Paper = { path: string; text: string };

const folders = ['.github', 'client', 'docs', 'drizzle', 'scripts', 'server', 'shared', 'tests'];

/** Every page of Markdown of the project, by its path from the project's root. */
export function papers(): Paper[] {
  const within = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path.replaceAll('\\', '/')}`,
    ),
  );
  return [...readdirSync(projectRoot), ...within]
    .filter((path) => path.endsWith('.md') && !path.includes('node_modules/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));
}

export const paper = (path: string): Paper => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') });
export const isThere = (path: string) => existsSync(join(projectRoot, path));

/** Where its links and pictures lead, as they are written. */
export const linksIn = ({ text }: Paper): string[] =>
  tokensOf(text).flatMap((token) =>
    token.type === 'link' || token.type === 'image' ? [(token as Tokens.Link).href] : [],
  );

/** What stands in it as code within a sentence or a table. */
export const codeIn = ({ text }: Paper): string[] =>
  tokensOf(text).flatMap((token) => (token.type === 'codespan' ? [(token as Tokens.Codespan).text] : []));

/** The anchors of its headings, as the places where such pages are read make them. */
export function anchorsIn({ text }: Paper): string[] {
  const seen = new Map<string, number>();
  return tokensOf(text).flatMap((token) => {
    if (token.type !== 'heading') return [];
    const anchor = anchorOf(plainText((token as Tokens.Heading).tokens));
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return [before === 0 ? anchor : `${anchor}-${before}`];
  });
}

/** The blocks of commands, each with the heading above it. */
export function commandBlocksIn({ text }: Paper): { heading: string; text: string }[] {
  let heading = '';
  return lexer(text).flatMap((token) => {
    if (token.type === 'heading') heading = plainText((token as Tokens.Heading).tokens);
    return token.type === 'code' && (token as Tokens.Code).lang === 'sh'
      ? [{ heading, text: (token as Tokens.Code).text }]
      : [];
  });
}

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');

const plainText = (tokens: Token[]): string =>
  tokens
    .map((token) =>
      'tokens' in token && token.tokens ? plainText(token.tokens) : ((token as Tokens.Text).text ?? ''),
    )
    .join('');

function tokensOf(text: string): Token[] {
  const all: Token[] = [];
  void walkTokens(lexer(text), (token) => void all.push(token));
  return all;
}
