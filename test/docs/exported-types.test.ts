/** The types that a user of the library meets: each can be imported, or a type that can holds it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const dist = fileURLToPath(new URL('../../dist/src/', import.meta.url));

/** What needs no name of its own, by file or by `file#type`, and why. What only they hold is not looked at. */
const opaque: Readonly<Record<string, string>> = {
  'schema/generated/': 'a part of a document is named by its path, such as PlanDocument["summary"]',
  'platforms/platform.ts#Platform': 'a platform is got by its name, and passed on',
  'plan/compare-with-remote.ts#Comparison': 'it is made and passed on',
  'plan/compare-with-remote.ts#ComparisonOptions': 'PlanOptions has all of it',
  'plan/document/write-plan.ts#WritingOptions': 'PlanOptions has all of it',
  'plan/order/schedule-operations.ts#Batch': 'only its verb and its kind are seen',
  'report/apply/render-apply-text.ts#ApplyTextOptions': 'ApplyReportOptions has all of it',
  'report/plan/render-plan-text.ts#PlanTextOptions': 'RenderPlanOptions has all of it',
  'model/project.ts#LabelList': 'a key of Labels',
  'model/remote/members-remote.ts#MembersRemote': 'members are sent by apply',
  'remote/calls/api-call.ts#ApiCall': 'only some of its fields are seen, in RemoteEvent',
  'remote/calls/create-sharing.ts#RemoteSharing': 'it is made and passed on',
  'remote/secrets/create-redactor.ts#Redactor': 'one function, in RemoteOptions',
  'sandbox/': 'the sandbox has types of its own, and settings are checked when they are read',
};

interface Module {
  /** Local name to the name and file that it comes from. */
  readonly imported: ReadonlyMap<string, readonly [string, string]>;
  readonly declared: ReadonlyMap<string, string>;
}

const modules = new Map<string, Module>();

/** Declaration files are formatted alike, so that a line that begins with a keyword begins a declaration. */
function read(file: string): Module {
  const known = modules.get(file);
  if (known) return known;
  const path = join(dist, file.replace(/\.ts$/u, '.d.ts'));
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const code = text.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\/\/.*$/gmu, '');
  const lists = [...code.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from '(\.[^']+)';/gmu)];
  const imported = lists.flatMap(([, list = '', from = '']) =>
    list.split(',').flatMap((each): readonly [string, readonly [string, string]][] => {
      const [name = '', local = name] = each
        .trim()
        .replace(/^type /u, '')
        .split(' as ');
      const target = join(dirname(file), from).replaceAll('\\', '/');
      return name === '' ? [] : [[local, [name, target]]];
    }),
  );
  const begin =
    /^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|function|class|const) ([\w$]+)/gmu;
  const found = [...code.matchAll(begin)];
  const declared = new Map<string, string>();
  found.forEach(({ 1: name = '', index }, position) => {
    const body = code.slice(index, found[position + 1]?.index);
    declared.set(name, `${declared.get(name) ?? ''}${body}`);
  });
  const result: Module = { imported: new Map(imported), declared };
  modules.set(file, result);
  return result;
}

/** Where a name is declared, as `file#name`; null for names of the language and of other packages. */
function declarationOf(file: string, name: string): string | null {
  const { declared, imported } = read(file);
  if (declared.has(name)) return `${file}#${name}`;
  const [other, from] = imported.get(name) ?? [];
  return other === undefined || from === undefined ? null : declarationOf(from, other);
}

/** The types and classes that a declaration names; names of its fields are none. */
function namedIn(place: string): readonly string[] {
  const [file = '', own = ''] = place.split('#');
  const body = read(file).declared.get(own) ?? '';
  const types = body.replace(/'[^']*'/gu, "''").replace(/\b(?:readonly )?[\w$]+\??:/gu, ':');
  const names = new Set(types.match(/[A-Za-z_$][\w$]*/gu));
  return [...names].flatMap((name) => {
    const found = name === own ? null : declarationOf(file, name);
    if (found === null) return [];
    const [at = '', type = ''] = found.split('#');
    const isType = /^(?:export )?(?:declare )?(?:interface|type|class) /u.test(
      read(at).declared.get(type) ?? '',
    );
    return isType ? [found] : [];
  });
}

const reasonFor = (place: string) =>
  Object.keys(opaque).find((key) => place === key || (key.endsWith('/') && place.startsWith(key)));

test('every type that an exported one names is exported, or is left out for a reason', () => {
  const exported = [...read('index.ts').imported.keys()].flatMap(
    (name) => declarationOf('index.ts', name) ?? [],
  );
  expect(exported.length).toBeGreaterThan(100);
  const seen = new Set(exported);
  const used = new Set<string>();
  const missing: string[] = [];
  const queue = exported.filter((place) => reasonFor(place) === undefined);
  for (const place of queue) {
    for (const named of namedIn(place)) {
      if (seen.has(named)) continue;
      seen.add(named);
      const reason = reasonFor(named);
      if (reason !== undefined) used.add(reason);
      else {
        missing.push(`${named}, named by ${place}`);
        queue.push(named);
      }
    }
  }
  expect(missing).toEqual([]);
  for (const place of exported) used.add(reasonFor(place) ?? '');
  expect(Object.keys(opaque).filter((key) => !used.has(key))).toEqual([]);
});
