import { StringDecoder } from 'node:string_decoder';

/** The lines of a text that arrives in pieces; each ends with a line feed. */
export async function* linesIn(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let begun = '';
  for await (const piece of source) {
    const lines = decoder.write(piece).split('\n');
    const ended = lines.pop()!;
    for (const line of lines) {
      yield begun + line;
      begun = '';
    }
    begun += ended;
  }
  if (begun !== '') yield begun;
}
