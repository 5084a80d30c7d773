import { describe, expect, test } from '@jest/globals';
import { isAboutMeaning } from '../../src/diagnostics/meaning-codes.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import {
  describeFindings,
  expectedFindings,
  testProject,
  unmark,
} from '../manifest/marked-manifest.ts';

const list = 'contactList: { identifierType: Email }';
const segmentsNamed = (...names: readonly string[]) =>
  `segments:\n${names.map((name) => `  - { name: ${name}, ${list} }\n`).join('')}`;
const audiences = (...words: readonly string[]) =>
  `audiences:\n${words.map((each, index) => `  - { name: x${index}, algebra: ${each} }\n`).join('')}`;
const abc = segmentsNamed('a', 'b', 'c');
/** One that uses everything, so that nothing is unused. */
const all = '{ or: [a, b, c] }';

function find(text: string) {
  const project = testProject('retail-media');
  const { value, diagnostics } = readManifests([{ file: 'm.yaml', text }], project);
  return [...diagnostics, ...validateDeclarations(value, project)];
}

/** Marked manifest, codes, and the hint of the first finding. */
const cases: readonly (readonly [about: string, marked: string, codes: string[], hint?: string])[] =
  [
    [
      'sound trees',
      abc + audiences(all, '{ and: [a, { not: b }] }', '{ and: [a, { or: [b, c] }] }'),
      [],
    ],
    [
      'in and not in a segment',
      abc + audiences(all, '{ and: [a, b, ▶{ not: a }] }'),
      ['audience-holds-nobody'],
      'Write algebra: { and: [a, b] } if you meant this.',
    ],
    [
      'in and not in a segment, by way of another operator',
      abc + audiences(all, '{ and: [a, ▶{ not: { or: [a, b] } }] }'),
      ['audience-holds-nobody'],
      'Write algebra: { and: [a, { not: b }] } if you meant this.',
    ],
    [
      'an exclusion with several parts that exclude it',
      abc +
        audiences(
          all,
          '{ and: [a, ▶{ not: { or: [{ and: [a, b] }, { and: [a, { not: b }] }, c] } }] }',
        ),
      ['audience-holds-nobody'],
      'Change or remove the parts that exclude each other.',
    ],
    [
      'the same segment twice',
      abc + audiences(all, '{ and: [a, b, ▶a] }'),
      ['duplicate-operand'],
      'Write algebra: { and: [a, b] } instead, which gives the same people.',
    ],
    [
      'the same operator twice, its operands in another order',
      abc + audiences(all, '{ or: [{ and: [a, b] }, ▶{ and: [b, a] }, c] }'),
      ['duplicate-operand'],
      'Write algebra: { or: [{ and: [a, b] }, c] } instead, which gives the same people.',
    ],
    [
      'an operand inside another one',
      abc + audiences(all, '{ or: [a, ▶{ and: [a, b] }] }'),
      ['operand-without-effect'],
      'Write algebra: a instead, which gives the same people.',
    ],
    [
      'an operand that everybody is in',
      abc + audiences(all, '{ and: [a, ▶{ or: [b, { not: b }] }] }'),
      ['operand-holds-everyone'],
      'Write algebra: a instead, which gives the same people.',
    ],
    [
      'an operand that nobody is in',
      abc + audiences(all, '{ or: [a, ▶{ and: [b, { not: b }] }] }'),
      ['operand-holds-nobody'],
      'Write algebra: a instead, which gives the same people.',
    ],
    [
      'two audiences of one meaning',
      abc +
        audiences(
          all,
          '{ and: [a, { or: [b, c] }] }',
          '▶{ or: [{ and: [b, a] }, { and: [a, c] }] }',
        ),
      ['audiences-equal'],
      'Keep only one of them, unless campaigns need both.',
    ],
    [
      'three audiences of one meaning',
      segmentsNamed('a') + audiences('a', '▶a', '{ segment: a }'),
      ['audiences-equal'],
      'Keep only one of them, unless campaigns need them.',
    ],
    [
      'one segment by its name and by its ID',
      `segments:\n  - { name: a, id: 7, ${list} }\n${audiences('{ and: [a, ▶{ segmentId: 7 }] }')}`,
      ['duplicate-operand'],
      'Write algebra: a instead, which gives the same people.',
    ],
    [
      'a segment that nothing uses',
      `segments:\n  - { name: a, ${list} }\n  - { ▶name: b, ${list} }\n${audiences('a')}`,
      ['segment-unused'],
      'Use it in an audience, or delete it with state: absent.',
    ],
    [
      'a segment that a mistyped name may mean',
      segmentsNamed('Buyers', 'Customers') + audiences('{ and: [Buyers, ▶Custmers] }'),
      ['reference-not-declared'],
    ],
    ['segments with audiences made elsewhere', abc, []],
    ['segments beside an audience that names an ID alone', abc + audiences('{ segmentId: 7 }'), []],
    [
      'segments beside an audience that cannot be read',
      abc + audiences('{ ▶nd: [a, b] }'),
      ['unknown-key'],
    ],
    [
      'prices that nothing can have',
      `segments:\n  - name: a\n    events: { shopperActivity: View, lookbackDays: Last7Days, minPrice: 9, maxPrice: ▶1 }\n${audiences('a')}`,
      ['impossible-window'],
      'Swap them: minPrice: 1, maxPrice: 9.',
    ],
    [
      'what is an error of its own',
      segmentsNamed('a') + audiences('▶{ or: [a, { not: a }] }'),
      ['audience-algebra-must-be-limited'],
    ],
  ];

describe('findings about meaning', () => {
  test.each(cases.map(([about, marked, codes, hint]) => ({ about, marked, codes, hint })))(
    '$about',
    ({ marked, codes, hint }) => {
      const findings = find(unmark(marked).text);
      expect(describeFindings(findings)).toEqual(expectedFindings(marked, codes));
      if (hint !== undefined) expect(findings[0]).toMatchObject({ hint });
      const doubts = findings.filter(({ code }) => isAboutMeaning(code));
      expect(doubts.filter(({ severity }) => severity !== 'warning')).toEqual([]);
    },
  );

  test.each(
    cases
      .filter(([, , , hint]) => hint?.includes('algebra: '))
      .map(([about, marked, , hint = '']) => ({ about, marked, hint })),
  )('the hint heals: $about', ({ marked, hint }) => {
    const { text } = unmark(marked);
    const healed = hint.replace(
      /^Write (algebra: .*) (?:if you meant|instead, which gives).*$/u,
      '$1',
    );
    const lines = text.trimEnd().split('\n');
    const last = lines.pop()?.replace(/algebra: .* \}$/u, `${healed} }`);
    const left = find([...lines, last].join('\n'));
    expect(
      left.filter(({ code }) => !['audiences-equal', 'segment-unused'].includes(code)),
    ).toEqual([]);
  });

  test('names are written so that YAML reads them as they are', () => {
    const text = `${segmentsNamed('"Yes"', '"a, b"', '"a: b #c"')}audiences:
  - name: x
    algebra: { and: [ "Yes", "a, b", "Yes", "a: b #c" ] }`;
    expect(find(text)[0]?.hint).toBe(
      'Write algebra: { and: ["Yes", "a, b", "a: b #c"] } instead, which gives the same people.',
    );
  });

  test('a contradiction shows both sides', () => {
    const [finding] = find(abc + audiences(all, '{ and: [a, b, { not: a }] }'));
    expect(finding?.related).toMatchObject([
      { label: 'excluded here', source: { line: 7, column: 34 } },
    ]);
  });
});
