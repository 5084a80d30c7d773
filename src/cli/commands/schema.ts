import { readFile } from 'node:fs/promises';
import { packageFile } from '../package-file.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';

/** `schema FORMAT`: the schema as it ships. */
export const runSchema: RunCommand = async ({ operand, terminal }) => {
  terminal.writeResult(await readFile(packageFile(`schemas/${operand}.schema.json`), 'utf8'));
  return exitCodes.done;
};
