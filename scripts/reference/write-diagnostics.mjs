import { anchor, code, fence, list, origin, page, prose, table } from './markdown.mjs';

/** docs/reference/diagnostics.md: every code, under an anchor of its own name. */
export function writeDiagnostics(tables) {
  const { codes } = tables;
  const groups = [...new Set(codes.map(({ group }) => group))];
  return page(
    '# Codes',
    origin('src/diagnostics/catalogue/'),
    `Every finding, every refusal of a plan and every reason of a change carries a code. This page lists all ${codes.length}; \`audiencectl explain CODE\` prints one of them in the terminal, and \`audiencectl explain --format json\` all of them for a program.`,
    'A finding reads `FILE:LINE:COLUMN severity code message`. If the API has a code for an error, audiencectl uses that code, so a search finds both; the headings that begin with "API" list those. Codes of audiencectl are part of its interface: a code is renamed or removed only in a major version.',
    table(
      ['a code may stand', 'and does'],
      [
        [
          'under [`ignore`](project.md) in the project file',
          'hides that warning; errors are never hidden',
        ],
        ['in `--fail-on LIST`', 'refuses a plan that holds it, with exit code 3'],
        [
          'in `diagnostics`, `refusals` and `reasons` of [JSON](formats.md)',
          'says to programs what the words say to people',
        ],
      ],
    ),
    '## All codes',
    groups.map((group) => [
      `**[${group}](#${anchor(group)})**`,
      codes
        .filter((entry) => entry.group === group)
        .map((entry) => `[${code(entry.code)}](#${entry.code})`)
        .join(' · '),
    ]),
    groups.map((group) => [
      `## ${group}`,
      codes.filter((entry) => entry.group === group).map((entry) => writeCode(entry, tables)),
    ]),
  );
}

function writeCode(entry, { describeFinder, exampleOf, platformNamed }) {
  const example = exampleOf(entry.code);
  return [
    `### \`${entry.code}\``,
    prose(entry.meaning),
    list([`**Found** ${prose(describeFinder(entry))}`, `**To do:** ${prose(entry.fix)}`]),
    example === undefined
      ? null
      : [
          `This causes it, in ${platformNamed(example.platform).label}:`,
          fence('yaml', example.manifest),
        ],
  ];
}
