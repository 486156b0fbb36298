/** Where lines are written that the process can do without. */
export type Output = {
  write: (line: string) => void;
  /** How many lines could not be written. */
  dropped: () => number;
};

/**
 * Writes lines to standard output or standard error, until that fails for the first time: a stream of Node.js takes nothing
 * more then. A failure that nobody listens for is an uncaught exception, and logging that would fail in its turn, without
 * end. So it is counted and never reported.
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
