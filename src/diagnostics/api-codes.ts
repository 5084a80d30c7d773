/**
 * Every error code that the vendor's documents print for segments and audiences, with what it means
 * and who finds it before the API does.
 */
import { apiAccessCodes } from './catalogue/api-access-codes.ts';
import { apiAudienceCodes } from './catalogue/api-audience-codes.ts';
import { apiSegmentCodes } from './catalogue/api-segment-codes.ts';
import { apiSegmentTypeCodes } from './catalogue/api-segment-type-codes.ts';
import type { CodeEntry } from './catalogue/code-entry.ts';

export const apiCodes: readonly CodeEntry[] = [
  ...apiAudienceCodes,
  ...apiSegmentCodes,
  ...apiSegmentTypeCodes,
  ...apiAccessCodes,
];
