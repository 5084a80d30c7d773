/** What the catalogue says about codes, for a terminal. */
import type { CodeEntry, Finder } from '../../diagnostics/catalogue/code-entry.ts';
import type { CodeExample } from '../../platforms/example-of.ts';
import { createPainter, type Painter } from '../text/create-painter.ts';
import { wrapText } from '../text/wrap-text.ts';

export interface ExplanationOptions {
  readonly color?: boolean;
  /** Columns to fill; 100 by default. */
  readonly width?: number;
}

const finderWords: Readonly<Record<Exclude<Finder, 'nobody'>, string>> = {
  validate: 'by validate, offline; by plan and apply before they send anything',
  plan: 'by plan and apply, before anything is written',
  apply: 'by apply',
  members: 'by members, and by plan and apply with --members',
  export: 'by export',
  pull: 'by pull',
  sizes: 'by sizes, and by plan --sizes',
  catalog: 'by catalog',
  'every command': 'by every command to which it applies',
};

/** Who finds it, as the end of a sentence that begins with "found". */
export function describeFinder({ origin, foundBy, reason, found }: CodeEntry): string {
  if (found !== undefined) return found;
  if (foundBy === 'nobody') return `only by the API. ${reason ?? ''}`.trim();
  const words = finderWords[foundBy];
  // The remote side may change between plan and apply.
  return origin === 'api' && foundBy === 'plan'
    ? `${words}; by the API if the account has changed in the meantime.`
    : `${words}.`;
}

/** One code: meaning, who finds it, what to do, an example. */
export function renderExplanation(
  entry: CodeEntry,
  example: CodeExample | undefined,
  { color = false, width = 100 }: ExplanationOptions = {},
): string {
  const { code, also = [], origin, meaning, fix } = entry;
  const paint = createPainter(color);
  const row = (title: string, text: string) => titled(title, text, width, paint);
  const shown =
    example === undefined
      ? []
      : [
          '',
          `${paint('bold', 'example')}  ${example.platform}`,
          ...example.manifest
            .trimEnd()
            .split('\n')
            .map((line) => `  ${line}`),
        ];
  return [
    `${paint('bold', code)}  ${origin === 'api' ? "the API's own code" : 'audiencectl'}`,
    '',
    ...row('means', meaning),
    ...row('found', describeFinder(entry)),
    ...row('to do', fix),
    ...(also.length === 0 ? [] : row('also ', also.join('; '))),
    ...shown,
  ].join('\n');
}

function titled(title: string, text: string, width: number, paint: Painter): readonly string[] {
  return wrapText(text, width - 9).map(
    (line, index) => `${index === 0 ? paint('bold', title) : ' '.repeat(title.length)}    ${line}`,
  );
}

/** All codes under their headings, a line each. */
export function renderCodeList(
  codes: readonly CodeEntry[],
  { color = false, width = 100 }: ExplanationOptions = {},
): string {
  const paint = createPainter(color);
  const groups = [...new Set(codes.map(({ group }) => group))];
  return groups
    .map((group) =>
      [
        paint('bold', group),
        ...codes
          .filter((entry) => entry.group === group)
          .flatMap(({ code, meaning }) => [
            `  ${code}`,
            ...wrapText(meaning, width - 6).map((line) => `      ${line}`),
          ]),
      ].join('\n'),
    )
    .join('\n\n');
}
