/** `--take`: the sorts of difference that a pull writes. */
import { type Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { type TakeKind, takeKinds } from '../../../pull/pull-result.ts';
import { suggest, usageError } from '../../arguments/usage-error.ts';
import type { CommandContext } from '../../process/command-context.ts';

/** What only a base can prove. */
const needingBase: readonly TakeKind[] = ['drift', 'conflict'];

/** @returns null where the option is not given, for the default. */
export function readTake({ options }: Pick<CommandContext, 'options'>): readonly TakeKind[] | null {
  const words = options
    .list('take')
    .flatMap((list) => list.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const unknown = words.filter((word) => !takeKinds.some((kind) => kind === word));
  if (unknown.length > 0) throw new DiagnosticError(unknown.map(unknownWord));
  const wanted = takeKinds.filter((kind) => words.includes(kind));
  const problem = objectToBase(wanted, options.text('base') !== null);
  if (problem !== null) throw new DiagnosticError([problem]);
  return wanted;
}

function objectToBase(wanted: readonly TakeKind[], hasBase: boolean): Diagnostic | null {
  const based = wanted.find((kind) => needingBase.includes(kind));
  if (based !== undefined && !hasBase) {
    return usageError(
      'conflicting-options',
      `--take ${based} needs --base, to know what was edited in the UI`,
      'Give --base DIR, the folder of the same project at an earlier commit, or use --take unknown.',
    );
  }
  if (!hasBase || !wanted.includes('unknown')) return null;
  return usageError(
    'conflicting-options',
    '--take unknown has no effect with --base, which says where each difference comes from',
    'Use --take drift,conflict, or leave out --base.',
  );
}

function unknownWord(word: string) {
  const hint = suggest(word, takeKinds, (kind) => kind, `Give one of ${takeKinds.join(', ')}.`);
  return usageError('invalid-option', `--take names "${word}", which cannot be taken`, hint);
}
