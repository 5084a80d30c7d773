/** Algebra as nested lists, before and after side by side, with what differs marked. */
import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { escapeHtml } from '../../markup/escape-html.ts';
import { spokenHtml } from '../../markup/html-text.ts';
import type { SignedLine } from '../../text/signed-line.ts';
import { createSegmentLabel, describeAlgebraChange } from './describe-algebra-change.ts';
import { segmentsOfChange } from './segments-of-change.ts';

/** @returns nothing where there is no algebra */
export function renderTreeHtml(change: PlannedChange): readonly string[] {
  const part = describeAlgebraChange(change);
  if (part === null) return [];
  const root: readonly SignedLine[] =
    part.title === '' ? [] : [{ sign: ' ', depth: 0, text: part.title }];
  const lines = [...root, ...part.lines];
  const segments = segmentsOfChange(change);
  const names = new Set(segments.keys.map(createSegmentLabel(change, segments)));
  const figure = (title: string, without: SignedLine['sign'] | null) => {
    const shown = lines.filter(({ sign }) => sign !== without);
    return `<figure class="tree"><figcaption>${title}</figcaption>${nestedList(shown, names)}</figure>`;
  };
  if (change.action === 'create') return [trees([figure('New', null)])];
  if (change.action === 'delete') return [trees([figure('Until now', null)])];
  if (!lines.some(({ sign }) => sign !== ' ')) return [trees([figure('Before and after', null)])];
  return [trees([figure('Before', '+'), figure('After', '-')])];
}

function trees(figures: readonly string[]): string {
  return `<div class="trees">${figures.join('')}</div>`;
}

/** Lists inside lists, by the depth of the lines. */
function nestedList(lines: readonly SignedLine[], names: ReadonlySet<string>): string {
  let html = '';
  let depth = -1;
  for (const [index, line] of lines.entries()) {
    if (line.depth > depth) html += '<ul>';
    else html += `</li>${'</ul></li>'.repeat(depth - line.depth)}`;
    depth = line.depth;
    const isGroup = (lines[index + 1]?.depth ?? 0) > line.depth;
    html += `<li>${lineHtml(line, isGroup, names)}`;
  }
  return depth === -1 ? '' : `${html}</li>${'</ul></li>'.repeat(depth)}</ul>`;
}

function lineHtml(
  { sign, text }: SignedLine,
  isGroup: boolean,
  names: ReadonlySet<string>,
): string {
  const label = isGroup ? operator(text) : operand(text, names);
  if (sign === '-') return `<del class="mark minus">${spokenHtml('removed: ')}${label}</del>`;
  if (sign === '+') return `<ins class="mark plus">${spokenHtml('added: ')}${label}</ins>`;
  return label;
}

function operator(text: string): string {
  return `<span class="operator">${escapeHtml(text)}</span>`;
}

/** A segment, or its exclusion; a segment may itself be called `not something`. */
function operand(text: string, names: ReadonlySet<string>): string {
  const isExcluded = text.startsWith('not ') && !names.has(text);
  const name = isExcluded ? text.slice('not '.length) : text;
  return `${isExcluded ? `${operator('not')} ` : ''}<bdi>${escapeHtml(name)}</bdi>`;
}
