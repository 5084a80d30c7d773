/** Projects as texts, and what a rename makes of them. */
import { expect } from '@jest/globals';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { load } from '../../src/reconciler/load.ts';
import { type RenamedProject, type RenameWish, rename } from '../../src/reconciler/rename.ts';

export type Texts = Readonly<Record<string, string>>;

export const head =
  'version: 1\nplatform: retail-media\naccountId: "77"\ndefaults: { retailerId: "1" }\n';

export function loadTexts(
  texts: Texts,
  environment: string | null = null,
  others: readonly Texts[] = [],
): RenamedProject {
  const sources = Object.entries(texts).map(([file, text]) => ({ file, text }));
  const [projectFile, ...manifests] = sources;
  if (projectFile === undefined) throw new Error('a project has a file');
  const { value: loaded, diagnostics } = load(projectFile, manifests, {
    environment,
    others: others.map((each) => {
      const [first, ...rest] = Object.entries(each).map(([file, text]) => ({ file, text }));
      if (first === undefined) throw new Error('a project has a file');
      return { projectFile: first, manifests: rest };
    }),
  });
  if (loaded === null) throw new Error(JSON.stringify(diagnostics));
  return { loaded, sources };
}

/** The texts afterwards; they must not be refused. */
export function renamed(texts: Texts, address: string, name: string): Texts {
  const { loaded, sources } = loadTexts(texts);
  const { value, diagnostics } = rename(loaded, sources, { address, name });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return { ...texts, ...Object.fromEntries(value.files.map(({ file, after }) => [file, after])) };
}

export const shown = ({ code, severity, source, message }: Diagnostic): string =>
  `${source ? `${source.file}:${source.line}:${source.column} ` : ''}${severity} ${code} ${message}`;

export function refused(
  texts: Texts,
  wish: RenameWish,
  others: readonly Texts[] = [],
): readonly string[] {
  const { loaded, sources } = loadTexts(texts, null, others);
  const { value, diagnostics } = rename(loaded, sources, wish);
  expect(value).toBeNull();
  return diagnostics.map(shown);
}

export const projectText: string = `${head}# Never touch these
protect: [ "segment/Buyers",   segment/Others ]   # ours
rules:
  - name: No one who opted out
    excludes: Optouts   # by law
  - { name: Buyers only, within: "Buyers", audiences: 'VIP *' }
`;

export const manifestText = `# Lists
segments:
  # Who bought
  - name: "Buyers"   # since 2020
    contactList: { identifierType: Email }
  - { name: Optouts, contactList: { identifierType: Email } }

audiences:
  - description: All of them
    name: VIP 1
    algebra:
      and:
        - Buyers # first
        - not: { segment: Optouts }
`;

export const small: { readonly 'audiencectl.yaml': string; readonly 'm.yaml': string } = {
  'audiencectl.yaml': projectText,
  'm.yaml': manifestText,
};
