import { describeFields } from './describe-fields.mjs';
import { anchor, code, fence, link, list, origin, page, prose, table } from './markdown.mjs';

const head = ['field', 'value', 'meaning'];

/** docs/reference/formats.md, from the schemas of what programs read. */
export function writeFormats({ plan, snapshot, events }) {
  return page(
    '# Formats',
    origin('schemas/'),
    'What other programs may rely on: the plan, the snapshot, the events of a run, and what commands print with `--format json`. People who only read plans need none of this.',
    list([
      link('What may change, and when'),
      link('Plan'),
      link('Snapshot'),
      link('Events'),
      link('What commands print'),
    ]),
    '## What may change, and when',
    'Every document carries a `formatVersion`, a file of events in its first line; it is 1 today. Project files carry `version: 1` in its place. It counts on its own. Versions of audiencectl follow [Semantic Versioning](https://semver.org/), and this is what each kind of release may do to a format:',
    table(
      ['release', 'may', 'never'],
      [
        ['patch', 'correct a value that was wrong', 'adds, renames or takes away anything'],
        [
          'minor',
          'add fields that may be missing, kinds of events, and codes',
          'takes a field away, renames it, changes its type or meaning, or leaves out a required one',
        ],
        [
          'major',
          'raise a `formatVersion`, and say in the changelog what readers have to do',
          'changes a document that way and keeps its `formatVersion`',
        ],
      ],
    ),
    'Before 1.0.0 a minor release may raise a `formatVersion`; it never makes such a change without that.',
    'How to write a reader that goes on working:',
    list([
      'Look at `formatVersion` first, and stop where it is not the one you know. audiencectl does the same: a plan of another format is refused with [`plan-file-version`](diagnostics.md#plan-file-version).',
      'Ignore fields that you do not know, and keep them when you write a document back. The schemas allow them everywhere.',
      'Add nothing to a plan that is to be applied. `apply` refuses a plan with a field that it does not know ([`plan-altered`](diagnostics.md#plan-altered)): no report shows such a field, and the checksum does not cover it. So apply a plan with the version that made it, or with a later one.',
      'Pass over events that you do not know. Treat a code that you do not know as its text: the codes of reasons, refusals, findings and of the API are open, and so are `consents`.',
      'Where a table below lists the values of a field, the list is closed, as are the [exit codes](exit-codes.md): a program may handle these values and no other.',
      'IDs are texts of digits of any length, more than a JSON number keeps.',
      'A plan holds no time of its own run: the same input and version give the same bytes. With `--members`, the ledgers are part of the input, and `ledgers[].writtenAt` says when each was last written. What identifies a plan is its `checksum`, which leaves out counts, findings, places and the version.',
    ]),
    'The schemas themselves (JSON Schema 2020-12) come with the package, as `audiencectl/schemas/plan.schema.json` and its siblings, and from `audiencectl schema plan`, `audiencectl schema snapshot` and `audiencectl schema events`.',
    '## Plan',
    `${prose(plan.description)} Written by \`plan --out FILE\` and \`plan --format json\`; read by \`apply\` and \`show\`.`,
    document(plan, ['change', 'diagnostic', 'source', 'verdict'], ['changes', 'moves']),
    definitionSections(plan, { change: 'A change', diagnostic: 'A finding' }),
    '### A verdict',
    `${prose(plan.$defs.verdict.description)} It is one of ${plan.$defs.verdict.enum.map(code).join(', ')}.`,
    '## Snapshot',
    `${prose(snapshot.description)} Written by \`snapshot --out FILE\`; read by \`plan --snapshot\`, \`pull --snapshot\`, \`export --snapshot\`, \`graph --snapshot\`, \`who --snapshot\` and \`sandbox --data\`. The sandbox adds what else it keeps under \`sandbox\`, which is its own business.`,
    table(head, describeFields(snapshot, snapshot)),
    '## Events',
    prose(events.description),
    events.oneOf.map(({ $ref }) => writeEvent($ref.split('/').at(-1), events)),
    '## What commands print',
    'With `--format json`, stdout holds exactly one document on every exit code. All have `formatVersion` and `diagnostics`; after an error these two are all there is. A diagnostic is [a finding](#a-finding) as in plans.',
    'Warnings that depend on the date, or on what the API says about its end ([`api-version-ending`](diagnostics.md#api-version-ending), [`api-version-ended`](diagnostics.md#api-version-ended), [`api-deprecated`](diagnostics.md#api-deprecated)) are printed on stderr. They are in `diagnostics`, too, of every command but `plan` and `show`, and of a refused `apply`, which print a plan; after an error they are only on stderr.',
    table(
      ['command', 'fields beside them'],
      printed.map(([command, fields]) => [code(command), fields]),
    ),
    'With `--report json=FILE`, the file holds the same document as stdout would.',
    '### The report of apply',
    'Each of `results` says what happened to one change, with the fields of [the event `outcome`](#the-event-outcome) and `source`, its place as in the plan; `summary` counts them. `moves` has the same of each reference that followed a replaced segment: a step of that replacement, which `summary` does not count. A refused `apply` prints the plan instead, with its `refusals`.',
    fence(
      'json',
      `{
  "formatVersion": 1,
  "summary": { "done": 1, "failed": 0, "skipped": 0, "unknown": 0 },
  "results": [
    { "address": "segment/Customers", "action": "create", "outcome": "done", "id": "738406688413290497" }
  ],
  "diagnostics": []
}`,
    ),
    '### What pull takes',
    "Each of `takings` is one entry of a manifest, with its `address` as git had it, its `action` (`edit`, `add`, `remove` or `tidy`), the sort of difference as `--take` names it, and its place in the text before; of a new entry, in the text after. `attributes` has each value that changes, from git's to the remote one, null where there is none. `people` says who enters and who leaves by that: at a taking for the entry itself, in the list for all entities, with the changed segments in `via` for those that were not edited themselves. Each of `left` is a difference that stays, with a [code](diagnostics.md), a sentence, what to do, and the place to edit; of an attribute also its `label` in plain words, and `changes`: what was edited, in the words of a report. A taken entry of a customer list that may only have been renamed has the names that it may have now in `mayBe`: the first 20 of them, and how many more there are in `mayBeMore`. `files` are those that are written, relative to the project folder, and `diff` is a patch of them; with `--check` nothing is written, and the document is the same.",
    fence(
      'json',
      `{
  "formatVersion": 1,
  "project": { "name": "acme-fr", "environment": null, "platform": "retail-media", "accountId": "625702934721171442", "apiVersion": "2026-07", "audienceApiVersion": "experimental" },
  "takings": [
    {
      "address": "audience/Spring sale",
      "action": "edit",
      "take": "drift",
      "attributes": [{ "path": "description", "take": "drift", "from": "Viewers", "to": "Checked by Ana" }],
      "source": { "file": "audiences.yaml", "line": 3, "column": 5 },
      "people": { "verdict": "same", "enter": null, "leave": null }
    }
  ],
  "left": [],
  "people": [{ "address": "audience/Spring sale", "verdict": "same", "enter": null, "leave": null, "via": [] }],
  "files": [{ "file": "audiences.yaml", "change": "edited" }],
  "diff": "--- a/audiences.yaml\\n+++ b/audiences.yaml\\n…",
  "diagnostics": []
}`,
    ),
    '### The answer of who',
    '`person` has the names of `--in` and `--not-in`. Each audience is in one of the four lists, with its `address`, `name`, `ownerId` and, where it is known, `id`. One of `perhaps` has in `if` what else must be true of the person, in words, and in `depends` the names of the segments that decide it. One of `unknown` has the `reason` why nothing can be said.',
    fence(
      'json',
      `{
  "formatVersion": 1,
  "person": { "in": ["Opted out"], "notIn": [] },
  "always": [],
  "perhaps": [
    { "address": "audience/Win back", "name": "Win back", "ownerId": "1234", "if": "also in \\"Buyers\\"", "depends": ["Buyers"] }
  ],
  "never": [],
  "unknown": [],
  "diagnostics": []
}`,
    ),
    '## What is no format',
    'The ledger of contact-list members, the data that the sandbox adds to a snapshot, and the text and HTML of plans are for audiencectl and for people. They may change in any version.',
  );
}

const printed = [
  ['plan', 'those of the [plan](#plan)'],
  ['apply', '`summary`, `results`, `moves`'],
  ['rename', '`renamed`, `files`, `edits`, `diff`'],
  ['show', 'those of the [plan](#plan)'],
  ['pull', '`project`, `takings`, `left`, `people`, `files`, `diff`'],
  ['validate', 'none'],
  ['members', '`id`, and the counts of what was sent, or `statistics`'],
  ['sizes', '`sizes`'],
  ['catalog', '`catalog`, `country`, `entries`'],
  ['who', '`person`, `always`, `perhaps`, `never`, `unknown`'],
  ['explain', '`codes`'],
  ['doctor', '`checks`'],
];

/** A document, its definitions told in sections of their own. */
function document(schema, named) {
  const ofType = (name) => (named.includes(name) ? typeLink(name) : null);
  return table(head, describeFields(schema, schema, { ofType }));
}

const sections = { change: 'A change', diagnostic: 'A finding', verdict: 'A verdict' };

function typeLink(name) {
  if (name === 'source') return 'mapping of `file`, `line`, `column`';
  return `[${name}](#${anchor(sections[name])})`;
}

function definitionSections(schema, titles) {
  return Object.entries(titles).map(([name, title]) => {
    const definition = schema.$defs[name];
    return [
      `### ${title}`,
      prose(definition.description),
      document({ ...definition, $defs: schema.$defs }, ['diagnostic', 'source', 'verdict']),
    ];
  });
}

function writeEvent(name, events) {
  const { description, properties, required } = events.$defs[name];
  const { event, at, ...own } = properties;
  const fields = {
    properties: own,
    required: required.filter((key) => key in own),
    $defs: events.$defs,
  };
  return [
    `### The event ${code(event.const)}`,
    `${prose(description)}${event.const === 'start' ? ` Every line has \`event\` and \`at\`: ${lower(prose(events.$defs.at.description))}` : ''}`,
    table(head, describeFields(fields, events, { closed: ['project'] })),
  ];
}

const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
