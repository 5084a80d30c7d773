/**
 * Edge: gives the process the exit code of a command when that ends. A stream that failed meanwhile has set its own.
 *
 * Node.js ends with 0 where nothing is left that could happen, also if the command waits for something that never
 * comes: then this says so, and ends with 1.
 *
 * @param say writes to stderr
 * @returns settled when the command has ended
 */
export function endProcess(
  command: Promise<number>,
  name: string,
  say: (text: string) => void,
): Promise<void> {
  const fail = () => {
    say(`error unexpected ${name} failed because of a bug: it stopped before its end\n`);
    process.exitCode = 1;
  };
  process.once('beforeExit', fail);
  return command.then((exitCode) => {
    process.off('beforeExit', fail);
    process.exitCode ??= exitCode;
  });
}
