import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { OptionValues } from '../arguments/option-values.ts';
import { usageError } from '../arguments/usage-error.ts';
import { askForTarget, platforms } from '../ask-for-target.ts';
import type { CommandContext, RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { ignoreToolFolder } from '../ignore-tool-folder.ts';
import { offerScopes } from '../offer-scopes.ts';
import { type NewFile, type ProjectTarget, projectTemplate } from '../project-template.ts';
import { readExample } from '../read-example.ts';
import { writeNewFiles } from '../write-new-files.ts';

/** `init`: the first files of a project, in a folder that has none yet. */
export const runInit: RunCommand = async (context) => {
  const { options, terminal } = context;
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
    throw conflict('--example comes with a platform and an account of its own');
  }
  if (scopeId === null) return null;
  if (accountId !== null && advertiserId !== null) {
    throw conflict('a project has one target', `give ${targets}, or --example retail-media`);
  }
  const meant = accountId === null ? 'marketing-solutions' : 'retail-media';
  if (platform !== null && platform !== meant) {
    throw conflict(`that option is not for ${platform}`, `give ${targets}`);
  }
  if (!/^\d+$/.test(scopeId)) throw conflict(`"${scopeId}" is not an ID, which is digits alone`);
  return { platform: meant, scopeId };
}

/** Asks for what is missing, where somebody is there to answer. */
async function askTarget(context: CommandContext): Promise<ProjectTarget> {
  const { options, terminal } = context;
  const given = platforms.find((platform) => platform === options.text('platform')) ?? null;
  const target = terminal.interactive
    ? await askForTarget(given, terminal, (platform) => offerScopes(context, platform))
    : null;
  if (target !== null) return target;
  throw conflict('init needs to know for what', `give ${targets}, or --example retail-media`);
}

const targets =
  '--platform retail-media with --account-id, or --platform marketing-solutions with --advertiser-id';

function conflict(message: string, hint?: string): DiagnosticError {
  const finding: Diagnostic = usageError('conflicting-options', message, hint);
  return new DiagnosticError([finding]);
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
