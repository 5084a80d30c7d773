import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';

/** The words of `already-declared`, by who declares the same: what is wrong, and what to do. */
const words = {
  manifest: {
    text: 'already declared here, and now also in the export',
    hint: 'Keep only one declaration of each entity, or leave entities out of the export with --exclude.',
  },
  repository: {
    text: 'another project of the repository declares it, too',
    hint: 'Declare each entity in one project only. Write state: released in the other project, or leave the entity out with --exclude.',
  },
  project: {
    text: 'the project FILE declares it for the same account, too',
    hint: 'Declare each entity in one project only, and write state: released in the other project.',
  },
} as const;

/** Something that is declared twice, at one of its two places. */
export interface Twice {
  readonly address: string;
  readonly source: Source;
  /** The project file of the other place, and that place. */
  readonly other?: { readonly file: string; readonly source: Source };
}

/** One warning for all: the first of them is named, and the others are counted. */
export function alreadyDeclared(
  twice: readonly Twice[],
  by: keyof typeof words,
): readonly Diagnostic[] {
  const [first] = twice;
  if (first === undefined) return [];
  const { address, source, other } = first;
  const { text, hint } = words[by];
  const more = twice.length === 1 ? '' : ` and ${twice.length - 1} more`;
  return [
    {
      severity: 'warning',
      code: 'already-declared',
      message: `${address}${more}: ${text.replace('FILE', () => other?.file ?? '')}`,
      source,
      hint,
      address,
      ...(other ? { related: [{ label: 'declared here', source: other.source }] } : {}),
    },
  ];
}
