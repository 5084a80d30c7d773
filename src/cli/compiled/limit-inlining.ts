/**
 * How V8 compiles a run of seconds. Thousands of entities make some hundred functions hot, each for a moment. To compile
 * each together with all that it calls takes a fifth of the processor time of such a run, and returns nothing. Loops
 * that run for minutes, such as hashing members, do need it.
 */
import { versions } from 'node:process';
import { setFlagsFromString } from 'node:v8';

/** V8 prints an error for a flag that it does not know, so later versions are left as they are until they were tried. */
const latestTried = 24;

const flag = '--max-inlined-bytecode-size-cumulative=0';

/** For a run that reads and compares much, once. */
export function limitInlining(node: string = versions.node): boolean {
  if (Number.parseInt(node, 10) > latestTried) return false;
  setFlagsFromString(flag);
  return true;
}
