/** Every code that a finding, a refusal or a reason can carry, with what it means. */
import { apiCodes } from './api-codes.ts';
import type { CodeEntry } from './catalogue/code-entry.ts';
import { sandboxCodes } from './catalogue/sandbox-codes.ts';
import { ownCodes } from './own-codes.ts';

/** In the order of the lists: audiencectl's own, then the API's, then the sandbox's; groups stay together. */
export const codes: readonly CodeEntry[] = [...ownCodes, ...apiCodes, ...sandboxCodes];

/** The entry of a code, or undefined when there is no such code. */
export function findCode(code: string): CodeEntry | undefined {
  return codes.find((entry) => entry.code === code);
}
