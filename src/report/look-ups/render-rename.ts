/** What `rename` did or would do, as text. */
import { type Address, isAddress, kindOf, nameOf } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import { countOf } from '../../model/text/count-of.ts';
import { padColumns } from '../text/display-width.ts';
import { printable, quoteName } from '../text/printable.ts';

export interface ShownRename {
  readonly from: Address;
  readonly to: Address;
  readonly files: readonly { readonly file: string }[];
  readonly edits: readonly {
    readonly source: { readonly file: string; readonly line: number };
    readonly of: string;
    readonly path: string;
  }[];
}

/** One line for the whole, one for each entry that is edited, and what to do next. */
export function renderRename({ from, to, files, edits }: ShownRename, next: string): string {
  const what = `${kindOf(from)} ${quoteName(nameOf(from))}`;
  const byEntry = groupBy(edits, ({ source, of }) => `${of} in ${source.file}`);
  const rows = [...byEntry.values()].flatMap((each) => {
    const [first] = each;
    if (first === undefined) return [];
    const isEntity = isAddress(first.of);
    const paths = [...new Set(each.map(({ path }) => (isEntity ? path : listOfItem(path))))];
    return [[placeOf(first.source), entryOf(first.of), paths.map(printable).join(', ')]];
  });
  const widths = [0, 1].map((column) =>
    Math.max(0, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [
    `In the manifests, the ${what} is now named ${quoteName(nameOf(to))}: ${countOf(edits.length, 'edit')} in ${countOf(files.length, 'file')}.`,
    '',
    ...rows.map((row) =>
      `  ${padColumns(row[0] ?? '', widths[0] ?? 0)}  ${padColumns(row[1] ?? '', widths[1] ?? 0)}  ${row[2] ?? ''}`.trimEnd(),
    ),
    '',
    next,
  ].join('\n');
}

/** The list is found without the number of its item. */
function listOfItem(path: string): string {
  return path.replace(/\.\d+$/u, '');
}

function entryOf(of: string): string {
  return isAddress(of) ? `${kindOf(of)} ${quoteName(nameOf(of))}` : printable(of);
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${printable(file)}:${line}`;
}

export function renderNoRename({ from }: Pick<ShownRename, 'from'>): string {
  return `Nothing to do: the ${kindOf(from)} has the name ${quoteName(nameOf(from))} already.`;
}
