import { guardText } from '../../../model/text/guard-text.ts';
import type { FindingsFormat } from '../../report-format.ts';
import { codeQualityOf } from './code-quality-of.ts';
import type { FindingsReport } from './findings-report.ts';
import { renderJunit } from './render-junit.ts';
import { sarifOf } from './sarif-of.ts';

/** Findings as other tools read them; equal findings give equal bytes. */
export function renderFindingsReport(
  report: FindingsReport,
  format: Exclude<FindingsFormat, 'json'>,
): string {
  switch (format) {
    case 'sarif':
      return jsonText(sarifOf(report));
    case 'codequality':
      return jsonText(codeQualityOf(report));
    case 'junit':
      return renderJunit(report);
  }
}

function jsonText(value: object): string {
  return `${guardText(JSON.stringify(value, null, 2), 'json')}\n`;
}
