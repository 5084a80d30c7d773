/** Plans of texts, with what rules have to say of them. */
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import { type Loaded, load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { accountId, aSnapshot } from '../../support/a-world.ts';

interface Given {
  readonly manifest: string;
  readonly rules: string;
  /** More lines of the project file. */
  readonly project?: string;
  /** The manifest of another project of the account. */
  readonly sister?: string;
  readonly segments?: readonly RemoteRow[];
  readonly audiences?: readonly RemoteRow[];
  readonly options?: Parameters<typeof plan>[2];
}

const projectFile = (file: string, more = '') => ({
  file,
  text: `version: 1\nplatform: retail-media\naccountId: "${accountId}"\n${more}`,
});

const manifestFile = (file: string, text: string) => ({
  file,
  text: `defaults: { retailerId: "1234" }\n${text}`,
});

export function loadTexts({
  manifest,
  rules,
  project,
  sister,
}: Pick<Given, 'manifest' | 'rules' | 'project' | 'sister'>): Loaded {
  const others = sister
    ? [
        {
          projectFile: projectFile('other/audiencectl.yaml'),
          manifests: [manifestFile('other/a.yaml', sister)],
        },
      ]
    : [];
  const { value, diagnostics } = load(
    projectFile('audiencectl.yaml', project),
    [
      manifestFile('a.yaml', manifest),
      ...(rules === '' ? [] : [{ file: 'rules.yaml', text: rules }]),
    ],
    { others },
  );
  if (value === null) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
}

interface SaidOfRules {
  readonly errors: readonly string[];
  readonly hints: readonly (string | undefined)[];
  readonly refused: readonly string[];
  readonly codes: readonly string[];
  readonly fixes: readonly (string | undefined)[];
  readonly warned: readonly string[];
  readonly changed: readonly string[];
  /** What the plan makes of rules, in words. */
  readonly told: readonly string[];
  /** What to do about what is a warning. */
  readonly advice: readonly (string | undefined)[];
}

/** A plan, by what is said of rules and people. */
export function planTexts({
  segments = [],
  audiences = [],
  options = {},
  ...texts
}: Given): SaidOfRules {
  const { value, diagnostics } = plan(loadTexts(texts), aSnapshot(segments, audiences), options);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const about = value?.diagnostics.filter(({ code }) => /^(?:rule|people|reference)/u.test(code));
  return {
    errors: errors.map(({ message }) => message),
    hints: errors.map(({ hint }) => hint),
    refused: value?.refusals.map(({ address, text }) => `${address}: ${text}`) ?? [],
    codes: value?.refusals.map(({ address, code }) => `${address} ${code}`) ?? [],
    fixes: value?.refusals.map(({ fix }) => fix) ?? [],
    warned: about?.map(({ message }) => message) ?? [],
    told: value?.rules?.map(({ text }) => text) ?? [],
    advice: about?.map(({ hint }) => hint) ?? [],
    changed: value?.rules?.map(({ becomes, addresses }) => `${becomes} ${addresses}`) ?? [],
  };
}
