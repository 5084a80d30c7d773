import { resolve } from 'node:path';
import { DiagnosticError, invariant } from '../../../diagnostics/diagnostic.ts';
import type { PlatformName } from '../../../model/entity.ts';
import { projectFileName } from '../../../model/files/project-file-name.ts';
import { isId } from '../../../model/remote/is-id.ts';
import type { Platform } from '../../../platforms/platform.ts';
import { findPlatform, platformNamed, platforms } from '../../../platforms/platform-named.ts';
import type { FirstRetailers } from '../../../remote/look-ups/look-up-retailers.ts';
import { printable } from '../../../report/text/printable.ts';
import type { OptionValues } from '../../arguments/option-values.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { writeNewFiles } from '../../output/write-new-files.ts';
import type { CommandContext, RunCommand } from '../../process/command-context.ts';
import { exitCodes } from '../../process/exit-codes.ts';
import { forEditors } from '../../project/for-editors.ts';
import { ignoreToolFolder } from '../../project/ignore-tool-folder.ts';
import { askForTarget } from './ask-for-target.ts';
import { offerLookUp } from './offer-look-up.ts';
import { type NewFile, type ProjectTarget, projectTemplate } from './project-template.ts';
import { readExample } from './read-example.ts';

/** `init`: the first files of a project, in a folder that has none yet. */
export const runInit: RunCommand = async (context) => {
  const { options, terminal } = context;
  refuseProject(options);
  const wish = readWish(options) ?? (await askTarget(context));
  const found = 'example' in wish ? null : await offerRetailers(context, wish);
  const plain =
    'example' in wish
      ? await readExample(wish.example)
      : projectTemplate(wish, found?.retailers ?? []);
  const files = await forEditors(plain, wish.platform);
  await writeNewFiles(files);
  await ignoreToolFolder();
  terminal.writeResult(
    [
      ...files.map(({ path }) => `Wrote ${path}`),
      ...retailerLines(found),
      '',
      'Next:',
      ...nextSteps(files, 'example' in wish).map((step) => `  ${step}`),
    ].join('\n'),
  );
  return exitCodes.done;
};

type Wish = { readonly example: string; readonly platform: PlatformName } | ProjectTarget;

/** Null where nothing says what the project is for. */
function readWish(options: OptionValues): Wish | null {
  const example = options.text('example');
  const platform = options.text('platform');
  const scopes = platforms.flatMap((each) => {
    const scopeId = options.text(each.scope.option);
    return scopeId === null ? [] : [{ meant: each, scopeId }];
  });
  const [first, ...others] = scopes;
  if (example !== null) {
    if (platform === null && first === undefined) {
      const meant = findPlatform(example);
      invariant(meant !== null, 'an example is named for its platform');
      return { example, platform: meant.name };
    }
    throw conflict(
      '--example has its own platform and account',
      'Leave out --platform and the ID.',
    );
  }
  if (first === undefined) return null;
  if (others.length > 0) {
    const given = scopes.map(({ meant }) => meant);
    throw conflict(
      `${given.map(({ scope }) => `--${scope.option}`).join(' and ')} exclude each other`,
      `Give ${given.map(({ name, scope }) => `--${scope.option} for ${name}`).join(', or ')}. A project has one target.`,
    );
  }
  const { meant, scopeId } = first;
  const given = meant.scope.option;
  const other = findPlatform(platform);
  if (other !== null && other !== meant) {
    throw conflict(
      `--${given} is for ${meant.name}, but --platform is ${other.name}`,
      `Give --${other.scope.option} ID.`,
    );
  }
  if (!isId(scopeId)) {
    throw refusal(
      'invalid-option',
      `--${given} is "${scopeId}", which is not an ID. IDs consist of digits`,
    );
  }
  return { platform: meant.name, scopeId };
}

/** The files that `init` writes go together, and the project file among them has one name. */
function refuseProject(options: OptionValues): void {
  const file = options.text('project');
  if (file === null || resolve(file) === resolve(projectFileName)) return;
  throw conflict(
    `init writes ${projectFileName}, but --project names "${file}"`,
    'Leave out --project, and choose the folder with -C DIR. You may rename the file afterwards.',
  );
}

/** Asks for what is missing, if there is a terminal to ask on. */
async function askTarget(context: CommandContext): Promise<ProjectTarget> {
  const { options, terminal } = context;
  const given = findPlatform(options.text('platform'));
  const target = terminal.interactive
    ? await askForTarget(
        given?.name ?? null,
        terminal,
        async (platform) =>
          (await offerLookUp(
            context,
            { platform, scopeId: '' },
            `${platformNamed(platform).scope.label}s`,
            async (options) => {
              const { listScopes } = await import('../../../remote/look-ups/look-up-scopes.ts');
              return listScopes(options);
            },
          )) ?? [],
      )
    : null;
  if (target !== null) return target;
  throw missingTarget(given);
}

/** The retailers of an account, where there are any. */
async function offerRetailers(
  context: CommandContext,
  target: ProjectTarget,
): Promise<FirstRetailers | null> {
  if (!platformNamed(target.platform).catalogues.includes('retailers')) return null;
  return offerLookUp(context, target, 'retailers', async (options) => {
    const { listFirstRetailers } = await import('../../../remote/look-ups/look-up-retailers.ts');
    return listFirstRetailers(options);
  });
}

/** More retailers than this are counted. */
const maxShown = 10;

function retailerLines(found: FirstRetailers | null): readonly string[] {
  if (found === null || found.retailers.length === 0) return [];
  const { retailers, isCut } = found;
  const shown = retailers.slice(0, maxShown);
  const hidden = retailers.length - shown.length;
  return [
    '',
    isCut
      ? `The first ${retailers.length} retailers of the account, whose names plans will show:`
      : 'Retailers of the account, whose names plans will show:',
    ...shown.map(({ id, name }) => `  ${id}${name === null ? '' : `  ${printable(name)}`}`),
    ...(hidden > 0 ? [`  and ${hidden} more: audiencectl catalog retailers`] : []),
    ...(isCut ? ['The account has more, which init did not look up.'] : []),
  ];
}

function missingTarget(platform: Platform | null): DiagnosticError {
  const wanted = platforms
    .filter((each) => platform === null || each === platform)
    .map(({ name, scope }) => ({ name, option: `--${scope.option}` }));
  const options = wanted.map(({ option }) => option).join(' or ');
  const example = `To try it without an account, copy an example with --example ${wanted[0]?.name ?? 'NAME'}.`;
  const words = wanted.map(({ name, option }) => `${option} ID for ${name}`).join(', or ');
  return refusal('missing-option', `init needs ${options}`, `Give ${words}. ${example}`);
}

function conflict(message: string, hint: string): DiagnosticError {
  return refusal('conflicting-options', message, hint);
}

function refusal(code: string, message: string, hint?: string): DiagnosticError {
  return new DiagnosticError([usageError(code, message, hint)]);
}

function nextSteps(files: readonly NewFile[], isExample: boolean): readonly string[] {
  const manifest = files.find(({ path }) => path.startsWith('segments/'))?.path ?? 'segments';
  return isExample
    ? [
        'audiencectl plan --sandbox    see what would be created, on a sandbox, without an account',
        'audiencectl apply --sandbox   create it there',
        `edit a line of ${manifest}, and plan again`,
      ]
    : [
        `declare your first segments in ${manifest}`,
        'audiencectl validate          check the files, without an account',
        'audiencectl plan --sandbox    try it out, without an account',
        'audiencectl plan              plan for your account: set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET',
      ];
}
