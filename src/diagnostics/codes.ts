/** Every code that a finding, a refusal or a reason can carry, with what it means. */
import { apiCodes } from './api-codes.ts';
import type { CodeEntry } from './catalogue/code-entry.ts';
import { ownCodes } from './own-codes.ts';

/** In the order of the lists: audiencectl's own, then the API's; groups stay together. */
export const codes: readonly CodeEntry[] = [...ownCodes, ...apiCodes];

/** The entry of a code, or undefined when there is no such code. */
export function findCode(code: string): CodeEntry | undefined {
  return codes.find((entry) => entry.code === code);
}
