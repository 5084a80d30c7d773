import { code, table as narrowTable, prose } from './markdown.mjs';

/** The tables of docs/sandbox.md, from the tables of the sandbox. */
export function writeSandbox({
  settingTable,
  variantTable,
  conditionTable,
  faultFields,
  faultTable,
  inspectionRoutes,
  defaultSettings,
}) {
  const defaultOf = (name) =>
    name === 'variants' ? 'see below' : code(JSON.stringify(defaultSettings[name]));
  return [
    '## Settings',
    table(
      ['setting', 'what it does', 'default', 'for example'],
      Object.entries(settingTable).map(([name, { about, example }]) => [
        code(name),
        prose(about),
        defaultOf(name),
        code(example),
      ]),
    ),
    '## Variants',
    'The documents of the API disagree in places. A variant chooses, for example `--set variants.failures=warnings`; the first value is the default.',
    table(
      ['variant', 'what it is about', 'values'],
      Object.entries(variantTable).map(([name, { about, values }]) => [
        code(name),
        prose(about),
        valuesOf(values, defaultSettings.variants[name]),
      ]),
    ),
    '## Faults',
    'The setting `faults` is a list. Each fault has',
    fieldTable(faultFields),
    'The requests are chosen by these fields, all of which must hold:',
    fieldTable(conditionTable),
    'The effect has a `kind`, and the fields of that kind:',
    table(
      ['kind', 'what it does', 'fields'],
      Object.entries(faultTable).map(([name, { about, fields }]) => [
        code(name),
        prose(about),
        Object.entries(fields).map(fieldOf).join('<br>'),
      ]),
    ),
    '## Inspection',
    'These paths need no token, and are not counted as requests.',
    table(
      ['request', 'what it does'],
      inspectionRoutes.map(({ method, path, about }) => [code(`${method} ${path}`), prose(about)]),
    ),
  ].join('\n\n');
}

/** Columns of one width, as the formatter has them on pages that are written by hand. */
function table(head, rows) {
  const lines = narrowTable(head, rows)
    .split('\n')
    .map((line) => line.slice(2, -2).split(' | '));
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const pad = (cell, column) =>
    cell === '---' ? '-'.repeat(widths[column]) : cell.padEnd(widths[column]);
  return lines.map((cells) => `| ${cells.map(pad).join(' | ')} |`).join('\n');
}

function valuesOf(values, first) {
  const names = Object.keys(values);
  const sorted = [`${first}`, ...names.filter((name) => name !== `${first}`)];
  return sorted
    .map((name) => (values[name] === name ? code(name) : `${code(name)}: ${prose(values[name])}`))
    .join('<br>');
}

function fieldTable(fields) {
  return table(
    ['field', 'what it does'],
    Object.entries(fields).map(([name, field]) => [
      `${code(name)}${field.required ? ', required' : ''}`,
      aboutOf(field),
    ]),
  );
}

function fieldOf([name, field]) {
  return `${code(name)}${field.required ? ', required' : ''}: ${aboutOf(field)}`;
}

function aboutOf({ about, shape }) {
  const choices = shape.form === 'choice' ? ` One of ${shape.values.map(code).join(', ')}.` : '';
  return `${prose(about)}${choices}`;
}
