/** The rewrites that hints print: put into the manifest to the letter, they are no mistake, and the rule holds. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { PlatformName } from '../../../src/model/entity.ts';
import type { JsonValue } from '../../../src/model/text/json.ts';
import { validate } from '../../../src/reconciler/check.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { accountId, advertiserId, aSnapshot } from '../../support/a-world.ts';

const plainNames = ['Buyers', 'Viewers', 'Opted out', 'Customers', 'Staff'];
const hostileNames = [
  ...['a: b', '# x', 'x #1', '- a', '[x]', '{ y }', '"q"', "it's", 'a, b', 'a\\b', 'tab\there'],
  ...['null', 'true', 'No', '12', '0x1F', '1e5', '2026-01-01', '~', '*alias', '&anchor', '!tag'],
  ...['%d', '@at', '`tick', '<<', '=', '${var.x}', '$${x}', '${x', 'ends:', '? a', '| b', 'e.'],
  ...['and', 'not Buyers', 'Buyers and not Staff', 'segment/Buyers', '“curved”', 'ünï', '東京'],
];
const gone = 'Gone';
const audienceNames = ['New | 1', 'New | 2', 'Loyal | 1', 'Everyone'];

interface Declared {
  readonly name: string;
  readonly type: number;
}

interface World {
  readonly segments: readonly Declared[];
  /** Written as JSON, which is YAML, too, or as a rewrite is. */
  readonly algebras: readonly string[];
  readonly rules: readonly JsonValue[];
  readonly others: readonly number[];
}

const typesOf: Readonly<Record<string, readonly JsonValue[]>> = {
  'retail-media': [
    { contactList: { identifierType: 'Email' } },
    { events: { shopperActivity: 'View', lookbackDays: 'Last30Days', categoryIds: ['1'] } },
    { events: { shopperActivity: 'View', lookbackDays: 'Last90Days', categoryIds: ['1'] } },
  ],
  'marketing-solutions': [
    { contactList: {} },
    { retargeting: { visitorsType: 'All', daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 30 } },
    { contactList: {} },
  ],
};

/** As a manifest has to have it: what looks like a variable is escaped. */
function write(value: JsonValue): string {
  return JSON.stringify(value).replaceAll('${', '$${');
}

const ownerOf = (platform: string, number: number) =>
  platform === 'retail-media' ? { retailerId: `${1 + number}` } : {};

function manifestOf(platform: string, { segments, algebras, rules, others }: World): string {
  const listed = segments.map(({ name, type }, at) => {
    const owner = ownerOf(platform, others.includes(at) ? 1 : 0);
    return `  - ${write(Object.assign({ name }, owner, typesOf[platform]?.[type]))}\n`;
  });
  const audiences = algebras.map((algebra, at) => {
    const owner = Object.entries(ownerOf(platform, 0)).map(
      (each) => `    ${each[0]}: "${each[1]}"\n`,
    );
    return `  - name: ${write(audienceNames[at] ?? '')}\n${owner.join('')}    algebra:\n      ${algebra}\n`;
  });
  const absent = `  - ${write({ name: gone, state: 'absent' })}\n`;
  const rows = rules.map((rule) => `  - ${write(rule)}\n`);
  return `segments:\n${listed.join('')}${absent}audiences:\n${audiences.join('')}rules:\n${rows.join('')}`;
}

function read(platform: PlatformName, text: string) {
  const scope =
    platform === 'retail-media' ? `accountId: "${accountId}"` : `advertiserId: "${advertiserId}"`;
  const project = `version: 1\nplatform: ${platform}\n${scope}\n`;
  const { value, diagnostics } = load({ file: 'audiencectl.yaml', text: project }, [
    { file: 'm.yaml', text },
  ]);
  if (value === null) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
}

const errorsOf = (found: readonly Diagnostic[]) =>
  found.flatMap(({ severity, code, message, address, rule }) =>
    severity === 'error' && code !== 'rule-broken' ? [{ code, message, address, rule }] : [],
  );

const rewriteIn = (hint = '') => /: (and: \[.*\])\.$/su.exec(hint)?.[1];

function treesOf(names: readonly string[]): fc.Arbitrary<JsonValue> {
  const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => {
    const operands = fc.array(tie('tree'), { minLength: 2, maxLength: 3 });
    return {
      tree: fc.oneof(
        { depthSize: 'xsmall', withCrossShrink: true },
        fc.constantFrom(...names),
        operands.map((and) => ({ and })),
        operands.map((or) => ({ or })),
        fc
          .tuple(fc.constantFrom(...names), tie('tree'))
          .map(([name, not]) => ({ and: [name, { not }] })),
      ),
    };
  });
  return tree;
}

/** @param more names that no segment has */
const worldsOf = (more: readonly string[]): fc.Arbitrary<World> =>
  fc
    .uniqueArray(fc.oneof(fc.constantFrom(...plainNames), fc.constantFrom(...hostileNames)), {
      minLength: 3,
      maxLength: 5,
    })
    .chain((names) => {
      const inTrees = [...names, ...names, ...more.filter((name) => name !== gone)];
      const inRules = [...names, ...names, ...more, ...audienceNames];
      const name = fc.constantFrom(...inRules);
      const demand = fc.oneof(
        fc.uniqueArray(name, { minLength: 1, maxLength: 2 }).map((excludes) => ({ excludes })),
        name.map((within) => ({ within })),
        fc.constant({ disjoint: ['New | *', 'Loyal | *'] }),
      );
      return fc.record({
        segments: fc.tuple(...names.map((each) => fc.nat(2).map((type) => ({ name: each, type })))),
        algebras: fc.array(treesOf(inTrees).map(write), { minLength: 2, maxLength: 4 }),
        rules: fc
          .array(demand, { minLength: 1, maxLength: 2 })
          .map((all) => all.map((each, at) => ({ name: `Rule ${at}`, ...each }))),
        others: fc.oneof(fc.constant([]), fc.constant([]), fc.constant([0])),
      });
    });

/** What `validate` says of a world, and what `plan` says where nothing is remote. */
const judges: Readonly<Record<string, Judge>> = {
  validate: (platform, world) => {
    const loaded = read(platform, manifestOf(platform, world));
    return [...(loaded.diagnostics ?? []), ...validate(loaded)];
  },
  plan: (platform, world) => {
    const loaded = read(platform, manifestOf(platform, world));
    const { value, diagnostics } = plan(loaded, aSnapshot([], [], platform));
    const refused = (value?.refusals ?? []).map(({ code, address = '', text, fix = '' }) => {
      const rule = /rule "(Rule \d)"/u.exec(text)?.[1] ?? '';
      return { severity: 'error' as const, code, message: text, hint: fix, address, rule };
    });
    return [...(loaded.diagnostics ?? []), ...diagnostics, ...refused];
  },
};

type Judge = (platform: PlatformName, world: World) => readonly Diagnostic[];

test.each<readonly [string, PlatformName, readonly string[]]>([
  ['validate', 'retail-media', ['Elsewhere', 'Nowhere', gone]],
  ['validate', 'marketing-solutions', ['Elsewhere', 'Nowhere', gone]],
  ['plan', 'retail-media', []],
  ['plan', 'marketing-solutions', []],
])('a rewrite is no mistake, and the rule holds of it: %s, %s', (command, platform, more) => {
  const judge = judges[command];
  let rewritten = 0;
  fc.assert(
    fc.property(worldsOf(more), (world) => {
      const found = judge?.(platform, world) ?? [];
      const before = errorsOf(found);
      for (const { code, hint, address, rule } of found) {
        const rewrite = code === 'rule-broken' ? rewriteIn(hint) : undefined;
        if (rewrite === undefined) continue;
        rewritten += 1;
        const algebras = world.algebras.map((algebra, at) =>
          address === `audience/${audienceNames[at]}` ? rewrite : algebra,
        );
        const after = judge?.(platform, { ...world, algebras }) ?? [];
        expect(errorsOf(after).filter((each) => !before.some((one) => isSame(one, each)))).toEqual(
          [],
        );
        const isBroken = (each: Diagnostic) =>
          each.code === 'rule-broken' && each.address === address && each.rule === rule;
        expect(after.filter(isBroken)).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
  expect(rewritten).toBeGreaterThan(8);
});

type Told = ReturnType<typeof errorsOf>[number];

/** A reference to what is deleted is counted in its message. */
function isSame(one: Told, other: Told): boolean {
  return one.code === other.code && one.address === other.address && one.rule === other.rule;
}
