/** Runs a job of a GitHub workflow with the action of this repository in it, as the runner would. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type HostRun, hostToken, ownRepository } from '../review/host-state.ts';
import { type Checkout, type JobRun, packageFolder } from './a-checkout.ts';
import { type Context, evaluate, fillIn } from './evaluate-expression.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

export interface GithubRun extends JobRun {
  readonly summary: string;
  /** Whether the job's own condition let it run. */
  readonly ran: boolean;
}

export interface GithubEvent {
  readonly name: 'pull_request' | 'push' | 'schedule';
  readonly run: number;
  /** What `GITHUB_SHA` and `GITHUB_REF` name. */
  readonly commit: string;
  readonly ref: string;
  /** What the host says of the run. */
  readonly of?: Pick<HostRun, 'commit'> & Partial<HostRun>;
  readonly payload?: object;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Changes the job of the example, such as for a project in a folder. */
  readonly with?: Readonly<Record<string, string>>;
  /** Variables that somebody gave the whole job. */
  readonly env?: Readonly<Record<string, string>>;
  /** What a workflow other than that of the example checks out. */
  readonly checksOut?: string;
}

const allSecrets = {
  CRITEO_READER_ID: 'reader',
  CRITEO_READER_SECRET: 'reader-secret',
  CRITEO_WRITER_ID: 'writer',
  CRITEO_WRITER_SECRET: 'writer-secret',
  LEDGER_KEY: 'ledger-key',
};

export async function runGithubJob(
  checkout: Checkout,
  name: string,
  event: GithubEvent,
): Promise<GithubRun> {
  const workflow = parse(await checkout.example('.github/workflows/audiences.yml'));
  const job = workflow.jobs[name];
  const summaryFile = join(checkout.scratch, `summary-${event.run}`);
  const eventFile = join(checkout.scratch, `event-${event.run}.json`);
  await Promise.all([
    writeFile(summaryFile, ''),
    writeFile(eventFile, JSON.stringify(event.payload ?? {})),
    mkdir(join(checkout.scratch, 'runner'), { recursive: true }),
  ]);
  const context = {
    github: {
      event: event.payload ?? {},
      event_name: event.name,
      ref: event.ref,
      repository: ownRepository,
      token: hostToken,
    },
    secrets: event.secrets ?? allSecrets,
  };
  if (job.if !== undefined && !evaluate(job.if, context)) {
    return { exitCode: 0, log: '', summary: '', ran: false };
  }
  const { host } = checkout;
  const record = host.start(event.run, { event: event.name, ...(event.of ?? event) });
  const machine: Machine = {
    checkout,
    run: event.run,
    workspace: join(checkout.scratch, 'jobs', String(event.run)),
    with: event.with ?? {},
    checksOut: event.checksOut,
    env: {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: ownRepository,
      GITHUB_SHA: event.commit,
      GITHUB_REF: event.ref,
      GITHUB_RUN_ID: String(event.run),
      GITHUB_API_URL: host.url,
      GITHUB_GRAPHQL_URL: `${host.url}/graphql`,
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      GITHUB_WORKFLOW_REF: `${ownRepository}/.github/workflows/audiences.yml@${event.ref}`,
      RUNNER_TEMP: join(checkout.scratch, 'runner'),
      ...event.env,
      ...fillAll(job.env, context),
    },
  };
  const done = await runSteps(job.steps, context, machine);
  record.conclusion = done.exitCode === 0 ? 'success' : 'failure';
  return { ...done, summary: await readFile(summaryFile, 'utf8'), ran: true };
}

interface Machine {
  readonly checkout: Checkout;
  readonly run: number;
  readonly workspace: string;
  readonly with: Readonly<Record<string, string>>;
  readonly checksOut: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** In order; the first that fails ends the job. */
async function runSteps(steps: readonly Step[], outer: Context, machine: Machine): Promise<JobRun> {
  const results: Record<string, { outcome: string; outputs: Record<string, string> }> = {};
  let log = '';
  for (const [index, step] of steps.entries()) {
    const context = { ...outer, steps: results };
    const id = step.id ?? `step-${index}`;
    if (step.if !== undefined && !evaluate(step.if, context)) {
      results[id] = { outcome: 'skipped', outputs: {} };
      continue;
    }
    const outputFile = join(machine.checkout.scratch, `output-${machine.run}-${index}`);
    await writeFile(outputFile, '');
    const done = await runStep(step, context, {
      ...machine,
      env: { ...machine.env, ...fillAll(step.env, context), GITHUB_OUTPUT: outputFile },
    });
    log += done.log;
    const outputs = Object.fromEntries(
      (await readFile(outputFile, 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    results[id] = { outcome: done.exitCode === 0 ? 'success' : 'failure', outputs };
    if (done.exitCode !== 0) return { exitCode: done.exitCode, log };
  }
  return { exitCode: 0, log };
}

async function runStep(step: Step, context: Context, machine: Machine): Promise<JobRun> {
  const { checkout, workspace, env } = machine;
  if (step.run !== undefined) {
    if (step.run.includes('${{')) throw new Error(`an expression in a script: ${step.run}`);
    if (env['GITHUB_TOKEN'] && hasCriteo(env)) throw new Error(`all credentials in: ${step.run}`);
    const folder = fillIn(step['working-directory'] ?? '.', context);
    return checkout.shell(step.run, { cwd: join(workspace, folder), env });
  }
  const inputs = fillAll(step.with, context);
  const [action = ''] = (step.uses ?? '').split('@');
  if (action === 'audiencectl/audiencectl') {
    return runAction({ ...inputs, ...machine.with }, context, machine);
  }
  if (hasCriteo(env)) throw new Error(`${action} is given credentials of Criteo`);
  if (action === 'actions/upload-artifact') return keepArtifact(inputs, machine);
  if (action === 'actions/download-artifact') return getArtifact(inputs, checkout);
  if (action === 'actions/checkout') return checkOut(inputs, machine);
  throw new Error(`no stand-in for ${action}`);
}

function hasCriteo(env: Readonly<Record<string, string>>): boolean {
  const known = Object.values(allSecrets);
  return Object.values(env).some((value) => known.includes(value));
}

async function checkOut(
  inputs: Readonly<Record<string, string>>,
  { checkout, workspace, checksOut, env }: Machine,
): Promise<JobRun> {
  await checkout.checkOut(workspace, checksOut ?? inputs['ref'] ?? env['GITHUB_SHA'] ?? '', {
    depth: Number(inputs['fetch-depth'] ?? 1),
    keepsCredentials: inputs['persist-credentials'] !== 'false',
  });
  return { exitCode: 0, log: '' };
}

async function runAction(
  inputs: Readonly<Record<string, string>>,
  context: Context,
  machine: Machine,
): Promise<JobRun> {
  const action = parse(await readFile(join(packageFolder, 'action.yml'), 'utf8'));
  const defaults = Object.fromEntries(
    Object.entries<{ default?: string }>(action.inputs).map(([name, input]) => [
      name,
      fillIn(input.default ?? '', context),
    ]),
  );
  const { github, secrets: _, ...rest } = context;
  return runSteps(
    action.runs.steps,
    { ...rest, github, inputs: { ...defaults, ...inputs } },
    { ...machine, env: { ...machine.env, GITHUB_ACTION_PATH: packageFolder } },
  );
}

async function keepArtifact(
  inputs: Readonly<Record<string, string>>,
  { checkout, run }: Machine,
): Promise<JobRun> {
  const to = join(checkout.scratch, 'artifacts', String(run), inputs['name'] ?? '');
  await mkdir(to, { recursive: true });
  for (const path of (inputs['path'] ?? '').split('\n').filter(Boolean)) {
    const [from = '', pattern = ''] = path.split(/\/(?=[^/]*$)/);
    const isWanted = (name: string) =>
      pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
    const names = (await readdir(from)).filter(isWanted);
    await Promise.all(
      names.map((name) => cp(join(from, name), join(to, name), { recursive: true })),
    );
  }
  return { exitCode: 0, log: '' };
}

async function getArtifact(
  inputs: Readonly<Record<string, string>>,
  { scratch }: Checkout,
): Promise<JobRun> {
  const to = inputs['path'] ?? '';
  const from = join(scratch, 'artifacts', inputs['run-id'] ?? '', inputs['name'] ?? '');
  await mkdir(to, { recursive: true });
  await cp(from, to, { recursive: true });
  return { exitCode: inputs['github-token'] === hostToken ? 0 : 1, log: '' };
}

function fillAll(
  texts: Readonly<Record<string, string>> | undefined,
  context: Context,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts ?? {}).map(([name, text]) => [name, fillIn(String(text), context)]),
  );
}
