import { resolve } from 'node:path';
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import type { PlatformName } from '../../../model/entity.ts';
import { isId } from '../../../model/is-id.ts';
import { projectFileName } from '../../../model/project-file-name.ts';
import type { OptionValues } from '../../arguments/option-values.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { ignoreToolFolder } from '../../output/ignore-tool-folder.ts';
import { writeNewFiles } from '../../output/write-new-files.ts';
import type { CommandContext, RunCommand } from '../../process/command-context.ts';
import { exitCodes } from '../../process/exit-codes.ts';
import { askForTarget, platforms } from './ask-for-target.ts';
import { offerScopes } from './offer-scopes.ts';
import { type NewFile, type ProjectTarget, projectTemplate } from './project-template.ts';
import { readExample } from './read-example.ts';

/** `init`: the first files of a project, in a folder that has none yet. */
export const runInit: RunCommand = async (context) => {
  const { options, terminal } = context;
  refuseProject(options);
  const wish = readWish(options) ?? (await askTarget(context));
  const files = 'example' in wish ? await readExample(wish.example) : projectTemplate(wish);
  await writeNewFiles(files);
  await ignoreToolFolder();
  terminal.writeResult(
    [
      ...files.map(({ path }) => `Wrote ${path}`),
      '',
      'Next:',
      ...nextSteps(files, 'example' in wish).map((step) => `  ${step}`),
    ].join('\n'),
  );
  return exitCodes.done;
};

type Wish = { readonly example: string } | ProjectTarget;

/** Null where nothing says what the project is for. */
function readWish(options: OptionValues): Wish | null {
  const example = options.text('example');
  const accountId = options.text('account-id');
  const advertiserId = options.text('advertiser-id');
  const scopeId = accountId ?? advertiserId;
  const platform = options.text('platform');
  if (example !== null) {
    if (platform === null && scopeId === null) return { example };
    throw conflict(
      '--example comes with a platform and an account of its own',
      'Leave out --platform and the ID.',
    );
  }
  if (scopeId === null) return null;
  if (accountId !== null && advertiserId !== null) {
    throw conflict(
      '--account-id and --advertiser-id exclude each other',
      'Give --account-id for retail-media, or --advertiser-id for marketing-solutions: a project has one target.',
    );
  }
  const meant = accountId === null ? 'marketing-solutions' : 'retail-media';
  const given = scopeOptions[meant];
  if (platform !== null && platform !== meant) {
    const other = platforms.find((name) => name === platform) ?? 'retail-media';
    throw conflict(
      `--${given} is for ${meant}, and --platform is ${platform}`,
      `Give --${scopeOptions[other]} ID.`,
    );
  }
  if (!isId(scopeId)) {
    throw refusal('invalid-option', `--${given} is "${scopeId}", which is not an ID: digits alone`);
  }
  return { platform: meant, scopeId };
}

/** What each platform calls the ID that a project is bound to. */
const scopeOptions = {
  'retail-media': 'account-id',
  'marketing-solutions': 'advertiser-id',
} as const;

/** The files that `init` writes go together, and the project file among them has one name. */
function refuseProject(options: OptionValues): void {
  const file = options.text('project');
  if (file === null || resolve(file) === resolve(projectFileName)) return;
  throw conflict(
    `init writes ${projectFileName}, and --project names "${file}"`,
    'Leave out --project, and choose the folder with -C DIR; the file may be renamed afterwards.',
  );
}

/** Asks for what is missing, where somebody is there to answer. */
async function askTarget(context: CommandContext): Promise<ProjectTarget> {
  const { options, terminal } = context;
  const given = platforms.find((platform) => platform === options.text('platform')) ?? null;
  const target = terminal.interactive
    ? await askForTarget(given, terminal, (platform) => offerScopes(context, platform))
    : null;
  if (target !== null) return target;
  throw missingTarget(given);
}

function missingTarget(platform: PlatformName | null): DiagnosticError {
  const example = `Or copy a project to try without an account: --example ${platform ?? 'retail-media'}.`;
  const wanted = platforms
    .filter((name) => platform === null || name === platform)
    .map((name) => ({ name, option: `--${scopeOptions[name]}` }));
  const options = wanted.map(({ option }) => option).join(' or ');
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
        'audiencectl plan --sandbox    what would be created, on a sandbox, without an account',
        'audiencectl apply --sandbox   create it there',
        `edit a line of ${manifest}, and plan again`,
      ]
    : [
        `declare your first segments in ${manifest}`,
        'audiencectl validate          check the files, without an account',
        'audiencectl plan --sandbox    try it out, without an account',
        'audiencectl plan              the real thing: set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET',
      ];
}
