/** Findings as workflow commands of GitHub Actions, which shows them beside the changed lines. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { printable } from '../text/printable.ts';
import { factOf, findingText } from './render-diagnostics.ts';

/**
 * One command a line, each line ended.
 *
 * @param folder the project folder as the repository sees it, such as `marketing/criteo`; annotations count files from the repository's root
 */
export function renderAnnotations(diagnostics: readonly Diagnostic[], folder = ''): string {
  return diagnostics
    .map((finding) => renderAnnotation({ title: finding.code, ...finding }, folder))
    .join('');
}

/** One command, its line ended. */
export function renderAnnotation(
  finding: Omit<Diagnostic, 'code'> & { readonly title: string },
  folder = '',
): string {
  const { severity, title, source, hint } = finding;
  const prefix = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  const place: readonly (readonly [string, string | number])[] = source
    ? [
        ['file', prefix + source.file],
        ['line', source.line],
        ['col', source.column],
        // GitHub counts the last column in, we count it out.
        ...(source.endColumn === undefined ? [] : ([['endColumn', source.endColumn - 1]] as const)),
      ]
    : [];
  const properties = [...place, ['title', title] as const]
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',');
  const text = [factOf(finding), ...(hint === undefined ? [] : [`hint: ${hint}`])].map(findingText);
  return `::${severity} ${properties}::${escapeData(text.join('\n'))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Commas and colons end a property. */
function escapeProperty(text: string): string {
  return escapeData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
