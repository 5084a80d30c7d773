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
    ...(kinds.length > 1 ? [select('kind', 'Kind', kinds)] : []),
    ...(people.length > 1 ? [select('people', 'People', people)] : []),
    ...(owners.length > 1 ? [select('owner', owner.label, owners, owner.names)] : []),
    '</div>',
    '<fieldset><legend>Action</legend><div class="chips">',
    ...actions.map((action) => {
      const count = changes.filter((change) => change.action === action).length;
      return chip(action, actionSigns[action], count);
    }),
    chip('affected', '→', affected.length),
    '</div></fieldset>',
    '<div class="tools"><p id="shown" role="status" tabindex="-1"></p><div class="chips">',
    '<button class="button" type="button" id="expand">Open all</button>',
    '<button class="button" type="button" id="collapse">Close all</button>',
    '<button class="button" type="reset">Reset</button>',
    '</div></div>',
    '</form>',
  ];
}

function chip(action: string, sign: string, count: number): string {
  if (count === 0) return '';
  const label = `<b aria-hidden="true">${sign}</b>${action} ${formatCount(count)}`;
  return `<label><input type="checkbox" name="action" value="${action}"><span>${label}</span></label>`;
}

function select(
  name: string,
  label: string,
  values: readonly string[],
  names: Readonly<Record<string, string>> = {},
): string {
  const options = values.map((value) => optionHtml(value, lookUp(names, value))).join('');
  return `<div><label for="${name}">${textHtml(label)}</label><select id="${name}" name="${name}"><option value="">all</option>${options}</select></div>`;
}

/** By the ID; its name is for the eye. */
function optionHtml(value: string, name: string | undefined): string {
  if (name === undefined) return `<option>${textHtml(value)}</option>`;
  return `<option value="${textHtml(value)}">${textHtml(`${value} ${quoteName(name)}`)}</option>`;
}
