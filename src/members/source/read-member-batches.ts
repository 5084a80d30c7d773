/** Edge: who should be on a list, and who must not, as batches of records. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { type IdentifierRule, ruleInto } from '../identifiers/identifier-rule.ts';
import type { MemberBatch } from '../table/member-batch.ts';
import { collectMembers } from './collect-members.ts';
import { describeSource, sourceError } from './fields/field-reader.ts';
import type { Waiting } from './files/open-pipe.ts';
import type { ExcludedPeople, MemberSource } from './member-source.ts';
import { readSource } from './read-source.ts';
import type { FileAccount, SourceAccount } from './source-account.ts';

/** What a batch is of; those who are excluded come last, and win. */
export type BatchOf = 'wanted' | 'excluded';

/** What went wrong with the files of those who are excluded. */
export class ExcludeError extends DiagnosticError {}

/** @throws DiagnosticError when a file cannot be read to its end, never with any of its content. */
export async function readMemberBatches(
  {
    source,
    rule,
    stdin,
    waiting = {},
  }: {
    readonly source: MemberSource;
    readonly rule: IdentifierRule;
    readonly stdin: AsyncIterable<Buffer>;
    readonly waiting?: Waiting;
  },
  onBatch: (batch: MemberBatch, of: BatchOf) => void,
): Promise<SourceAccount> {
  const collector = collectMembers(rule, (batch) => onBatch(batch, 'wanted'), source.form.nulls);
  await readSource(source, stdin, collector, waiting);
  const account = collector.finish();
  const { exclude } = source;
  if (exclude === null) return { ...account, excluded: null };
  const reading = { exclude, rule, waiting };
  const excluded = await readExcluded(reading, (batch) => onBatch(batch, 'excluded'));
  return { ...account, excluded };
}

async function readExcluded(
  {
    exclude,
    rule: { identifierType, sentForm },
    waiting,
  }: {
    readonly exclude: ExcludedPeople;
    readonly rule: IdentifierRule;
    readonly waiting: Waiting;
  },
  onBatch: (batch: MemberBatch) => void,
): Promise<FileAccount> {
  const { format, country, form } = exclude;
  try {
    if (exclude.places.some(({ name }) => name === '-')) throw noFile;
    const rule = await ruleInto(identifierType, format, sentForm, country);
    if (rule === null) throw incomparable(exclude, sentForm);
    const collector = collectMembers(rule, onBatch, form.nulls);
    await readSource(exclude, noInput, collector, waiting);
    return collector.finish();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const named = error.diagnostics.map((finding) => ({
      ...finding,
      message: finding.message.replace(/^The source /u, 'The exclude file '),
    }));
    throw new ExcludeError(named.map((finding) => ofExclude(finding, exclude)));
  }
}

/** `exclude` says how its own files are read, not the source. */
function ofExclude(finding: Diagnostic, { name }: ExcludedPeople): Diagnostic {
  const more = ownWords[finding.code];
  if (more === undefined) return finding;
  const file = /^[\w./-]+$/u.test(name) ? name : JSON.stringify(name);
  const place = /"column: (\d+)"/u.exec(finding.hint ?? '')?.[1] ?? '1';
  const hint = `Declare how to read it: exclude: { source: ${file}, ${more.replace('column: 1', `column: ${place}`)} }. Columns are counted from 1.`;
  return { ...finding, hint };
}

const ownWords: Readonly<Record<string, string>> = {
  'members-column-missing': 'column: NAME',
  'members-column-not-given': 'column: NAME',
  'members-column-not-unique': 'column: PLACE',
  'members-header-missing': 'header: false, column: 1',
  'members-delimiter-unclear': 'delimiter: ";"',
};

/** Standard input is the source's. */
const noInput: AsyncIterable<Buffer> = { async *[Symbol.asyncIterator]() {} };
const noFile = sourceError(
  'members-source-unreadable',
  'The identifiers to exclude cannot come from standard input',
  'Give a file or a pipe.',
);

function incomparable({ name, format }: ExcludedPeople, sentForm: string) {
  return sourceError(
    'members-exclude-format',
    `${describeSource(name)} has ${format} identifiers, which cannot be compared with ${sentForm} ones`,
    `Give plain or ${sentForm} identifiers under "exclude".`,
  );
}
