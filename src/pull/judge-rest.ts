/** What a plan would still say after a pull: what concerns one entity alone is left, all other errors stop the pull. */
import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Address } from '../model/entity.ts';
import type { Comparison } from '../plan/compare-with-remote.ts';
import type { LeftDifference } from './pull-result.ts';

export interface JudgedRest {
  /** Where there are some, nothing is taken, as no plan is made. */
  readonly errors: readonly Diagnostic[];
  /** With what the findings say of single entities. */
  readonly left: readonly LeftDifference[];
  readonly warnings: readonly Diagnostic[];
}

type Explain = (finding: Diagnostic) => Pick<LeftDifference, 'text' | 'fix'>;

const asSaid: Explain = ({ message, hint = 'Edit it by hand.' }) => ({
  text: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
  fix: hint,
});

const notThere: Explain = (finding) => ({
  ...asSaid(finding),
  fix: 'If it was deleted in the Criteo UI, remove the entry with --take gone. Otherwise correct the ID.',
});

/** The errors that concern one entity alone: the others can be pulled all the same. */
const ofOneEntity: ReadonlyMap<string, Explain> = new Map([
  ['remote-name-ambiguous', asSaid],
  ['remote-name-differs', asSaid],
  ['name-must-be-unique', asSaid],
  ['segment-not-found', notThere],
  ['audience-not-found', notThere],
]);

export function judgeRest(
  findings: readonly Diagnostic[],
  left: readonly LeftDifference[],
  comparison: Pick<Comparison, 'isAsked' | 'base' | 'declarations'>,
): JudgedRest {
  const { declarations } = comparison;
  const addresses = new Map<string, Address>(declarations.map(({ address }) => [address, address]));
  const whole = left.filter(({ path }) => path === null);
  const told = {
    whole: new Set(whole.map(({ address }) => address)),
    referring: new Set(left.filter(isReferring).map(({ address }) => address)),
    places: new Set(left.filter(isReferring).map(placeOf)),
  };
  const errors: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  const more = new Map<string, LeftDifference>();
  for (const finding of findings) {
    const address = addresses.get(finding.address ?? '') ?? null;
    const judged = judge(finding, address, told);
    if (judged === 'error') errors.push(finding);
    if (judged === 'warning') warnings.push({ ...finding, severity: 'warning' });
    if (judged === 'left' && address !== null && comparison.isAsked(address)) {
      more.set(`${address} ${finding.message}`, leave(address, finding, comparison));
    }
  }
  return { errors, left: [...left, ...more.values()].sort(compareLeft), warnings };
}

/** What the differences that are left say already: what a person can do in a pull. */
interface Told {
  readonly whole: ReadonlySet<Address>;
  readonly referring: ReadonlySet<Address>;
  /** Of the references of which it is said why they stay. */
  readonly places: ReadonlySet<string>;
}

function judge(
  finding: Diagnostic,
  address: Address | null,
  { whole, referring, places }: Told,
): 'error' | 'warning' | 'left' | 'told' {
  const { severity, code } = finding;
  const isTold = address !== null && whole.has(address);
  if (severity === 'warning') return isTold && code === 'looks-like-rename' ? 'told' : 'warning';
  if (address !== null && ofOneEntity.has(code)) return isTold ? 'told' : 'left';
  if (places.has(placeOf(finding))) return 'told';
  return address !== null && referring.has(address) ? 'warning' : 'error';
}

function placeOf({ source }: Pick<Diagnostic, 'source'> | LeftDifference): string {
  return source ? `${source.file}:${source.line}:${source.column}` : '';
}

function leave(
  address: Address,
  finding: Diagnostic,
  { base }: Pick<Comparison, 'base'>,
): LeftDifference {
  const { code, source = null } = finding;
  const explain = ofOneEntity.get(code) ?? asSaid;
  const take = base === null ? 'unknown' : 'drift';
  return { address, path: null, take, code, source, ...explain(finding) };
}

/** Whether taking it would change what the entry refers to. */
function isReferring({ path }: LeftDifference): boolean {
  return path === 'algebra' || path === 'lookalike.seedSegmentId';
}

function compareLeft(a: LeftDifference, b: LeftDifference): number {
  return compareText(a.address, b.address) || compareText(a.path ?? '', b.path ?? '');
}
