import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { listSome } from '../model/text/list-some.ts';

/** The words of `already-declared`, by who declares the same: what is wrong, and what to do. */
const words = {
  manifest: {
    text: () => 'already declared here, and now also in the export',
    hint: 'Keep only one declaration of each entity, or leave entities out of the export with --exclude.',
  },
  repository: {
    text: (them: string) => `another project of the repository declares ${them}, too`,
    hint: 'Declare each entity in one project only. Write state: released in the other project, or leave the entity out with --exclude.',
  },
  project: {
    text: (them: string, file: string) =>
      `the project ${file} declares ${them} for the same account, too`,
    hint: 'Check that both projects are meant for this account. If they are, declare each entity in one project only, and write state: released in the other project.',
  },
} as const;

/** Of a manifest that both projects read: it cannot say different things of one entity. */
const sharedHint =
  'Check that both projects are meant for this account. If they are, let only one of them read this manifest.';

/** Something that is declared twice, at one of its two places. */
export interface Twice {
  readonly address: string;
  readonly source: Source;
  /** The project file of the other place, and that place. */
  readonly other?: { readonly file: string; readonly source: Source };
  /** The dotted paths of what the two places want differently. */
  readonly differences?: readonly string[];
  /** Whether both places are the same one, in a manifest that two projects read. */
  readonly isShared?: boolean;
}

/** One warning for all: the first of them is named, and the others are counted. */
export function alreadyDeclared(
  twice: readonly Twice[],
  by: keyof typeof words,
): readonly Diagnostic[] {
  const [first] = twice;
  if (first === undefined) return [];
  const { address, source, other, differences = [], isShared } = first;
  const { text, hint } = words[by];
  const them = twice.length === 1 ? 'it' : 'them';
  const more = twice.length === 1 ? '' : ` and ${twice.length - 1} more`;
  return [
    {
      severity: 'warning',
      code: 'already-declared',
      message: `${address}${more}: ${text(them, other?.file ?? '')}${describeDifferences(differences)}`,
      source,
      hint: isShared ? sharedHint : hint,
      address,
      ...(other ? { related: [{ label: 'declared here', source: other.source }] } : {}),
    },
  ];
}

function describeDifferences(differences: readonly string[]): string {
  if (differences.length === 0) return '';
  const paths = listSome(differences, 3);
  return `, and wants other values (${paths}). Each run of apply undoes what the other did`;
}
