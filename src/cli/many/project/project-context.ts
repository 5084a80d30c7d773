/** The run of one project of many, as its command sees it. */
import { dirname, join } from 'node:path';
import type { OptionValues } from '../../arguments/option-values.ts';
import { createNotices } from '../../connection/create-notices.ts';
import type { CommandContext } from '../../process/command-context.ts';
import type { AmongMany } from '../among-many.ts';
import type { ManyTarget } from '../find/find-projects.ts';
import { mirroredPath } from '../find/mirrored-paths.ts';
import { type Captured, captureTerminal } from './capture-terminal.ts';

/** The options of one project: its own file, and its own place in each folder. */
export function optionsOfProject(
  options: OptionValues,
  { file, planFile, earlierFile = file }: ManyTarget,
  checksum: string | null = null,
): OptionValues {
  const base = options.text('base');
  const out = options.text('out');
  const events = options.text('events');
  const texts = new Map<string, string | null>([
    ['project', file],
    ['each', null],
    ['changed-since', null],
    ['format', 'json'],
    ['checksum', checksum],
    ['base', base === null ? null : join(base, dirname(earlierFile))],
    ['out', out === null || planFile !== null ? null : mirroredPath(out, file, '.json')],
    ['events', events === null ? null : mirroredPath(events, file, '.jsonl')],
  ]);
  return {
    ...options,
    text: (name) => texts.get(name) ?? (texts.has(name) ? null : options.text(name)),
    typed: (name) => texts.get(name) ?? (texts.has(name) ? null : options.typed(name)),
    list: (name) => (name === 'report' ? [] : options.list(name)),
    // It says how many projects run at once.
    number: (name) => (name === 'parallelism' ? null : options.number(name)),
  };
}

export interface ProjectContext {
  readonly context: CommandContext;
  readonly captured: Captured;
}

export function contextOfProject(
  outer: CommandContext,
  target: ManyTarget,
  { among, checksum }: { readonly among: AmongMany; readonly checksum: string | null },
): ProjectContext {
  const captured = captureTerminal(outer.terminal);
  const context: CommandContext = {
    ...outer,
    options: optionsOfProject(outer.options, target, checksum),
    operand: target.planFile,
    terminal: captured.terminal,
    notices: createNotices(outer.clock),
    among,
  };
  return { context, captured };
}
