// Strikes runs of members at every point, damages their ledgers at every byte and bit, tries more worlds of saved
// plans and exports, and every code in each way in which an answer can point to its item: npm run thorough
import { spawnSync } from 'node:child_process';

const tests = [
  ...[
    'test/members',
    'test/cli/members/forget/killed.test.ts',
    'test/cli/members/outcomes/members-killed.test.ts',
  ],
  ...['test/plan/saved/saved-plans.test.ts', 'test/export/plan-is-empty.test.ts'],
  'test/apply/every-code.test.ts',
];
const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const { status } = spawnSync(
  process.execPath,
  [...options, 'node_modules/jest/bin/jest.js', '--testTimeout=900000', ...tests],
  { stdio: 'inherit', env: { ...process.env, THOROUGH: '1', KILLS: '20' } },
);
process.exitCode = status ?? 1;
