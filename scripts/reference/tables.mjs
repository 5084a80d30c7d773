// The tables of the program that the reference is written from.
export { commandFamilies, commands } from '../../src/cli/arguments/commands.ts';
export { globalOptions } from '../../src/cli/arguments/global-options.ts';
export { optionNamed, variableOf } from '../../src/cli/arguments/options.ts';
export { secretVariables } from '../../src/cli/arguments/secret-variables.ts';
export { spellOption } from '../../src/cli/arguments/spell-option.ts';
export { exitCodes } from '../../src/cli/process/exit-codes.ts';
export { codes } from '../../src/diagnostics/codes.ts';
export { exampleOf } from '../../src/platforms/example-of.ts';
export { platformNamed } from '../../src/platforms/platform-named.ts';
export { describeFinder } from '../../src/report/findings/render-explanation.ts';
export { conditionTable, faultFields, faultTable } from '../../src/sandbox/faults/fault-table.ts';
export { inspectionRoutes } from '../../src/sandbox/inspection/inspect.ts';
export { settingTable } from '../../src/sandbox/setting-table.ts';
export { defaultSettings } from '../../src/sandbox/settings.ts';
export { variantTable } from '../../src/sandbox/variant-table.ts';
