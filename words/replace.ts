import type { Message, MessageKind, Span } from './message.ts';

/** A stretch of a source with what stands there instead. `inner` is a part of that stretch, with the edits within it done. */
export type Edit = Span & { write: (inner: (span: Span) => string) => string };

/** The source with all edits done. An edit may lie within another one. */
export function edited(code: string, edits: Edit[], within: Span = { start: 0, end: code.length }): string {
  const isWithin = ({ start, end }: Span) => within.start <= start && end <= within.end;
  const widestFirst = edits.filter(isWithin).sort((a, b) => a.start - b.start || b.end - a.end);
  let written = '';
  let at = within.start;
  for (const edit of widestFirst) {
    if (edit.start < at) continue;
    const others = edits.filter((one) => one !== edit);
    written += code.slice(at, edit.start) + edit.write((span) => edited(code, others, span));
    at = edit.end;
  }
  return written + code.slice(at, within.end);
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '{': '&#123;',
  '}': '&#125;',
  '"': '&quot;',
  "'": '&#39;',
};
const inMarkup = (text: string) => text.replace(/[&<{}"']/g, (character) => entities[character]!);

type Writing = { text: (text: string) => string; value: (code: string) => string; around: string };
const writing: Record<MessageKind, Writing> = {
  markup: { text: inMarkup, value: (code) => `{${code}}`, around: '' },
  attribute: { text: inMarkup, value: (code) => `{${code}}`, around: '' },
  literal: { text: (text) => text.replace(/[\\']/g, '\\$&'), value: (code) => code, around: "'" },
  template: {
    text: (text) => text.replace(/[\\`]|\$(?=\{)/g, '\\$&'),
    value: (code) => `\${${code}}`,
    around: '`',
  },
};

/** The edit that puts a translation in the place of a message, each value where the translation has it. */
export function editFor(message: Message, translation: string): Edit {
  const { text, value, around } = writing[message.kind];
  const write: Edit['write'] = (inner) =>
    translation
      .split(/\{(\d+)\}/)
      .map((part, at) => (at % 2 === 0 ? text(part) : value(inner(message.values[Number(part)]!))))
      .join('');
  const { start, end } = message;
  return { start, end, write: (inner) => around + write(inner) + around };
}
