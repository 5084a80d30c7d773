/** Search and filters above the changes; shown by the script that makes them work. */

import type { Kind } from '../../model/entity.ts';
import { formatCount } from '../../model/text/count-of.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { actionSigns } from '../change/action-sign.ts';
import { describeVerdict } from '../change/describe-people.ts';
import { ownerOfChange, peopleKey } from '../change/render-change-html.ts';
import { textHtml } from '../markup/html-text.ts';
import { quoteName } from '../text/printable.ts';

const actions = ['create', 'update', 'replace', 'delete'] as const;

export function renderFiltersHtml(
  { changes, affected }: Pick<PlanDocument, 'changes' | 'affected'>,
  kinds: readonly Kind[],
  owner: { readonly label: string; readonly names: Readonly<Record<string, string>> },
): readonly string[] {
  const owners = [...new Set(changes.flatMap((change) => ownerOfChange(change) ?? []))].sort();
  const verdicts = affected.map(({ verdict }) => describeVerdict(verdict));
  const people = [...new Set([...changes.map(peopleKey), ...verdicts])].sort();
  return [
    '<form class="filters" id="filters" role="search" hidden>',
    '<div><label for="search">Search name, ID, file or segment <span aria-hidden="true">( / )</span></label>',
    '<input type="search" id="search" name="search" autocomplete="off" spellcheck="false"></div>',
    '<div class="selects">',
    ...(kinds.length > 1 ? [filterSelect('kind', 'Kind', kinds.map(asShown))] : []),
    ...(people.length > 1 ? [filterSelect('people', 'People', people.map(asShown))] : []),
    ...(owners.length > 1
      ? [
          filterSelect(
            'owner',
            owner.label,
            owners.map((id) => withName(id, owner.names)),
          ),
        ]
      : []),
    '</div>',
    '<fieldset><legend>Action</legend><div class="chips">',
    ...actions.map((action) => {
      const count = changes.filter((change) => change.action === action).length;
      return filterChip(action, actionSigns[action], count);
    }),
    filterChip('affected', '→', affected.length),
    '</div></fieldset>',
    ...filterTools,
    '</form>',
  ];
}

/** What the script counts, and its buttons. */
export const filterTools: readonly string[] = [
  '<div class="tools"><p id="shown" role="status" tabindex="-1"></p><div class="chips">',
  '<button class="button" type="button" id="expand">Open all</button>',
  '<button class="button" type="button" id="collapse">Close all</button>',
  '<button class="button" type="reset">Reset</button>',
  '</div></div>',
];

/** A box to tick; nothing where nothing is of that sort. */
export function filterChip(action: string, sign: string, count: number): string {
  if (count === 0) return '';
  const label = `<b aria-hidden="true">${sign}</b>${action} ${formatCount(count)}`;
  return `<label><input type="checkbox" name="action" value="${action}"><span>${label}</span></label>`;
}

/** @param options of each its value and what is shown of it. */
export function filterSelect(
  name: string,
  label: string,
  options: readonly (readonly [value: string, shown: string])[],
): string {
  const all = options.map(([value, shown]) => optionHtml(value, shown)).join('');
  return `<div><label for="${name}">${textHtml(label)}</label><select id="${name}" name="${name}"><option value="">all</option>${all}</select></div>`;
}

function optionHtml(value: string, shown: string): string {
  return value === shown
    ? `<option>${textHtml(value)}</option>`
    : `<option value="${textHtml(value)}">${textHtml(shown)}</option>`;
}

/** By the ID; its name is for the eye. */
function withName(id: string, names: Readonly<Record<string, string>>): readonly [string, string] {
  const name = lookUp(names, id);
  return [id, name === undefined ? id : `${id} ${quoteName(name)}`];
}

const asShown = (value: string) => [value, value] as const;
