/** Runs one command; the last place that catches. */
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { systemClock } from '../system-clock.ts';
import type { Command, CommandName } from './arguments/command.ts';
import type { OptionValues } from './arguments/option-values.ts';
import type { Invocation } from './arguments/parse-arguments.ts';
import { usageError } from './arguments/usage-error.ts';
import { createNotices } from './connection/create-notices.ts';
import { readSecrets } from './connection/read-secrets.ts';
import { readEach } from './many/read-each.ts';
import { isStdoutTaken, outputsOf, refuseTwoDocuments } from './output/outputs-of.ts';
import { ReportsNotWritten } from './output/reports/write-reports.ts';
import { writeWarnings } from './output/write-warnings.ts';
import type { CommandContext, RunCommand } from './process/command-context.ts';
import { exitCodeOfFailure } from './process/exit-code-of-failure.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import type { Host } from './process/host.ts';
import { readColor } from './process/read-color.ts';
import { failureOf, reportDiagnostics, reportFailure } from './process/report-failure.ts';
import { createTerminal } from './process/terminal.ts';

/** Where the code of each command is. */
const loaders: Readonly<Record<CommandName, () => Promise<RunCommand>>> = {
  init: async () => (await import('./commands/init/init.ts')).runInit,
  validate: async () => (await import('./commands/validate.ts')).runValidate,
  plan: async () => (await import('./commands/plan.ts')).runPlan,
  apply: async () => (await import('./commands/apply.ts')).runApply,
  rename: async () => (await import('./commands/rename.ts')).runRename,
  export: async () => (await import('./commands/export.ts')).runExport,
  pull: async () => (await import('./commands/pull/pull.ts')).runPull,
  snapshot: async () => (await import('./commands/snapshot.ts')).runSnapshot,
  show: async () => (await import('./commands/show.ts')).runShow,
  graph: async () => (await import('./commands/graph.ts')).runGraph,
  who: async () => (await import('./commands/who.ts')).runWho,
  sizes: async () => (await import('./commands/sizes.ts')).runSizes,
  catalog: async () => (await import('./commands/catalog/catalog.ts')).runCatalog,
  members: async () => (await import('./commands/members/members.ts')).runMembers,
  schema: async () => (await import('./commands/schema.ts')).runSchema,
  explain: async () => (await import('./commands/explain.ts')).runExplain,
  doctor: async () => (await import('./commands/doctor.ts')).runDoctor,
  completion: async () => (await import('./commands/completion.ts')).runCompletion,
  sandbox: async () => (await import('./commands/sandbox.ts')).runSandbox,
};

export async function runCommand(
  invocation: Invocation & { readonly asks: 'run' | 'error' },
  host: Host,
): Promise<ExitCode> {
  const redactor = readSecrets(host.env);
  if (invocation.asks === 'error') {
    const terminal = createTerminal(host, { color: false, quiet: false, redactor });
    await removeUnread(invocation, host);
    return reportDiagnostics(invocation.diagnostics, invocation, terminal);
  }
  const { command, options, operand, secondOperand, hide } = invocation;
  const dumb = host.env['TERM'] === 'dumb';
  const isDoubled = isStdoutTaken(options, command.name) && options.text('format') !== null;
  const terminal = createTerminal(host, {
    ...readColor(host.env, options.flag('no-color')),
    quiet: options.flag('quiet'),
    redactor,
    dumb,
    // The message that refuses two documents goes to stdout, too.
    isStdoutTaken: command.name !== 'export' && isStdoutTaken(options, command.name) && !isDoubled,
  });
  const clock = host.clock ?? systemClock;
  const context: CommandContext = {
    command: command.name,
    options,
    operand,
    secondOperand,
    hideGiven: hide.inText,
    environment: host.env,
    terminal,
    clock,
    notices: createNotices(clock),
  };
  let areOpen = false;
  try {
    enterFolder(options.text('chdir'), host);
    const exitCode = await runIn(context, command, () => {
      areOpen = true;
    });
    return (await terminal.isWritten()) ? exitCode : exitCodes.error;
  } catch (error) {
    const isReported = terminal.hasResult() || error instanceof ReportsNotWritten;
    const json = options.text('format') === 'json' && !terminal.hasResult();
    const details = { json, verbose: options.flag('verbose'), color: terminal.noteColor, hide };
    reportFailure(error, details, terminal, host.env);
    if (areOpen && !isReported) {
      const { writeFailureReports } = await import('./output/reports/write-failure-reports.ts');
      await writeFailureReports(failureOf(error, hide), command.name, context);
    }
    return exitCodeOfFailure(error, command.name);
  } finally {
    tellDeprecations(context);
  }
}

/** @param onOpen called when outputs may be written: the report of a refusal must not overwrite an input either. */
async function runIn(
  context: CommandContext,
  { name, options: uses }: Command,
  onOpen: () => void,
): Promise<ExitCode> {
  const { options } = context;
  await removeEarlier(name, options, () => readEach(context) !== null);
  refuseTwoDocuments(options, name);
  const each = uses.some((use) => use.name === 'each') ? readEach(context) : null;
  if (each !== null) {
    const { runEach } = await import('./many/run-each.ts');
    return runEach(each, context, (command) => loaders[command](), onOpen);
  }
  // Of an export it is a folder, which it looks at by itself.
  const outputs = name === 'export' ? [] : outputsOf(options, name);
  if (outputs.length > 0) {
    const { openOutputs } = await import('./output/open-outputs.ts');
    await openOutputs(outputs, name, context);
    onOpen();
  }
  const run = await loaders[name]();
  return run(context);
}

/** A command line with a mistake leaves no older plan either, as far as it says where that is. */
async function removeUnread(
  { readable }: Extract<Invocation, { readonly asks: 'error' }>,
  host: Host,
): Promise<void> {
  if (readable === undefined) return;
  const { command, options, isMany } = readable;
  try {
    enterFolder(options.text('chdir'), host);
    await removeEarlier(command.name, options, () => isMany);
  } catch {
    // The mistake is what is to be said.
  }
}

/** What an earlier run saved is not the plan of this one, whatever comes of it. */
async function removeEarlier(
  command: CommandName,
  options: OptionValues,
  isMany: () => boolean,
): Promise<void> {
  const out = command === 'plan' ? options.text('out') : null;
  if (out === null || out === '-') return;
  if (isMany()) {
    const { removeEarlierPlans } = await import('./many/prepare-folder.ts');
    await removeEarlierPlans(out);
  } else {
    const { removeEarlierPlan } = await import('./planning/remove-earlier-plan.ts');
    await removeEarlierPlan(out);
  }
}

/** At the end, when all answers are in, and of a run that failed, too: that may be the reason. */
function tellDeprecations(context: CommandContext): void {
  for (const { findings, folder } of context.notices.deprecations()) {
    writeWarnings(context, findings, { folder });
  }
}

function enterFolder(folder: string | null, host: Host): void {
  if (folder === null) return;
  try {
    host.chdir(folder);
  } catch (cause) {
    const message = `the folder of --chdir "${folder}" does not exist or cannot be opened`;
    throw new DiagnosticError([usageError('folder-not-found', message)], { cause });
  }
}
