import { invariant } from '../../diagnostics/diagnostic.ts';
import { findPlatform } from '../../platforms/platform-named.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { editorSchemaOf, readSchema } from '../read-schema.ts';

/** `schema FORMAT`: the schema as it ships, or that of the manifests of one platform. */
export const runSchema: RunCommand = async ({ operand, options, terminal }) => {
  invariant(operand !== null, 'the command line has a format');
  const platform = operand === 'manifest' ? findPlatform(options.text('platform')) : null;
  const schema = platform === null ? readSchema(operand) : editorSchemaOf(platform.name);
  terminal.writeResult(await schema);
  return exitCodes.done;
};
