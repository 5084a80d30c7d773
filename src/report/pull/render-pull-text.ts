/** What a pull takes, as people read it: each entry with its values, what they mean for people, and what stays. */
import { compareText } from '../../diagnostics/diagnostic.ts';
import type { Project } from '../../model/project.ts';
import { countOf, listOf } from '../../model/text/count-of.ts';
import type { PulledPeople, PullResult, Taking } from '../../pull/pull-result.ts';
import { readAddress } from '../change/change-attributes.ts';
import { describeAffected } from '../change/describe-people.ts';
import { renderAffectedText } from '../plan/affected/render-affected-text.ts';
import { envOption } from '../plan/apply-command.ts';
import { createPainter } from '../text/create-painter.ts';
import { displayWidth } from '../text/display-width.ts';
import { printable, quoteName } from '../text/printable.ts';
import { layOut, spaced, type TextLayout } from '../text/text-layout.ts';
import { pairPeople } from './pair-people.ts';
import { renderLeftText } from './render-left-text.ts';
import { placeOfTaking, renderTakingText } from './render-taking-text.ts';

export interface PullTextOptions {
  readonly color?: boolean;
  /** Columns; at least 60. 100 by default. */
  readonly width?: number;
  readonly verbose?: boolean;
  /** Whether nothing is written, as with --check. */
  readonly isCheck?: boolean;
  /** Whether --target or --exclude leave out a part. */
  readonly isPart?: boolean;
  /** Options that lead a command to the same project and account, with a blank before each. */
  readonly sameTarget?: string;
}

/** The width of a line below which wrapping would tear the columns apart. */
const minimumWidth = 60;

/** @returns lines, each ended */
export function renderPullText(
  result: PullResult,
  project: Project,
  {
    color = false,
    width = 100,
    verbose = false,
    isCheck = false,
    isPart = false,
    sameTarget = '',
  }: PullTextOptions = {},
): string {
  const { takings, left, files } = result;
  if (takings.length + left.length === 0) {
    return `${nothingToTake(result, isPart)}\n`;
  }
  const layout: TextLayout = { width: Math.max(minimumWidth, width), paint: createPainter(color) };
  const sorted = takings.toSorted(comparePlaces);
  const { ofTakings, others } = pairPeople(sorted, result.people);
  const affected = others.flatMap((each) =>
    each.via.length === 0 ? [] : [{ ...each, via: [...each.via] }],
  );
  const columns = Math.max(0, ...sorted.map((taking) => displayWidth(placeOfTaking(taking))));
  const blocks = [
    titleLines(result, project, isCheck, layout),
    spaced(
      sorted.map((taking) =>
        renderTakingText(taking, ofTakings.get(taking), project.labels, { ...layout, columns }),
      ),
    ),
    twinLines(
      others.filter(({ via }) => via.length === 0),
      layout,
    ),
    renderAffectedText(affected, layout, verbose),
    renderLeftText(left, project.labels, { ...layout, verbose }),
    isCheck || files.length === 0 ? [] : nextLines(result, project, sameTarget, layout),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function nothingToTake({ pending = 0 }: PullResult, isPart: boolean): string {
  const where = isPart ? ' in what --target and --exclude select' : '';
  if (pending > 0) {
    const changes = countOf(pending, 'change');
    return `Nothing to take${where}. The manifests have ${changes} that apply would make: audiencectl plan shows them.`;
  }
  return `Nothing to take${where}${isPart ? '.' : ': the manifests say what is remote.'}`;
}

function comparePlaces({ source: a }: Taking, { source: b }: Taking): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function titleLines(
  { takings }: PullResult,
  { name, environment }: Project,
  isCheck: boolean,
  layout: TextLayout,
): readonly string[] {
  const who = [name, ...(environment === null ? [] : [environment])].join(' · ');
  const isUnknown = takings.some(({ take }) => take === 'unknown');
  return [
    layout.paint('bold', printable(`${who}: ${summarize(takings, isCheck)}`)),
    ...(isUnknown ? layOut('', withoutBase + (isCheck ? inDiff : afterWriting), layout) : []),
  ];
}

const withoutBase =
  'Without --base, pull cannot distinguish an edit in the UI from a change in git that is not applied yet. ';
const inDiff = 'Check each of them in the diff.';
const afterWriting = 'Check each of them with git diff.';

/** `2 edits made in the Criteo UI, taken into the manifests.` */
function summarize(takings: readonly Taking[], isCheck: boolean): string {
  if (takings.length === 0) return 'nothing is taken into the manifests.';
  const count = (action: Taking['action'], noun: string, plural?: string) => {
    const found = takings.filter((taking) => taking.action === action).length;
    return found === 0 ? [] : [countOf(found, noun, plural)];
  };
  const isUnknown = takings.some(({ take }) => take === 'unknown');
  const edits = count('edit', 'edit');
  const others = [...count('add', 'new entry', 'new entries'), ...count('remove', 'deletion')];
  const where = isCheck ? 'not in the manifests yet' : 'taken into the manifests';
  const tidied = summarizeTidied(takings);
  if (edits.length + others.length === 0) {
    return `${listOf(tidied)} ${isCheck ? 'to be removed' : 'removed'}.`;
  }
  const rest =
    tidied.length === 0 ? '' : ` Also ${isCheck ? 'to be removed' : 'removed'}: ${listOf(tidied)}.`;
  if (isUnknown && others.length === 0) {
    if (isCheck) {
      const [differ] = count('edit', 'entry differs', 'entries differ');
      return `${differ} from Criteo; nothing is written (--check).${rest}`;
    }
    const [differed] = count('edit', 'entry that differed', 'entries that differed');
    return `${differed} from Criteo, ${where}.${rest}`;
  }
  const made = isUnknown ? 'from Criteo' : 'made in the Criteo UI';
  return `${listOf([...edits, ...others])} ${made}, ${where}.${rest}`;
}

/** What did its work and goes: a key of an entry, or an entry of what is absent. */
function summarizeTidied(takings: readonly Taking[]): readonly string[] {
  const tidied = takings.filter(({ action }) => action === 'tidy');
  const keys = tidied.filter(({ attributes }) => attributes.length > 0).length;
  const entries = tidied.length - keys;
  return [
    ...(keys > 0 ? [countOf(keys, 'finished renamedFrom', 'finished renamedFrom')] : []),
    ...(entries > 0 ? [countOf(entries, 'finished entry', 'finished entries')] : []),
  ];
}

/** Of entries that share a name, it is not known whose people they are. */
function twinLines(twins: readonly PulledPeople[], layout: TextLayout): readonly string[] {
  if (twins.length === 0) return [];
  return [
    layout.paint('bold', 'Entries of the same name'),
    ...twins.flatMap((each) => {
      const { kind, name } = readAddress(each.address);
      const people = describeAffected(each).map(printable).join('; ');
      return layOut('  ', `${kind} ${quoteName(name)}   people: ${people}`, layout, 4);
    }),
  ];
}

function nextLines(
  { files }: PullResult,
  project: Project,
  sameTarget: string,
  layout: TextLayout,
): readonly string[] {
  const written = files.map(({ file }) => printable(file)).join(', ');
  const target = envOption({ project }) + sameTarget;
  return [
    ...layOut('', `Written: ${written}.`, layout),
    ...layOut('', `Next: git diff, then audiencectl plan${target}.`, layout),
  ];
}
