/** Codes of audiencectl's own, where the API has none. */
import { applyCodes } from './catalogue/apply-codes.ts';
import type { CodeEntry } from './catalogue/code-entry.ts';
import { commandCodes } from './catalogue/command-codes.ts';
import { fileCodes } from './catalogue/file-codes.ts';
import { manifestCodes } from './catalogue/manifest-codes.ts';
import { membersCodes } from './catalogue/members-codes.ts';
import { planCodes } from './catalogue/plan-codes.ts';
import { remoteCodes } from './catalogue/remote-codes.ts';

export const ownCodes: readonly CodeEntry[] = [
  ...fileCodes,
  ...manifestCodes,
  ...planCodes,
  ...applyCodes,
  ...membersCodes,
  ...remoteCodes,
  ...commandCodes,
];
