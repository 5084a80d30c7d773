/** What advice names of a project, such as its account: of several projects it names all of them, or counts them. */
import { compareText, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { formatCount, listOf } from '../../../model/text/count-of.ts';
import { messageOfMany } from '../../findings/without-ids.ts';
import type { Phrase } from '../../text/phrase.ts';
import type { CondensedFindings, CondensedRows, ProjectResult } from '../project-result.ts';

/** More of one sentence are counted. */
const mostValues = 5;

/** What stands in quotes is a name, and stays. */
const aValue =
  /"[^"]*"|\b(?<label>account|advertiser|data provider) (?<id>\d+)\b|\b(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?= UTC)/giu;

interface Value {
  readonly label?: string;
  readonly id?: string;
  readonly time?: string;
}

/** Equal for texts that differ only in such values. */
export function withoutValues(text: string): string {
  return text.replace(aValue, (found: string, label?: string, _?: string, time?: string) => {
    if (label !== undefined) return `${label} {id}`;
    return time === undefined ? found : '{time}';
  });
}

/**
 * The text that is true of each of several projects: all accounts, or the first of them and how many more there are, and
 * the latest time.
 *
 * @param texts of one project each. They differ only in such values.
 */
export function joinValues(texts: readonly string[]): string {
  const [first = ''] = texts;
  const different = [...new Set(texts)];
  if (different.length < 2) return first;
  const found = different.map(valuesIn);
  let position = -1;
  return first.replace(aValue, (own) => {
    position += 1;
    return joinValue(
      own,
      found.flatMap((values) => values[position] ?? []),
    );
  });
}

function valuesIn(text: string): readonly Value[] {
  return [...text.matchAll(aValue)].map(({ groups = {} }) => groups);
}

function joinValue(own: string, values: readonly Value[]): string {
  const ids = [...new Set(values.flatMap(({ id }) => id ?? []))];
  const label = values.find((value) => value.label !== undefined)?.label;
  if (label === undefined) {
    const times = values.flatMap(({ time }) => time ?? []).sort(compareText);
    return times.at(-1) ?? own;
  }
  if (ids.length < 2) return own;
  const hidden = ids.length - mostValues;
  const more = hidden > 0 ? [`${formatCount(hidden)} more`] : [];
  return `${label}s ${listOf([...ids.slice(0, mostValues), ...more])}`;
}

/** A finding that several projects have, in words that are true of all of them. */
export function joinFindings(findings: readonly [Diagnostic, ...Diagnostic[]]): Diagnostic {
  const [first, ...others] = findings;
  if (others.length === 0) return first;
  const message = joinValues(findings.map((finding) => messageOfMany(finding.message)));
  const { hint } = first;
  if (hint === undefined) return { ...first, message };
  return { ...first, message, hint: joinValues(findings.map((finding) => finding.hint ?? hint)) };
}

/**
 * The findings of projects of which a reader reads the same.
 *
 * @param all those of each project
 */
export function sharedFindings(all: readonly CondensedFindings[]): readonly Diagnostic[] {
  const [first, ...others] = all;
  return (first?.first ?? []).map((finding, index) =>
    joinFindings([finding, ...others.flatMap((other) => other.first[index] ?? [])]),
  );
}

/** Equal for sentences that differ only in such values. */
export function phraseWithoutValues(phrase: Phrase): Phrase {
  return phrase.map((piece) => (typeof piece === 'string' ? withoutValues(piece) : piece));
}

/** What is to say of each of several projects of which a reader reads the same, with advice for all of them. */
export function sharedRows(results: readonly ProjectResult[]): CondensedRows | undefined {
  const [first, ...others] = results.flatMap(({ run }) => run?.shared ?? []);
  if (first === undefined) return undefined;
  const rows = first.rows.map(({ label, phrase }, row) => ({
    label,
    phrase: phrase.map((piece, position) => {
      if (typeof piece !== 'string') return piece;
      const same = others.flatMap((other) => other.rows[row]?.phrase[position] ?? []);
      return joinValues([piece, ...same.filter((each) => typeof each === 'string')]);
    }),
  }));
  return { ...first, rows };
}
