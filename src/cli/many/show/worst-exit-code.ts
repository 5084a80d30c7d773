import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';

const { error, refused, incomplete, changes, done } = exitCodes;

/** The worst first. */
const order: readonly ExitCode[] = [error, refused, incomplete, changes, done];

/** How a run over many projects ends, of which one ended with each of these. */
export function worstExitCode(a: ExitCode, b: ExitCode): ExitCode {
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}
