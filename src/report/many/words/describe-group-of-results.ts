/** One group of results in words, for every format. */
import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { OutcomeRow } from '../../apply/apply-outcome.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { asSentence } from '../../text/as-sentence.ts';
import { type Phrase, type Piece, phraseText } from '../../text/phrase.ts';
import type {
  CondensedPhrases,
  CondensedPlan,
  CondensedRows,
  CondensedRun,
  ProjectResult,
} from '../project-result.ts';
import type { ResultGroup } from './arrange-results.ts';
import { isToldByFindings } from './findings-of.ts';
import { countChanges, isSettled, type ProjectLevel } from './level.ts';
import { type ManyCommand, wordsOfCommand } from './many-words.ts';
import { isWholeRun, peopleOf } from './people-of.ts';
import { joinValues, sharedFindings, sharedRows } from './values-of-many.ts';

export interface GroupSummary {
  readonly sign: string;
  /** `1 update, 2 deletes, refused`. */
  readonly what: Phrase;
  /** What becomes of people; null where nothing is to say. */
  readonly people: string | null;
  /** Sentences about what to look at, the worst first. */
  readonly looks: readonly Phrase[];
  /** Those of them for a cell. */
  readonly glance: readonly Phrase[];
  /** How many more there are. */
  readonly hidden: number;
  /** What to do about refusals, each once. */
  readonly fixes: readonly string[];
}

export function describeResults(group: ResultGroup, command: ManyCommand): GroupSummary {
  const { level, first, results } = group;
  const { plan, run, said } = first;
  const isTold = level === 'failed' || isToldByFindings(first);
  const rows = results.length > 1 ? sharedRows(results) : run?.own;
  // Of what is done, its rows say what to know of it.
  const failures = isTold || run !== undefined ? describeFailure(group, rows) : [];
  const refusals = (plan?.refusals.first ?? []).map(describeRefusal);
  // What is done cannot be looked at before.
  const highlights = run === undefined ? (plan?.highlights ?? nothing) : nothing;
  const looks = [...failures, ...refusals, ...highlights.phrases, ...(said?.phrases ?? [])];
  return {
    sign: signOf(level, first),
    what: describeWhat(first, command, isForEach(group) ? [' each'] : []),
    people: peopleOf(first),
    looks,
    fixes: [...new Set(fixesOf(results))].map(asSentence),
    glance: chooseGlance(looks, refusals.length),
    hidden:
      (plan?.refusals.hidden ?? 0) + highlights.hidden + (rows?.hidden ?? 0) + (said?.hidden ?? 0),
  };
}

function fixesOf(results: readonly ProjectResult[]): readonly string[] {
  const [first] = results;
  return (first?.plan?.refusals.first ?? []).flatMap(({ fix }, index) => {
    const same = results.flatMap(({ plan }) => plan?.refusals.first[index]?.fix ?? []);
    return fix === undefined ? [] : [joinValues(same)];
  });
}

/** Whether what is said holds for each of several projects. */
function isForEach({ level, first, results }: ResultGroup): boolean {
  const isOnce = (level === 'failed' && first.run === undefined) || isSettled(first);
  return results.length > 1 && !isOnce;
}

/** Characters of all sentences in a cell, unless they are the two that are always there. */
const widestGlance = 240;

/** The worst, what would be lost where a refusal stands above it, and more where they are short. */
function chooseGlance(looks: readonly Phrase[], refusals: number): readonly Phrase[] {
  const [worst, ...others] = looks;
  if (worst === undefined) return [];
  const harm = refusals === 0 ? [] : others.slice(refusals - 1, refusals);
  const shown = new Set([worst, ...harm]);
  let used = [...shown].reduce((sum, phrase) => sum + phraseText(phrase).length, 0);
  for (const phrase of others) {
    used += shown.has(phrase) ? 0 : phraseText(phrase).length;
    if (used > widestGlance) break;
    shown.add(phrase);
  }
  return looks.filter((phrase) => shown.has(phrase));
}

const nothing: CondensedPhrases = { phrases: [], hidden: 0 };

function signOf(level: ProjectLevel, result: ProjectResult): string {
  const { plan } = result;
  if (isSettled(result)) return signOfLevel('unchanged');
  const isNew = plan !== undefined && plan.summary.update + plan.summary.replace === 0;
  return level === 'changing' && isNew && plan.summary.create > 0 ? '+' : signOfLevel(level);
}

const signs: Readonly<Record<ProjectLevel, string>> = {
  failed: '✗',
  refused: '!',
  dangerous: '!',
  deleting: '-',
  changing: '~',
  left: '?',
  unchanged: '=',
};

export function signOfLevel(level: ProjectLevel): string {
  return signs[level];
}

function describeWhat(
  { state, plan, run, said }: ProjectResult,
  command: ManyCommand,
  each: Phrase,
): Phrase {
  if (state === 'not-started') return [{ strong: 'not started' }];
  if (run !== undefined) return describeRun(run, plan, each);
  if (state === 'failed' || plan === undefined) {
    return state === 'done'
      ? [said?.what ?? wordsOfCommand(command).quiet, ...each]
      : [{ strong: state === 'refused' ? 'refused' : wordsOfCommand(command).failed }];
  }
  const actions = [...countActions(plan), ...each];
  return state === 'refused' || plan.refusals.first.length > 0
    ? [...actions, ', ', { strong: 'refused' }]
    : actions;
}

/** `1 update, 2 deletes done each`, or how many are done where not all are. */
function describeRun(run: CondensedRun, plan: CondensedPlan | undefined, each: Phrase): Phrase {
  if (plan !== undefined && isWholeRun(run) && countChanges(plan) > 0)
    return [...countActions(plan), ' done', ...each];
  const { deleted } = run;
  const are = deleted === 1 ? 'is a deletion' : 'are deletions';
  return [
    // The number stands before what only explains it.
    run.title.replace(/(?=;|$)/u, phraseText(each)),
    ...(deleted === 0 ? [] : ['; ', { strong: `${formatCount(deleted)} of them ${are}` }]),
  ];
}

/** `1 update, 2 deletes`, deletions emphasized, and replacements by which members are lost. */
function countActions({ summary, losesByReplacing }: CondensedPlan): Phrase {
  const counts = (['create', 'update', 'replace', 'delete'] as const).flatMap((action): Piece[] => {
    if (summary[action] === 0) return [];
    const text = countOf(summary[action], action);
    const isStrong = action === 'delete' || (action === 'replace' && losesByReplacing);
    return [isStrong ? { strong: text } : text];
  });
  if (counts.length === 0) {
    const along = summary.affected ?? 0;
    return [along === 0 ? 'no change' : `${countOf(along, 'audience')} affected`];
  }
  return counts.flatMap((piece, index) => (index === 0 ? [piece] : [', ', piece]));
}

/** Labels of sentences with numbers, which are those of each project and not of all together. */
const countingLabels: ReadonlySet<string> = new Set<OutcomeRow['label']>([
  ...(['Members', 'Right now', 'Failed', 'Unknown', 'Skipped'] as const),
]);

function describeFailure(
  { first: { state, diagnostics }, results }: ResultGroup,
  run: CondensedRows | undefined,
): readonly Phrase[] {
  if (state === 'not-started') return [['The run was interrupted before its turn.']];
  const isOfMany = results.length > 1;
  if (run !== undefined) {
    // A label stands once for all its sentences.
    return run.rows.map(({ label, phrase }, index): Phrase => {
      if (run.rows[index - 1]?.label === label) return phrase;
      return [`${label}${isOfMany && countingLabels.has(label) ? ' in each' : ''}: `, ...phrase];
    });
  }
  // With --fail-on, a warning alone makes a project fail.
  const severity = diagnostics.errors > 0 ? 'error' : 'warning';
  const shared = sharedFindings(results.map((result) => result.diagnostics));
  const causes = shared.filter((each) => each.severity === severity);
  const hidden = diagnostics[`${severity}s`] - causes.length;
  return [
    // Two places may have the same fault.
    ...[...new Set(causes.map(({ message }) => message))].map(
      (message): Phrase => [asSentence(message)],
    ),
    ...(hidden > 0
      ? [[`${formatCount(hidden)} more ${severity}s${isOfMany ? ' each' : ''}.`]]
      : []),
  ];
}

function describeRefusal({
  address,
  text,
  code,
}: NonNullable<CondensedPlan>['refusals']['first'][number]): Phrase {
  const of: Phrase =
    address === undefined
      ? []
      : [`${readAddress(address).kind} `, { name: readAddress(address).name }, ': '];
  return ['Refused: ', ...of, `${text} (${code}).`];
}

/** `36 projects, the same change`, or what else they share. */
export function describeAlikeResults({ level, first, results }: ResultGroup): string {
  const projects = countOf(results.length, 'project');
  if (level === 'failed')
    return `${projects}, the same ${first.state === 'not-started' ? 'state' : 'failure'}`;
  const { plan, run } = first;
  if (level === 'unchanged') return projects;
  if (run !== undefined && results.some((result) => result.run?.alike !== run.alike))
    return `${projects}, details differ`;
  if (plan === undefined || run !== undefined) return `${projects}, the same result`;
  if (results.some((result) => result.plan?.alike !== plan.alike))
    return `${projects}, details differ`;
  const { create, update, replace, delete: deleted } = plan.summary;
  const count = create + update + replace + deleted;
  return `${projects}, the same ${count > 1 ? `${formatCount(count)} changes` : 'change'}`;
}
