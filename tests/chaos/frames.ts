/** One WebSocket frame as it came, and its text where it is text. */
export type Frame = { bytes: Buffer; text: string };

/** Splits a stream into the part before the first empty line, and the WebSocket frames after it. */
export function openFrames() {
  let rest = Buffer.alloc(0);
  let begun = false;

  return function framesIn(data: Buffer): Frame[] {
    rest = Buffer.concat([rest, data]);
    const found: Frame[] = [];
    for (let length = nextLength(); length !== null; length = nextLength()) {
      const bytes = rest.subarray(0, length);
      found.push({ bytes, text: begun ? textOf(bytes) : '' });
      rest = rest.subarray(length);
      begun = true;
    }
    return found;
  };

  function nextLength(): number | null {
    if (!begun) {
      const end = rest.indexOf('\r\n\r\n');
      return end < 0 ? null : end + 4;
    }
    const head = headOf(rest);
    return head === null || rest.length < head.start + head.length ? null : head.start + head.length;
  }
}

type Head = { start: number; length: number; mask: Buffer | null };

function headOf(bytes: Buffer): Head | null {
  if (bytes.length < 2) return null;
  const short = bytes[1]! & 127;
  const sizeBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskAt = 2 + sizeBytes;
  const isMasked = (bytes[1]! & 128) !== 0;
  const start = maskAt + (isMasked ? 4 : 0);
  if (bytes.length < start) return null;
  const length =
    sizeBytes === 0 ? short : Number(bytes.readUIntBE(sizeBytes === 2 ? 2 : 4, sizeBytes === 2 ? 2 : 6));
  return { start, length, mask: isMasked ? bytes.subarray(maskAt, start) : null };
}

function textOf(bytes: Buffer): string {
  const { start, mask } = headOf(bytes)!;
  const body = bytes.subarray(start);
  return (mask ? body.map((byte, index) => byte ^ mask[index % 4]!) : body).toString();
}
