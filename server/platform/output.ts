/** An output whose failure does not affect the process. */
export type Output = {
  write: (line: string) => void;
  /** How many lines could not be written. */
  dropped: () => number;
};

/**
 * Writes lines to standard output or standard error until the first failure, after which a Node.js stream accepts nothing
 * more. An unhandled failure is an uncaught exception, and logging that would fail again, without
 * end; so failures are counted and never reported.
 */
export function openOutput(stream: NodeJS.WritableStream): Output {
  let isOver = false;
  let dropped = 0;
  const fail = () => {
    isOver = true;
    dropped += 1;
  };
  stream.on('error', () => (isOver = true));
  return {
    write(line) {
      if (isOver) return fail();
      try {
        stream.write(`${line}\n`, (error) => error && fail());
      } catch {
        fail();
      }
    },
    dropped: () => dropped,
  };
}
