import type { DetailFormat } from '../../../report/many/condense/condenser-options.ts';

/** Whether reports in this format show the changes of each project. */
export function isDetailFormat(format: string): format is DetailFormat {
  return format === 'text' || format === 'markdown' || format === 'html';
}
