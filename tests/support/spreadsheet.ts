import { inflateRawSync } from 'node:zlib';

/** The cells of a CSV file as RFC 4180 has them, read without the library that wrote it. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    row.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

/** One cell, of the columns A to Z. An empty one may be left out of a file. */
const cell = /<c r="([A-Z])\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs;

/** The cells of the first sheet of an XLSX file, and its XML, read without the library that wrote it. */
export function xlsxRows(file: Buffer): { rows: string[][]; sheet: string } {
  const parts = partsOf(file);
  const sheet = parts.get('xl/worksheets/sheet1.xml')!;
  const shared = textsIn(parts.get('xl/sharedStrings.xml') ?? '', 'si');
  const rows = [...sheet.matchAll(/<row\b[^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
    const cells: string[] = [];
    for (const [, column, attributes, inside = ''] of row!.matchAll(cell)) {
      const [, index] = /<v>(\d+)<\/v>/.exec(inside) ?? [];
      const text = attributes!.includes('t="s"') ? shared[Number(index)] : textsIn(inside, 'is')[0];
      cells[column!.charCodeAt(0) - 65] = text ?? '';
    }
    return Array.from(cells, (text) => text ?? '');
  });
  return { rows, sheet };
}

const textsIn = (xml: string, element: string) =>
  [...xml.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))].map(([, inside]) =>
    unescaped([...inside!.matchAll(/<t\b[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join('')),
  );

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
/** The text that this XML stands for. */
export const unescaped = (xml: string) =>
  xml.replace(/&(?:#(\d+)|(\w+));/g, (_all, code: string | undefined, name: string) =>
    code === undefined ? (entities[name] ?? '') : String.fromCodePoint(Number(code)),
  );

/** The parts of a ZIP file by their names, from its central directory. */
function partsOf(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength, extra, comment] = [
      file.readUInt16LE(at + 10),
      file.readUInt32LE(at + 20),
      ...[28, 30, 32].map((offset) => file.readUInt16LE(at + offset)),
    ] as [number, number, number, number, number];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const begins = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(begins, begins + size);
    parts.set(name, (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}
