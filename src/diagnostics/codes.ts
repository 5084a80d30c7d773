/** Every code that a finding can carry, with what it means. */
import { type ApiCode, apiCodes } from './api-codes.ts';
import { type OwnCode, ownCodes } from './own-codes.ts';

export type CodeEntry =
  | ({ readonly origin: 'api' } & ApiCode)
  | ({ readonly origin: 'audiencectl' } & OwnCode);

/** In the order of the lists: the API's, then audiencectl's own. */
export const codes: readonly CodeEntry[] = [
  ...apiCodes.map((entry) => ({ origin: 'api' as const, ...entry })),
  ...ownCodes.map((entry) => ({ origin: 'audiencectl' as const, ...entry })),
];

/** The entry of a code, or undefined when there is no such code. */
export function findCode(code: string): CodeEntry | undefined {
  return codes.find((entry) => entry.code === code);
}
