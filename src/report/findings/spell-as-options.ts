/**
 * Settings of a manifest, spelled as options, for sources that the command line names.
 * Hints quote the keys of manifests.
 */
export function spellAsOptions(hint: string): string {
  return rules.reduce((text, [key, option]) => text.replaceAll(key, option), hint);
}

/** The first that fits; longer ones stand before their parts. */
const rules: readonly (readonly [RegExp, string])[] = [
  [
    /set "header: false" and "column: (\d+)", the number of the column[^.]*\./gu,
    'give --no-header --column $1, the number of the column with the identifiers.',
  ],
  [/Add delimiter: ("[^"]*") beside the source, or give --delimiter\./gu, 'Give --delimiter $1.'],
  [/"type: csv" and "column"/gu, '--source-type csv --column NAME'],
  [/set "type" to csv/gu, 'give --source-type csv'],
  [/set "type" to one of these/gu, 'give --source-type with one of these'],
  [/leave out "header"/gu, 'leave out --no-header'],
  [/Set type to/gu, 'Set --source-type to'],
  [/or set type\b/gu, 'or give --source-type'],
  [/"column"/gu, '--column'],
  [/"delimiter"/gu, '--delimiter'],
  [/"encoding"/gu, '--encoding'],
  [/"country"/gu, '--phone-country'],
  [/"format"/gu, '--identifier-format'],
  [/"gumCallerId", or give --gum-caller-id/gu, '--gum-caller-id'],
];
