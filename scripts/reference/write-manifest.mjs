import { describeFields } from './describe-fields.mjs';
import {
  audienceExample,
  commerceGridExamples,
  marketingSolutionsExamples,
  retailMediaExamples,
} from './manifest-examples.mjs';
import { code, fence, link, list, origin, page, prose, table } from './markdown.mjs';

const head = ['field', 'value', 'meaning'];
const algebraHeading = 'Who is in an audience';
const lifecycleHeading = 'Lifecycle';

/** What stands for a definition in the column of values. */
const typeNames = {
  algebraNode: `[node](#${algebraHeading.toLowerCase().replaceAll(' ', '-')})`,
  lifecycle: link('mapping', lifecycleHeading),
  meta: 'mapping of texts',
  name: 'text',
  id: 'ID',
};
const ofType = (name) => typeNames[name] ?? null;

const platforms = [
  {
    name: 'retail-media',
    label: 'Retail Media',
    key: 'retailMedia',
    examples: retailMediaExamples,
  },
  {
    name: 'marketing-solutions',
    label: 'Marketing Solutions',
    key: 'marketingSolutions',
    examples: marketingSolutionsExamples,
  },
  {
    name: 'commerce-grid',
    label: 'Commerce Grid',
    key: 'commerceGrid',
    examples: commerceGridExamples,
  },
];

/** docs/reference/manifest.md, from the schema of manifests and the tables of the platforms. */
export function writeManifest(schema, { platformNamed }) {
  const { $defs } = schema;
  const retail = $defs.retailMediaSegment;
  return page(
    '# Manifests',
    origin('schemas/manifest.schema.json'),
    'A manifest is a YAML file that says which segments and audiences should exist. It uses the words of the API, with names where the API wants IDs. A declaration is complete: an optional attribute that is left out is cleared remotely, and the plan says so. What no manifest declares is left alone.',
    '[Editors](../editors.md) complete and check as you type by the same rules, which `audiencectl schema manifest` prints. Unknown fields are errors, with the nearest known one as a hint. The [project file](project.md) says which files are read.',
    list([
      link('A file'),
      link('Every segment and audience'),
      link(algebraHeading),
      ...platforms.map(
        ({ label, key }) =>
          `${link(`Segments of ${label}`)}: ${blocksOf($defs, key)
            .map((block) => link(code(block), blockHeading(block, label)))
            .join(', ')}`,
      ),
      link('How values are written'),
    ]),
    '## A file',
    'Each part may be left out, and a file may hold several YAML documents.',
    fieldTable(
      $defs.retailMediaManifest,
      schema,
      { closed: ['defaults', 'segments', 'audiences'] },
      [
        [
          '`x-…`',
          'any value',
          'Whatever begins with `x-` is ignored: a place for YAML anchors and notes of your own.',
        ],
      ],
    ),
    '`defaults` may hold `description` and, in Retail Media, `retailerId`; in Marketing Solutions `advertiserId`; in Commerce Grid `dataProviderId`. Commerce Grid has no `audiences`. The [project file](project.md) has defaults, too; the nearest wins.',
    '## Every segment and audience',
    'Besides its name, an entity needs nothing but what it is made of: a [segment](#segments-of-retail-media) exactly one block, an audience its [`algebra`](#who-is-in-an-audience).',
    fieldTable(withOwner(retail, $defs), schema, {
      closed: ['contactList', 'events', 'advertiserId', 'dataProviderId'],
    }),
    `### ${lifecycleHeading}`,
    'Consent that a reviewer can see, and exceptions.',
    fieldTable($defs.lifecycle, schema, { prefix: 'lifecycle.' }),
    `## ${algebraHeading}`,
    'The `algebra` of an audience is a node. A node is the name of a segment, or a mapping with exactly one of these fields:',
    fieldTable($defs.algebraNode, schema),
    fence('yaml', audienceExample),
    list([
      'A name means a segment that the project declares, else a remote one; in Marketing Solutions also one of the behavioral segments that belong to Criteo (`audiencectl catalog behavioral`).',
      'At most ten levels, counting the root and the segments, and at most ten segments, counting each as often as it is named.',
      'The audience must be limited: `not` stands beside something that people must be in. A lone `not`, or one in an `or`, is refused by the API and found by `validate`.',
      'All segments belong to the retailer (or advertiser) of the audience. A `retargeting` segment must be the only one in its audience.',
      'Audiences are compared by meaning: another order, or the same logic written differently, is no change.',
    ]),
    platforms.map((platform) => writePlatform(platform, schema, platformNamed(platform.name))),
    '## How values are written',
    list([
      '**IDs** consist of digits and may be written with or without quotes; every digit is kept, leading zeros included.',
      '**Names** are compared to the letter. Two names of a kind must not differ only in case, outer blanks or Unicode form, unless both have an `id`.',
      '**Variables**: `${var.NAME}` inserts a value of `vars` in the [project file](project.md) or of `--var`. If it is the whole value, it keeps the type of the variable; `$${` is a literal `${`.',
      '**Sets**, such as lists of IDs, may stand in any order.',
      '**YAML** has traps: `#` after a blank begins a comment, and a colon followed by a blank makes a mapping. Quote such names. `validate` recognises both and says so.',
    ]),
  );
}

const isBlock = (field) => field.type !== undefined && [field.type].flat().includes('object');

function blocksOf($defs, key) {
  const { properties } = $defs[`${key}Segment`];
  return Object.keys(properties).filter((name) => isBlock(properties[name]));
}

const blockHeading = (block, label) => `${block} in ${label}`;

function writePlatform({ label, key, examples }, schema, platform) {
  const segment = schema.$defs[`${key}Segment`];
  return [
    `## Segments of ${label}`,
    'Exactly one of these blocks makes a segment what it is. If you change the block later, the segment is replaced.',
    blocksOf(schema.$defs, key).map((block) => {
      const type = platform.segmentTypes.find((each) => each.name === block);
      const example = examples[block];
      if (example === undefined) throw new Error(`${block} of ${label} has no example`);
      return [
        `### ${blockHeading(block, label)}`,
        prose(segment.properties[block].description),
        fence('yaml', `segments:\n${example}`),
        fieldTable(segment.properties[block], schema, {
          prefix: `${block}.`,
          note: (path) =>
            noteOf(type.attributes.find((rule) => rule.path === path || rule.path === `${path}Id`)),
        }),
      ];
    }),
  ];
}

/** What the tables of the platforms know of an attribute and the schema doesn't. */
function noteOf(rule) {
  if (rule?.immutable) return 'A change replaces the segment, under a new ID, and needs consent.';
  if (rule?.serverChosen) return 'That choice then stays.';
  return '';
}

/** Of every platform: who owns the entity is the only field in which they differ. */
function withOwner(segment, $defs) {
  const { retailerId, ...others } = segment.properties;
  const { advertiserId } = $defs.marketingSolutionsSegment.properties;
  const { dataProviderId } = $defs.commerceGridSegment.properties;
  const { name, description, ...rest } = others;
  const owners = {
    retailerId: { ...retailerId, description: `Retail Media: ${lower(retailerId.description)}` },
    advertiserId: {
      ...advertiserId,
      description: `Marketing Solutions: ${lower(advertiserId.description)}`,
    },
    dataProviderId: {
      ...dataProviderId,
      description: `Commerce Grid: ${lower(dataProviderId.description)}`,
    },
  };
  const common = Object.fromEntries(Object.entries(rest).filter(([, field]) => !isBlock(field)));
  return { required: ['name'], properties: { name, description, ...owners, ...common } };
}

const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);

function fieldTable(object, schema, options = {}, more = []) {
  const rows = describeFields(object, schema, { ofType, ...options });
  return rows.length + more.length === 0 ? 'It has no fields.' : table(head, [...rows, ...more]);
}
